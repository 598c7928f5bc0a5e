// SPDX-License-Identifier: GPL-3.0-or-later
// The packed pipeline (pack, GRU, unpack) over the batches on which PyTorch is measured, and its kernel alone.
// After --json one JSON object a line: engine, what, case, threads, seconds (of the fastest run), gflops, and
// what bare multiply-adds reach beside it.
#include "core/pipeline/gru.h"
#include "core/pipeline/unpack.h"
#include "tests/bench/peak.h"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <limits>
#include <numeric>
#include <string_view>

namespace {

using core::Index;
using Clock = std::chrono::steady_clock;

struct Case {
    Index B, T, D, H;

    [[nodiscard]] std::string name() const
    {
        return "B" + std::to_string(B) + "_T" + std::to_string(T) + "_D" + std::to_string(D) +
               "_H" + std::to_string(H);
    }
};

constexpr std::array grid{Case{2, 3, 10, 5},        Case{8, 16, 16, 32},
                          Case{32, 50, 64, 64},     Case{64, 100, 128, 256},
                          Case{256, 100, 256, 512}, Case{1024, 64, 128, 128},
                          Case{1, 200, 256, 256},   Case{16, 500, 128, 128}};

/// T for the first sequence, then lengths of 1 … T that repeat from run to run.
std::vector<std::int64_t> lengthsOf(const Case &size)
{
    std::vector<std::int64_t> lengths{size.T};
    for (Index i = 1; i < size.B; ++i)
        lengths.push_back(1 + (7919 * i + 13) % size.T);
    return lengths;
}

/// By the clock on the wall, and of all processors; on a busy machine the first is the longer one.
struct Seconds {
    double wall = std::numeric_limits<double>::infinity();
    double processor = std::numeric_limits<double>::infinity();
};

/// The fastest of the runs of about a second.
template <class Run> Seconds fastest(const Run &run)
{
    run();
    Seconds best;
    const auto start = Clock::now();
    do {
        const auto begin = Clock::now();
        const std::clock_t processor = std::clock();
        run();
        best.processor = std::min(best.processor,
                                  static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC);
        best.wall =
            std::min(best.wall, std::chrono::duration<double>(Clock::now() - begin).count());
    } while (Clock::now() - start < std::chrono::seconds(1));
    return best;
}

/// A batch, a model, and the two things that are timed.
struct Subject {
    Case size;
    core::GruWeights<float> weights;
    core::Tensor<float> batch;
    std::vector<std::int64_t> lengths = lengthsOf(size);
    core::PackedSequence<float> packed = pack();

    [[nodiscard]] core::PackedSequence<float> pack() const
    {
        return *core::packPaddedSequence(batch, lengths,
                                         {core::Layout::batchFirst, false, core::TieOrder::stable});
    }
    [[nodiscard]] Seconds pipelineSeconds(int threads) const
    {
        return fastest([&] {
            const auto ran =
                core::gru<float>(weights, pack(), nullptr, {}, {core::GruPath::fast, threads});
            const auto padded =
                core::padPackedSequence(ran->output, {core::Layout::batchFirst, 0, {}});
            assert(padded.ok());
        });
    }
    [[nodiscard]] Seconds kernelSeconds(int threads) const
    {
        core::Matrix<float> output(size.H, packed.data.extent(0));
        const core::Matrix<float> start = core::Matrix<float>::Zero(size.H, size.B);
        return fastest([&] {
            const auto states = core::scanGru<float>(
                weights.of(0, 0), packed.data.columns(1), packed.batchSizes, start,
                {core::Direction::forward, core::GruPath::fast, threads}, output);
            assert(states.cols() == size.B);
        });
    }
    [[nodiscard]] double gflop() const
    {
        const auto cells = std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0});
        return 6e-9 * static_cast<double>(size.H * (size.D + size.H) * cells);
    }
};

Subject subjectOf(const Case &size)
{
    core::TorchGenerator generator(0);
    auto weights = core::initialWeights<float>({size.D, size.H, 1, 1, true}, generator);
    return {size, std::move(weights), generator.normal<float>({size.B, size.T, size.D})};
}

void report(const nlohmann::ordered_json &line, bool json)
{
    if (json) {
        std::cout << line.dump() << std::endl;
        return;
    }
    std::printf("%-9s%-22s %d thread(s) %11.6f s %8.1f GFLOP/s, %3.0f %% of %.1f\n",
                line["what"].get<std::string>().c_str(), line["case"].get<std::string>().c_str(),
                line["threads"].get<int>(), line["seconds"].get<double>(),
                line["gflops"].get<double>(),
                100 * line["gflops"].get<double>() / line["peak_gflops"].get<double>(),
                line["peak_gflops"].get<double>());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const bool json = argc > 1 && std::string_view(argv[1]) == "--json";
    const int most = core::usableThreads();
    for (const Case &size : grid) {
        const Subject subject = subjectOf(size);
        for (const int threads : most > 1 ? std::vector{1, 2} : std::vector{1})
            for (const char *what : {"kernel", "pipeline"}) {
                const double peak = bench::peakGflops(threads);
                const Seconds seconds = std::string_view(what) == "kernel"
                                            ? subject.kernelSeconds(threads)
                                            : subject.pipelineSeconds(threads);
                report({{"engine", "packscope"},
                        {"what", what},
                        {"case", size.name()},
                        {"threads", threads},
                        {"seconds", seconds.wall},
                        {"cpu_seconds", seconds.processor},
                        {"gflops", subject.gflop() / seconds.wall},
                        {"peak_gflops", peak}},
                       json);
            }
    }
    return 0;
}
