// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/base64url.h"

#include <cstdint>

namespace core {

namespace {

constexpr std::string_view base64Letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Regroups the bits of numbers of `from` bits each into numbers of `to` bits each, the highest bit first.
class BitQueue {
  public:
    BitQueue(int from, int to) : m_from(from), m_to(to) {}

    void push(std::uint32_t bits)
    {
        m_bits = (m_bits << m_from) | bits;
        m_count += m_from;
    }
    [[nodiscard]] bool has() const { return m_count >= m_to; }
    [[nodiscard]] bool hasRest() const { return m_count > 0; }
    std::uint32_t pop()
    {
        m_count -= m_to;
        return (m_bits >> m_count) & ((1U << m_to) - 1);
    }
    /// Fills up with zeros what is left.
    std::uint32_t popRest() { return (m_bits << (m_to - m_count)) & ((1U << m_to) - 1); }

  private:
    int m_from, m_to, m_count = 0;
    std::uint32_t m_bits = 0; ///< the lowest m_count are still to be taken
};

} // namespace

std::string base64url(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size() / 3 * 4 + 4);
    BitQueue queue(8, 6);
    for (const char byte : bytes)
        for (queue.push(static_cast<unsigned char>(byte)); queue.has();)
            text += base64Letters[queue.pop()];
    if (queue.hasRest())
        text += base64Letters[queue.popRest()];
    return text;
}

std::optional<std::string> bytesOfBase64url(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 3);
    BitQueue queue(6, 8);
    for (const char letter : text) {
        const auto value = base64Letters.find(letter);
        if (value == std::string_view::npos)
            return std::nullopt;
        queue.push(static_cast<std::uint32_t>(value));
        if (queue.has())
            bytes += static_cast<char>(queue.pop());
    }
    return bytes;
}

} // namespace core
