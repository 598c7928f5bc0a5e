// SPDX-License-Identifier: GPL-3.0-or-later
// The packed pipeline (pack, GRU, unpack) over the batches on which PyTorch is measured.
#include "core/pipeline/gru.h"
#include "core/pipeline/unpack.h"
#include "tests/bench/run_benchmarks.h"

#include <array>
#include <numeric>

namespace {

using core::Index;

struct Case {
    Index B, T, D, H;
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

void pipeline(benchmark::State &state, const Case &size)
{
    core::TorchGenerator generator(0);
    const auto weights = core::initialWeights<float>({size.D, size.H, 1, 1, true}, generator);
    const auto batch = generator.normal<float>({size.B, size.T, size.D});
    const auto lengths = lengthsOf(size);
    const core::PackOptions pack{core::Layout::batchFirst, false, core::TieOrder::stable};
    for (auto _ : state) {
        const auto packed = core::packPaddedSequence(batch, lengths, pack);
        const auto ran = core::gru<float>(weights, *packed, nullptr);
        const auto padded = core::padPackedSequence(ran->output, {core::Layout::batchFirst, 0, {}});
        benchmark::DoNotOptimize(padded->padded.data.data());
    }
    const auto cells = std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0});
    const double flops = 6.0 * static_cast<double>(size.H * (size.D + size.H) * cells);
    state.counters["gflops"] =
        benchmark::Counter(flops / 1e9, benchmark::Counter::kIsIterationInvariantRate);
}

} // namespace

int main(int argc, char **argv)
{
    for (const Case &size : grid) {
        const std::string name = "pipeline/B" + std::to_string(size.B) + "_T" +
                                 std::to_string(size.T) + "_D" + std::to_string(size.D) + "_H" +
                                 std::to_string(size.H);
        benchmark::RegisterBenchmark(name.c_str(), pipeline, size)->Unit(benchmark::kMillisecond);
    }
    return bench::runBenchmarks(argc, argv);
}
