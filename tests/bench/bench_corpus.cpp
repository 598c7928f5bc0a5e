// SPDX-License-Identifier: GPL-3.0-or-later
// A corpus of a million lines: read from a file, and what its batches cost.
#include "core/analysis/corpus_cost.h"
#include "core/io/corpus_reader.h"
#include "tests/bench/run_benchmarks.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>

namespace {

constexpr int lines = 1'000'000;

/// A file of lines of words, of about 60 characters, that goes with this object.
class Text {
  public:
    Text() : m_file(std::filesystem::temp_directory_path() / "packscope-bench-corpus.txt")
    {
        std::mt19937 generator(1);
        std::lognormal_distribution<double> length(3.95, 0.55);
        std::ofstream stream(m_file);
        for (int i = 0; i < lines; ++i) {
            std::string line(1 + static_cast<std::size_t>(length(generator)), 'a');
            for (std::size_t at = generator() % 8; at < line.size(); at += 2 + generator() % 8)
                line[at] = ' ';
            stream << line << '\n';
        }
    }
    Text(const Text &) = delete;
    Text &operator=(const Text &) = delete;
    ~Text()
    {
        std::error_code code;
        std::filesystem::remove(m_file, code);
    }
    [[nodiscard]] const std::filesystem::path &file() const { return m_file; }

  private:
    std::filesystem::path m_file;
};

void read(benchmark::State &state, const Text &text, core::LengthUnit unit)
{
    core::CorpusOptions options;
    options.unit = unit;
    for (auto _ : state)
        benchmark::DoNotOptimize(core::readCorpus(text.file(), options));
    state.counters["lines"] =
        benchmark::Counter(lines, benchmark::Counter::kIsIterationInvariantRate);
}

void cost(benchmark::State &state, const core::LengthHistogram &lengths, std::int64_t b)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(core::costOf(lengths, b));
}

} // namespace

int main(int argc, char **argv)
{
    const Text text;
    const auto corpus = core::readCorpus(text.file());
    if (!corpus)
        return 1;
    const auto add = [](const std::string &name, auto function) {
        benchmark::RegisterBenchmark(name.c_str(), function)->Unit(benchmark::kMillisecond);
    };
    using core::LengthUnit;
    add("read/characters",
        [&](benchmark::State &state) { read(state, text, LengthUnit::characters); });
    add("read/words", [&](benchmark::State &state) { read(state, text, LengthUnit::words); });
    for (const std::int64_t b : {8, 64, 512})
        add("cost/batches_of_" + std::to_string(b),
            [&, b](benchmark::State &state) { cost(state, corpus->lengths, b); });
    return bench::runBenchmarks(argc, argv);
}
