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
        while (!take(")")) {
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

template <class Number> std::vector<double> numbers(std::string_view data, Index count)
{
    std::vector<double> list(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < list.size(); ++i)
        list[i] = static_cast<double>(numberAt<Number>(data, i * sizeof(Number)));
    return list;
}

std::vector<double> halves(std::string_view data, Index count)
{
    std::vector<double> list(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < list.size(); ++i)
        list[i] = halfValue(numberAt<std::uint16_t>(data, i * 2));
    return list;
}

struct ArrayType {
    std::string_view name;
    std::size_t size;
    std::vector<double> (*read)(std::string_view, Index);
};

constexpr std::array arrayTypes{
    ArrayType{"<f8", 8, numbers<double>},
    ArrayType{"<f4", 4, numbers<float>},
    ArrayType{"<f2", 2, halves},
    ArrayType{"<i8", 8, numbers<std::int64_t>},
    ArrayType{"<i4", 4, numbers<std::int32_t>},
    ArrayType{"<i2", 2, numbers<std::int16_t>},
    ArrayType{"|i1", 1, numbers<std::int8_t>},
    ArrayType{"|u1", 1, numbers<std::uint8_t>},
    ArrayType{"|b1", 1, numbers<std::uint8_t>},
};

/// The header of an array and the bytes behind it.
Result<std::pair<std::string_view, std::string_view>> split(std::string_view bytes)
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
    return std::pair{bytes.substr(headerAt, length), bytes.substr(headerAt + length)};
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

Result<Tensor<double>> readNpy(std::string_view bytes)
{
    const auto parts = split(bytes);
    if (!parts)
        return parts.error();
    const auto &[text, data] = *parts;
    HeaderReader header(text);
    if (!header.read())
        return Error{"the array's header is not one that numpy writes", {}};
    if (header.fortranOrder)
        return Error{"the array is in Fortran order; only C order is read", {}};
    const auto type =
        std::ranges::find(arrayTypes, std::string_view(header.type), &ArrayType::name);
    if (type == arrayTypes.end())
        return Error{"the array's dtype is '" + header.type + "', which is not read", {}};
    const auto count = boundedElements(header.shape);
    if (!count)
        return Error{"the array has shape " + toString(header.shape) +
                         "; a tensor may have at most " + std::to_string(maxElements) + " elements",
                     {}};
    if (data.size() != static_cast<std::size_t>(*count) * type->size)
        return Error{"the array has " + std::to_string(data.size()) + " bytes of data; dtype " +
                         header.type + " and shape " + toString(header.shape) + " ask for " +
                         std::to_string(static_cast<std::size_t>(*count) * type->size),
                     {}};
    return Tensor<double>(header.shape, type->read(data, *count));
}

} // namespace core
