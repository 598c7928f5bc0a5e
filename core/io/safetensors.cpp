// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/safetensors.h"

#include "core/io/json_tensor.h"
#include "core/io/number_bytes.h"
#include "core/model/limits.h"

#include <algorithm>
#include <cmath>

namespace core {

namespace {

constexpr std::size_t lengthBytes = 8;

/// How the elements of one type are read.
struct ElementType {
    std::size_t size;
    double (*read)(std::string_view bytes, std::size_t at);
};

template <class Number> double numberAsDouble(std::string_view bytes, std::size_t at)
{
    return static_cast<double>(numberAt<Number>(bytes, at));
}

std::optional<ElementType> typeNamed(const std::string &name)
{
    static const std::map<std::string, ElementType> types{
        {"F64", {8, numberAsDouble<double>}},
        {"F32", {4, numberAsDouble<float>}},
        {"F16",
         {2, [](std::string_view b,
                std::size_t at) { return halfValue(numberAt<std::uint16_t>(b, at)); }}},
        {"BF16",
         {2, [](std::string_view b,
                std::size_t at) { return bfloatValue(numberAt<std::uint16_t>(b, at)); }}},
        {"I64", {8, numberAsDouble<std::int64_t>}},
        {"I32", {4, numberAsDouble<std::int32_t>}},
        {"I16", {2, numberAsDouble<std::int16_t>}},
        {"I8", {1, numberAsDouble<std::int8_t>}},
        {"U8", {1, numberAsDouble<std::uint8_t>}},
        {"BOOL", {1, numberAsDouble<std::uint8_t>}},
    };
    const auto found = types.find(name);
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

/// Which bytes of the data a tensor takes.
struct Range {
    std::int64_t begin = 0, end = 0;
    std::string name;
};

Tensor<double> readOne(const std::string &name, const Json &entry, std::string_view data,
                       std::vector<Range> &ranges, Findings &findings)
{
    ObjectReader members(entry, name, findings);
    const std::string typeName = members.text("dtype", "");
    const Json *shapeList = members.member("shape"), *offsetList = members.member("data_offsets");
    if (!shapeList || !offsetList) {
        findings.refuse(name + " has no shape or no data_offsets");
        return {};
    }
    const Shape shape = readIntegers(*shapeList, members.pathOf("shape"), findings);
    const auto offsets = readIntegers(*offsetList, members.pathOf("data_offsets"), findings);
    const auto type = typeNamed(typeName);
    const auto count = boundedElements(shape);
    if (!type)
        findings.refuse(name + " has the dtype \"" + typeName + "\", which is not read");
    else if (!count)
        findings.refuse(name + " has shape " + toString(shape) + "; a tensor may have at most " +
                        std::to_string(maxElements) + " elements");
    else if (offsets.size() != 2 || offsets[0] < 0 || offsets[1] < offsets[0] ||
             offsets[1] > static_cast<std::int64_t>(data.size()))
        findings.refuse(name + " has data_offsets " + toString(offsets) + "; the file holds " +
                        std::to_string(data.size()) + " bytes of data");
    else if (offsets[1] - offsets[0] != *count * static_cast<Index>(type->size))
        findings.refuse(name + " has " + std::to_string(offsets[1] - offsets[0]) +
                        " bytes; dtype " + typeName + " and shape " + toString(shape) +
                        " ask for " + std::to_string(*count * static_cast<Index>(type->size)));
    if (findings.error)
        return {};
    ranges.push_back({offsets[0], offsets[1], name});
    Tensor<double> tensor(shape);
    for (Index i = 0; i < *count; ++i)
        tensor[i] = type->read(data, static_cast<std::size_t>(offsets[0]) +
                                         static_cast<std::size_t>(i) * type->size);
    return tensor;
}

void checkOverlap(std::vector<Range> ranges, Findings &findings)
{
    std::ranges::sort(ranges, {}, &Range::begin);
    for (std::size_t i = 1; i < ranges.size(); ++i)
        if (ranges[i].begin < ranges[i - 1].end)
            findings.refuse(ranges[i].name + " and " + ranges[i - 1].name +
                            " take the same bytes of the file");
}

} // namespace

Result<TensorsByName> readSafetensors(std::string_view bytes)
{
    if (bytes.size() < lengthBytes)
        return Error{"the file ends before the length of its header", {}};
    const auto length = numberAt<std::uint64_t>(bytes, 0);
    if (length > bytes.size() - lengthBytes)
        return Error{"the header has " + std::to_string(length) + " bytes; the file ends before",
                     {}};
    const auto header = parseJson(bytes.substr(lengthBytes, length));
    if (!header)
        return header.error().at("header");
    if (!header->is_object())
        return Error{"header: it must be an object", {}};
    const std::string_view data = bytes.substr(lengthBytes + length);
    Findings findings{DType::float64, {}, {}};
    std::vector<Range> ranges;
    TensorsByName tensors;
    for (const auto &[name, entry] : header->items())
        if (name != "__metadata__" && !findings.error)
            tensors.emplace(name, readOne(name, entry, data, ranges, findings));
    checkOverlap(std::move(ranges), findings);
    if (findings.error)
        return *findings.error;
    return tensors;
}

} // namespace core
