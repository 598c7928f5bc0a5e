// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traces.h"

#include <string>

namespace bench {

/// A batch to measure with: an example that is built in, or one drawn from a seed.
struct Batch {
    std::string name; ///< as the benchmark calls it
    std::string spec; ///< as after --random; empty: the example of this name

    [[nodiscard]] std::shared_ptr<const core::Document> document() const
    {
        return std::make_shared<const core::Document>(
            spec.empty() ? *core::exampleDocument(name)
                         : core::randomDocument(*core::randomSpec(spec)));
    }
};

inline const Batch article{"article", {}};
inline const Batch words{"words", {}};
inline const Batch eight{"eight", {}};
inline const Batch medium{"B64_T64_D64_H64", "B=64,T=64,D=64,H=64"};
inline const Batch large{"B1000_T500_D64_H64", "B=1000,T=500,D=64,H=64"};

} // namespace bench
