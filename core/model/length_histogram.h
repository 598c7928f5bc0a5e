// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>

namespace core {

/// How many sequences have which length: what a corpus comes to where only padding counts. Its size goes
/// by the lengths that occur, at most √(2 cells) of them, and not by the sequences.
class LengthHistogram {
  public:
    /// Requires: a length of at least 1.
    void add(std::int64_t length, std::int64_t count = 1);

    /// The sequences of each length that occurs, the shortest first.
    [[nodiscard]] const std::map<std::int64_t, std::int64_t> &counts() const { return m_counts; }
    [[nodiscard]] std::int64_t sequences() const { return m_sequences; }
    /// The sum of all lengths, N if it were one batch.
    [[nodiscard]] std::int64_t cells() const { return m_cells; }

    // Requires: a sequence.
    [[nodiscard]] std::int64_t shortest() const { return m_counts.begin()->first; }
    [[nodiscard]] std::int64_t longest() const { return m_counts.rbegin()->first; }
    /// The shortest length that at least this share of the sequences do not exceed. Requires: 0 … 1.
    [[nodiscard]] std::int64_t quantile(double share) const;
    [[nodiscard]] std::int64_t median() const { return quantile(0.5); }

    bool operator==(const LengthHistogram &) const = default;

  private:
    std::map<std::int64_t, std::int64_t> m_counts;
    std::int64_t m_sequences = 0;
    std::int64_t m_cells = 0;
};

} // namespace core
