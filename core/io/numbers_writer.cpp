// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/numbers_writer.h"

#include "core/io/json_tensor.h"
#include "core/io/npz.h"
#include "core/io/object_writer.h"

namespace core {

namespace {

using Integers = std::vector<std::int64_t>;

/// Calls `function` with the tensor that the numbers are; a list is a tensor of one axis.
template <class Function> auto withTensor(const Numbers &numbers, Function function)
{
    if (const auto *list = std::get_if<Integers>(&numbers))
        return function(Tensor<std::int64_t>({static_cast<Index>(list->size())}, *list));
    if (const auto *integers = std::get_if<Tensor<std::int64_t>>(&numbers))
        return function(*integers);
    const auto &reals = std::get<RealTensor>(numbers);
    return reals.dtype() == DType::float32 ? function(reals.as<float>())
                                           : function(reals.as<double>());
}

bool isNull(const Numbers &numbers)
{
    return std::holds_alternative<std::monostate>(numbers);
}

std::string jsonOf(const Numbers &numbers)
{
    if (isNull(numbers))
        return "null";
    if (const auto *list = std::get_if<Integers>(&numbers))
        return jsonList(*list);
    return withTensor(numbers, [](const auto &tensor) { return jsonTensor(tensor); });
}

template <class Scalar> std::string csvNumber(Scalar value)
{
    if constexpr (std::is_integral_v<Scalar>) {
        return std::to_string(value);
    } else {
        const std::string text = jsonNumber(value);
        return text.front() == '"' ? text.substr(1, text.size() - 2) : text;
    }
}

/// "i0,i1,v0,v1,v2": the axes before the last, then the elements of the last.
std::string csvHead(const Shape &shape)
{
    std::string text;
    for (std::size_t axis = 0; axis + 1 < shape.size(); ++axis)
        text += "i" + std::to_string(axis) + ",";
    for (Index i = 0; i < shape.back(); ++i)
        text += (i ? ",v" : "v") + std::to_string(i);
    return text + "\n";
}

template <class Scalar> std::string csvOf(const Tensor<Scalar> &tensor)
{
    std::string text = csvHead(tensor.shape);
    const Index width = tensor.shape.back();
    const std::size_t axes = tensor.shape.size() - 1;
    Shape place(axes, 0);
    for (Index at = 0; at < tensor.size(); at += width) {
        for (const Index index : place)
            text += std::to_string(index) + ",";
        for (Index i = 0; i < width; ++i)
            text += (i ? "," : "") + csvNumber(tensor[at + i]);
        text += "\n";
        // Counts the indices up as an odometer does.
        for (std::size_t axis = axes; axis-- > 0;) {
            if (++place[axis] < tensor.shape[axis])
                break;
            place[axis] = 0;
        }
    }
    return text;
}

} // namespace

std::string numbersJson(const std::vector<NamedNumbers> &list)
{
    ObjectWriter writer(0);
    for (const auto &[name, numbers] : list)
        writer.add(name, jsonOf(numbers));
    return writer.text() + "\n";
}

Result<std::string> numbersNpz(const std::vector<NamedNumbers> &list)
{
    std::vector<std::pair<std::string, NpyArray>> arrays;
    for (const auto &[name, numbers] : list)
        if (!isNull(numbers))
            arrays.emplace_back(name,
                                withTensor(numbers, [](const auto &t) { return NpyArray(t); }));
    return npzBytes(arrays);
}

std::vector<NamedFile> numbersCsv(const std::vector<NamedNumbers> &list)
{
    std::vector<NamedFile> files;
    for (const auto &[name, numbers] : list)
        if (!isNull(numbers))
            files.push_back(
                {name + ".csv", withTensor(numbers, [](const auto &t) { return csvOf(t); })});
    return files;
}

} // namespace core
