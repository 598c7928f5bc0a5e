// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless_cost.h"

#include "app/cost_text.h"
#include "app/load.h"
#include "app/report.h"
#include "core/pipeline/run.h"
#include "ui/state/whole_file.h"

#include <iostream>

namespace app {

namespace {

int tell(const CostOutput &output, const std::string &text)
{
    if (output.file.empty()) {
        std::cout << text;
        return std::cout.flush() ? exitDone : exitRefused;
    }
    return statusOf(ui::writeWholeFile(qtName(output.file), text));
}

} // namespace

int tellCost(const BatchCostOptions &options, const core::Document &document)
{
    const auto trace = core::run(std::make_shared<const core::Document>(document));
    if (!trace)
        return refused(trace.error());
    const core::Cost cost = core::costOf(**trace);
    return tell(options.output,
                options.output.json ? costJson(cost) : costTable(nameOf(options.source), cost));
}

int tellCost(const CorpusCostOptions &options)
{
    core::CorpusOptions reading;
    reading.unit = options.unit;
    const auto counted = ui::countCorpus(qtName(options.file), options.batchSizes, reading);
    if (!counted)
        return refused(counted.error());
    return tell(options.output, options.output.json ? costJson(*counted) : costTable(*counted));
}

} // namespace app
