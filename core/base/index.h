// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <compare>

namespace core {

using Eigen::Index;

/// An integer that counts one kind of thing, so that two kinds cannot be mixed by mistake.
template <class Tag> class Strong {
  public:
    constexpr Strong() = default;
    constexpr explicit Strong(Index value) : m_value(value) {}
    [[nodiscard]] constexpr Index value() const { return m_value; }
    constexpr auto operator<=>(const Strong &) const = default;

  private:
    Index m_value = 0;
};

/// Which sequence, in the order in which they were typed: 0 … B-1.
using SequenceIndex = Strong<struct SequenceTag>;
/// Which row after the sort, longest first: 0 … B-1.
using SlotIndex = Strong<struct SlotTag>;
/// Which position in time: 0 … T-1.
using StepIndex = Strong<struct StepTag>;
/// Which row of the packed data: 0 … N-1.
using PackedIndex = Strong<struct PackedTag>;

} // namespace core
