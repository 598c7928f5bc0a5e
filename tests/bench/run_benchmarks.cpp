// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/run_benchmarks.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <string_view>
#include <vector>

namespace bench {
namespace {

class JsonLines : public benchmark::BenchmarkReporter {
  public:
    bool ReportContext(const Context & /*context*/) override { return true; }

    void ReportRuns(const std::vector<Run> &runs) override
    {
        for (const Run &run : runs) {
            GetOutputStream() << asJson(run).dump() << std::endl;
        }
    }

  private:
    static nlohmann::ordered_json asJson(const Run &run)
    {
        nlohmann::ordered_json line{{"name", run.benchmark_name()}};
        if (run.error_occurred) {
            line["error"] = run.error_message;
            return line;
        }
        const double unitsPerSecond = benchmark::GetTimeUnitMultiplier(run.time_unit);
        line["iterations"] = run.iterations;
        line["real_s"] = run.GetAdjustedRealTime() / unitsPerSecond;
        line["cpu_s"] = run.GetAdjustedCPUTime() / unitsPerSecond;
        for (const auto &[name, counter] : run.counters) {
            line[name] = counter.value;
        }
        if (!run.report_label.empty()) {
            line["label"] = run.report_label;
        }
        return line;
    }
};

} // namespace

int runBenchmarks(int argc, char **argv)
{
    const auto isJson = [](const char *argument) { return std::string_view(argument) == "--json"; };
    std::vector<char *> arguments(argv, argv + argc);
    const bool json = std::erase_if(arguments, isJson) > 0;
    int count = static_cast<int>(arguments.size());
    arguments.push_back(nullptr);

    benchmark::Initialize(&count, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) {
        return 2;
    }
    JsonLines lines;
    const std::size_t ran =
        json ? benchmark::RunSpecifiedBenchmarks(&lines) : benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return ran > 0 ? 0 : 1;
}

} // namespace bench
