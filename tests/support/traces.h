// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/examples.h"
#include "core/io/random_document.h"
#include "core/pipeline/run.h"

namespace tests {

/// The trace of a built-in example. Requires: a name that `packscope examples` lists.
[[nodiscard]] inline std::shared_ptr<const core::Trace> traceOf(std::string_view example)
{
    const auto document = core::exampleDocument(example);
    return *core::run(std::make_shared<const core::Document>(*document));
}

/// The trace of the notebook's random batch, described as on the command line.
[[nodiscard]] inline std::shared_ptr<const core::Trace> randomTrace(std::string_view spec)
{
    return *core::run(
        std::make_shared<const core::Document>(core::randomDocument(*core::randomSpec(spec))));
}

} // namespace tests
