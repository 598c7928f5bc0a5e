// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/index.h"

#include <vector>

namespace core {

/// Floats, zero at first, that begin where a vector of any processor may begin: at 64 bytes.
class AlignedFloats {
  public:
    explicit AlignedFloats(Index count = 0) : m_lines(static_cast<std::size_t>((count + 15) / 16))
    {
    }
    [[nodiscard]] float *data() { return m_lines.empty() ? nullptr : m_lines.front().floats; }
    [[nodiscard]] const float *data() const
    {
        return m_lines.empty() ? nullptr : m_lines.front().floats;
    }
    /// Room for at least so many; what is there stays.
    void growTo(Index count)
    {
        m_lines.resize(std::max(m_lines.size(), static_cast<std::size_t>((count + 15) / 16)));
    }

  private:
    struct alignas(64) Line {
        float floats[16];
    };
    std::vector<Line> m_lines;
};

} // namespace core
