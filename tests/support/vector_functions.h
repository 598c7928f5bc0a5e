// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace support {

/// The kinds of vector instructions that this processor has and the engine is compiled for, as bits of
/// Highway, the best one first.
[[nodiscard]] std::vector<std::int64_t> vectorTargets();
[[nodiscard]] const char *targetName(std::int64_t target);

/// While it lives, the engine takes this kind.
class OnTarget {
  public:
    explicit OnTarget(std::int64_t target);
    OnTarget(const OnTarget &) = delete;
    OnTarget &operator=(const OnTarget &) = delete;
    ~OnTarget();
};

/// The engine's own functions, element by element; `values` becomes the results.
void sigmoids(std::span<float> values);
void hyperbolicTangents(std::span<float> values);

} // namespace support
