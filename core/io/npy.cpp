// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npz.h"
#include "core/io/number_bytes.h"
#include "core/model/limits.h"

#include <charconv>
#include <optional>

namespace core {

namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t alignment = 64;

/// numpy's way of writing a tuple: (), (3,), (3, 4).
std::string tupleText(const Shape &shape)
{
    std::string text = toString(shape);
    text.front() = '(';
    text.pop_back();
    return text + (shape.size() == 1 ? ",)" : ")");
}

std::string headerText(const char *type, const Shape &shape)
{
    std::string text = std::string("{'descr': '") + type +
                       "', 'fortran_order': False, 'shape': " + tupleText(shape) + ", }";
    const std::size_t before = magic.size() + 4; // two bytes of version, two of length
    while ((before + text.size() + 1) % alignment != 0)
        text += ' ';
    return text + '\n';
}

template <class Number> std::string bytesOf(const char *type, const Tensor<Number> &tensor)
{
    const std::string header = headerText(type, tensor.shape);
    std::string bytes(magic);
    bytes += {'\1', '\0'};
    appendNumber(bytes, static_cast<std::uint16_t>(header.size()));
    bytes += header;
    bytes.append(reinterpret_cast<const char *>(tensor.data.data()),
                 tensor.data.size() * sizeof(Number));
    return bytes;
}

/// Reads the dictionary that stands at the beginning of an array: numpy's literal, and no other.
class HeaderReader {
  public:
    explicit HeaderReader(std::string_view text) : m_rest(text) {}

    std::string type;
    bool fortranOrder = false;
    Shape shape;

    /// Whether the whole text is a dictionary of the three keys, in any order.
    bool read()
    {
        int found = 0;
        if (!take("{"))
            return false;
        while (!take("}")) {
            const auto key = quoted();
            if (!key || !take(":") || !member(*key, found))
                return false;
            if (!take(",") && !m_rest.starts_with('}'))
                return false;
        }
        skip();
        return found == 7 && m_rest.empty();
    }

  private:
    void skip()
    {
        while (!m_rest.empty() && (m_rest.front() == ' ' || m_rest.front() == '\n'))
            m_rest.remove_prefix(1);
    }
    bool take(std::string_view text)
    {
        skip();
        if (!m_rest.starts_with(text))
            return false;
        m_rest.remove_prefix(text.size());
        return true;
    }
    std::optional<std::string> quoted()
    {
        if (!take("'"))
            return std::nullopt;
        const auto end = m_rest.find('\'');
        if (end == std::string_view::npos)
            return std::nullopt;
        std::string text(m_rest.substr(0, end));
        m_rest.remove_prefix(end + 1);
        return text;
    }
    /// Each key counts as one bit of `found`, so that none may stand twice.
    bool member(const std::string &key, int &found)
    {
        const int bit = key == "descr" ? 1 : key == "fortran_order" ? 2 : key == "shape" ? 4 : 0;
        if (bit == 0 || (found & bit))
            return false;
        found |= bit;
        if (bit == 1) {
            const auto text = quoted();
            type = text.value_or("");
            return text.has_value();
        }
        return bit == 2 ? boolean() : tuple();
    }
    bool boolean()
    {
        fortranOrder = take("True");
        return fortranOrder || take("False");
    }
    bool tuple()
    {
        if (!take("("))
            return false;
        constexpr std::size_t mostAxes = 64;
        while (!take(")")) {
            if (shape.size() == mostAxes)
                return false;
            skip();
            Index extent = 0;
            const auto [end, code] =
                std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), extent);
            if (code != std::errc{})
                return false;
            m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
            shape.push_back(extent);
            if (!take(",") && !m_rest.starts_with(')'))
                return false;
        }
        return true;
    }

    std::string_view m_rest;
};

/// The header of an array. It ends where the numbers begin.
Result<std::string_view> headerOf(std::string_view bytes)
{
    if (!bytes.starts_with(magic) || bytes.size() < magic.size() + 2)
        return Error{"this is not a .npy array", {}};
    const int version = bytes[magic.size()];
    if ((version != 1 && version != 2) || bytes[magic.size() + 1] != 0)
        return Error{"the array's version is " + std::to_string(version) + "." +
                         std::to_string(bytes[magic.size() + 1]) + "; 1.0 and 2.0 are read",
                     {}};
    const std::size_t lengthAt = magic.size() + 2, lengthSize = version == 1 ? 2 : 4;
    if (bytes.size() < lengthAt + lengthSize)
        return Error{"the array ends before the length of its header", {}};
    const std::size_t length = version == 1 ? numberAt<std::uint16_t>(bytes, lengthAt)
                                            : numberAt<std::uint32_t>(bytes, lengthAt);
    const std::size_t headerAt = lengthAt + lengthSize;
    if (bytes.size() - headerAt < length)
        return Error{"the array ends before its header does", {}};
    return bytes.substr(headerAt, length);
}

} // namespace

std::string npyBytes(const NpyArray &array)
{
    if (const auto *integers = std::get_if<Tensor<std::int64_t>>(&array))
        return bytesOf("<i8", *integers);
    const auto &reals = std::get<RealTensor>(array);
    return reals.dtype() == DType::float32 ? bytesOf("<f4", reals.as<float>())
                                           : bytesOf("<f8", reals.as<double>());
}

Result<StoredTensor> npyTensor(std::string_view head, std::uint64_t size)
{
    const auto text = headerOf(head);
    if (!text)
        return text.error();
    HeaderReader header(*text);
    if (!header.read())
        return Error{"the array's header is not one that numpy writes", {}};
    if (header.fortranOrder)
        return Error{"the array is in Fortran order; only C order is read", {}};
    const auto count = boundedElements(header.shape, mostCounted);
    if (!count)
        return Error{"the array has shape " + toString(header.shape) + ", which cannot be", {}};
    const auto begin = static_cast<std::uint64_t>(text->data() + text->size() - head.data());
    StoredTensor tensor{header.type,  numberTypeNamed(&NumberType::numpy, header.type),
                        header.shape, rowMajorStrides(header.shape),
                        {},           begin};
    if (!tensor.type) // it may stand beside those that are
        return tensor;
    const std::uint64_t needed = static_cast<std::uint64_t>(*count) * tensor.type->size;
    if (size - begin != needed)
        return Error{"the array has " + std::to_string(size - begin) + " bytes of data; dtype " +
                         header.type + " and shape " + toString(header.shape) + " ask for " +
                         std::to_string(needed),
                     {}};
    return tensor;
}

} // namespace core
