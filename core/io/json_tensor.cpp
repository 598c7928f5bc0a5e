// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/json_tensor.h"

#include "core/model/limits.h"

namespace core {

namespace {

template <class Scalar>
Scalar readElement(const Json &value, const std::string &path, Findings &findings)
{
    if constexpr (std::is_integral_v<Scalar>)
        return readInteger(value, path, findings);
    else
        return readNumber(value, path, findings);
}

std::string element(const std::string &path, std::size_t i)
{
    return path + "[" + std::to_string(i) + "]";
}

/// Appends the elements of a flat list. An element gets its name only where it is refused: there may
/// be millions of them.
template <class Scalar>
void readFlat(const Json &list, const std::string &path, Findings &findings,
              std::vector<Scalar> &data)
{
    for (const Json &value : list) {
        Findings probe{findings.dtype, {}, {}};
        data.push_back(readElement<Scalar>(value, {}, probe));
        if (!probe.error)
            continue;
        (void)readElement<Scalar>(value, element(path, data.size() - 1), findings);
        return;
    }
}

template <class Scalar>
Tensor<Scalar> readNested(const Json &value, const std::string &path, Findings &findings)
{
    const auto rows = static_cast<Index>(value.size());
    const bool flat = value.empty() || !value.front().is_array();
    std::vector<Scalar> data;
    if (flat) {
        readFlat(value, path, findings, data);
        return findings.error ? Tensor<Scalar>() : Tensor<Scalar>({rows}, std::move(data));
    }
    const std::size_t width = value.front().size();
    for (std::size_t i = 0; i < value.size() && !findings.error; ++i) {
        const Json &row = value[i];
        std::vector<Scalar> cells;
        if (!row.is_array())
            findings.refuse(element(path, i) + " is " + shown(row) + "; it must be a list");
        else if (row.size() != width)
            findings.refuse(element(path, i) + " has " + std::to_string(row.size()) +
                            " elements; every row must have " + std::to_string(width) +
                            ", as many as the first");
        else
            readFlat(row, element(path, i), findings, cells);
        data.insert(data.end(), cells.begin(), cells.end());
    }
    if (findings.error)
        return {};
    return Tensor<Scalar>({rows, static_cast<Index>(width)}, std::move(data));
}

} // namespace

std::vector<std::int64_t> readIntegers(const Json &value, const std::string &path,
                                       Findings &findings)
{
    std::vector<std::int64_t> list;
    if (value.is_array())
        readFlat(value, path, findings, list);
    else
        findings.refuse(path + " is " + shown(value) + "; it must be a list of integers");
    return list;
}

template <class Scalar>
Tensor<Scalar> readTensor(const Json &value, const std::string &path, Findings &findings)
{
    if (value.is_array())
        return readNested<Scalar>(value, path, findings);
    if (!value.is_object() || !value.contains("shape") || !value.contains("data")) {
        findings.refuse(path + " is " + shown(value) +
                        R"(; a tensor is {"shape": […], "data": […]} or nested lists)");
        return {};
    }
    ObjectReader members(value, path, findings);
    const Shape shape = readIntegers(*members.member("shape"), members.pathOf("shape"), findings);
    const Json &list = *members.member("data");
    if (!list.is_array())
        findings.refuse(members.pathOf("data") + " is " + shown(list) + "; it must be a list");
    members.keepUnknown();
    if (findings.error)
        return {};
    const auto count = boundedElements(shape);
    if (!count) {
        findings.refuse(members.pathOf("shape") + " is " + toString(shape) +
                        "; extents must be at least 0 and a tensor may have at most " +
                        std::to_string(maxElements) + " elements");
        return {};
    }
    if (static_cast<std::size_t>(*count) != list.size()) {
        findings.refuse(members.pathOf("data") + " has " + std::to_string(list.size()) +
                        " elements; the shape " + toString(shape) + " asks for " +
                        std::to_string(*count));
        return {};
    }
    std::vector<Scalar> data;
    data.reserve(list.size());
    readFlat(list, members.pathOf("data"), findings, data);
    return findings.error ? Tensor<Scalar>() : Tensor<Scalar>(shape, std::move(data));
}

template <class Scalar> std::string jsonList(const std::vector<Scalar> &values)
{
    std::string text = "[";
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            text += ", ";
        if constexpr (std::is_integral_v<Scalar>)
            text += std::to_string(values[i]);
        else
            text += jsonNumber(values[i]);
    }
    return text + "]";
}

template <class Scalar> std::string jsonTensor(const Tensor<Scalar> &tensor)
{
    return R"({"shape": )" + jsonList(tensor.shape) + R"(, "data": )" + jsonList(tensor.data) + "}";
}

template Tensor<double> readTensor(const Json &, const std::string &, Findings &);
template Tensor<std::int64_t> readTensor(const Json &, const std::string &, Findings &);
template std::string jsonList(const std::vector<float> &);
template std::string jsonList(const std::vector<double> &);
template std::string jsonList(const std::vector<std::int64_t> &);
template std::string jsonTensor(const Tensor<float> &);
template std::string jsonTensor(const Tensor<double> &);
template std::string jsonTensor(const Tensor<std::int64_t> &);

} // namespace core
