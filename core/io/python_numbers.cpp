// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/python_numbers.h"

#include "core/io/json_tensor.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace core {

namespace {

constexpr Index mostWritten = 200;   ///< numbers that stand as such
constexpr std::size_t lineOf64 = 96; ///< letters of base64 in a line; a multiple of 4

std::string base64(std::string_view bytes)
{
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        if (text.size() % (lineOf64 + 1) == lineOf64)
            text += '\n';
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        unsigned bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += k <= count ? letters[bits >> (18 - 6 * k) & 63] : '=';
    }
    return text;
}

std::string shapeText(const Shape &shape)
{
    std::string text = "(";
    for (const Index extent : shape)
        text += std::to_string(extent) + ", ";
    if (shape.size() > 1)
        text.resize(text.size() - 2);
    else if (!shape.empty())
        text.pop_back();
    return text + ")";
}

template <class Scalar> constexpr const char *torchType()
{
    if constexpr (std::is_same_v<Scalar, float>)
        return "torch.float32";
    else if constexpr (std::is_same_v<Scalar, double>)
        return "torch.float64";
    else
        return "torch.int64";
}

template <class Scalar> bool haveLiterals(const std::vector<Scalar> &values)
{
    if constexpr (std::is_floating_point_v<Scalar>)
        return std::ranges::all_of(values, [](Scalar value) { return std::isfinite(value); });
    else
        return true;
}

/// Breaks a list after commas, so that no line is longer than 100 characters.
/// `column` is how many stand before it.
std::string wrapped(const std::string &list, std::size_t indent, std::size_t column)
{
    constexpr std::size_t mostColumns = 100;
    std::string text;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = std::min(list.find(", ", at), list.size() - 1) + 1;
        if (column + (end - at) + 2 > mostColumns) {
            text += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (at > 0) {
            text += ' ';
        }
        text.append(list, at, end - at);
        column += end - at + 1;
        at = end + 1;
    }
    return text;
}

template <class Scalar>
std::string encoded(const char *type, const Shape &shape, const std::vector<Scalar> &values)
{
    const auto *bytes = reinterpret_cast<const char *>(values.data());
    return std::string("(") + type + ", " + shapeText(shape) + ", \"\"\"\n" +
           base64({bytes, values.size() * sizeof(Scalar)}) + "\"\"\")";
}

template <class Scalar> std::string written(const Shape &shape, const std::vector<Scalar> &values)
{
    constexpr std::size_t nameRoom = 36; // of what the tuple is called
    if (std::ssize(values) <= mostWritten && haveLiterals(values)) {
        const std::string begin =
            std::string("(") + torchType<Scalar>() + ", " + shapeText(shape) + ", ";
        return begin + wrapped(jsonList(values), 8, begin.size() + nameRoom) + ")";
    }
    if constexpr (std::is_integral_v<Scalar>)
        if (std::ranges::all_of(values, [](Scalar value) { return value >= 0 && value <= 255; }))
            return encoded("torch.uint8", shape,
                           std::vector<std::uint8_t>(values.begin(), values.end()));
    return encoded(torchType<Scalar>(), shape, values);
}

} // namespace

std::string pythonList(const std::vector<std::int64_t> &values, std::size_t indent)
{
    return wrapped(jsonList(values), indent, 3 * indent);
}

template <class Scalar> std::string pythonNumbers(const Tensor<Scalar> &tensor)
{
    return written(tensor.shape, tensor.data);
}

std::string pythonNumbers(const Numbers &numbers)
{
    struct Writer {
        std::string operator()(std::monostate) const { return "None"; }
        std::string operator()(const std::vector<std::int64_t> &list) const
        {
            return written({std::ssize(list)}, list);
        }
        std::string operator()(const Tensor<std::int64_t> &tensor) const
        {
            return pythonNumbers(tensor);
        }
        std::string operator()(const RealTensor &tensor) const
        {
            return tensor.dtype() == DType::float32 ? pythonNumbers(tensor.as<float>())
                                                    : pythonNumbers(tensor.as<double>());
        }
    };
    return std::visit(Writer(), numbers);
}

template std::string pythonNumbers(const Tensor<std::int64_t> &);
template std::string pythonNumbers(const Tensor<float> &);
template std::string pythonNumbers(const Tensor<double> &);

} // namespace core
