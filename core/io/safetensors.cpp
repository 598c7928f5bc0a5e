// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/safetensors.h"

#include "core/io/json_tensor.h"
#include "core/io/number_bytes.h"
#include "core/model/limits.h"

#include <algorithm>

namespace core {

namespace {

constexpr std::size_t lengthBytes = 8;
/// A hundred thousand tensors have so long a header.
constexpr std::size_t mostHeader = 1 << 23;

/// Which bytes of the data a tensor takes.
struct Range {
    std::int64_t begin = 0, end = 0;
    std::string name;
};

/// Where the data lie in the file.
struct Data {
    std::uint64_t begin = 0, size = 0;
};

StoredTensor readOne(const std::string &name, const Json &entry, Data data,
                     std::vector<Range> &ranges, Findings &findings)
{
    if (const auto done = checkNamed(name, {}); !done) {
        findings.refuse(done.error());
        return {};
    }
    ObjectReader members(entry, name, findings);
    const std::string typeName = members.text("dtype", "");
    const Json *shapeList = members.member("shape"), *offsetList = members.member("data_offsets");
    if (!shapeList || !offsetList) {
        findings.refuse(name + " has no shape or no data_offsets");
        return {};
    }
    const Shape shape = readIntegers(*shapeList, members.pathOf("shape"), findings);
    const auto offsets = readIntegers(*offsetList, members.pathOf("data_offsets"), findings);
    if (const auto done = checkNamed(name, shape); !done)
        findings.refuse(done.error());
    const NumberType *type = numberTypeNamed(&NumberType::safetensors, typeName);
    const auto count = boundedElements(shape, mostCounted);
    if (findings.error)
        return {};
    if (!count)
        findings.refuse(name + " has shape " + toString(shape) + ", which cannot be");
    else if (offsets.size() != 2)
        findings.refuse(name + " has " + std::to_string(offsets.size()) +
                        " data_offsets; there must be a first and a last");
    else if (offsets[0] < 0 || offsets[1] < offsets[0] ||
             static_cast<std::uint64_t>(offsets[1]) > data.size)
        findings.refuse(name + " has data_offsets " + toString(offsets) + "; the file holds " +
                        std::to_string(data.size) + " bytes of data");
    else if (type && offsets[1] - offsets[0] != *count * static_cast<Index>(type->size))
        findings.refuse(name + " has " + std::to_string(offsets[1] - offsets[0]) +
                        " bytes; dtype " + typeName + " and shape " + toString(shape) +
                        " ask for " + std::to_string(*count * static_cast<Index>(type->size)));
    if (findings.error)
        return {};
    ranges.push_back({offsets[0], offsets[1], name});
    return {typeName, type,
            shape,    rowMajorStrides(shape),
            {},       data.begin + static_cast<std::uint64_t>(offsets[0])};
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

Result<StoredTensors> safetensorsTensors(std::string_view bytes)
{
    if (bytes.size() < lengthBytes)
        return Error{"the file ends before the length of its header", {}};
    const auto length = numberAt<std::uint64_t>(bytes, 0);
    if (length > bytes.size() - lengthBytes)
        return Error{"the header has " + std::to_string(length) + " bytes; the file ends before",
                     {}};
    if (length > mostHeader)
        return Error{"the header has " + std::to_string(length) + " bytes; it may have at most " +
                         std::to_string(mostHeader),
                     {}};
    const auto header = parseJson(bytes.substr(lengthBytes, length));
    if (!header)
        return header.error().at("header");
    if (!header->is_object())
        return Error{"header: it must be an object", {}};
    const Data data{lengthBytes + length, bytes.size() - lengthBytes - length};
    Findings findings{DType::float64, {}, {}};
    std::vector<Range> ranges;
    StoredTensors tensors;
    for (const auto &[name, entry] : header->items())
        if (name != "__metadata__" && !findings.error)
            tensors.emplace(name, readOne(name, entry, data, ranges, findings));
    checkOverlap(std::move(ranges), findings);
    if (findings.error)
        return *findings.error;
    return tensors;
}

std::string safetensorsBytes(const std::vector<std::pair<std::string, RealTensor>> &tensors)
{
    std::string header = R"({"__metadata__":{"format":"pt"})", data;
    for (const auto &[name, tensor] : tensors) {
        const bool isDouble = tensor.dtype() == DType::float64;
        const std::size_t begin = data.size();
        const auto append = [&](const auto &numbers) {
            data.append(reinterpret_cast<const char *>(numbers.data()),
                        numbers.size() * sizeof numbers[0]);
        };
        if (isDouble)
            append(tensor.as<double>().data);
        else
            append(tensor.as<float>().data);
        header += "," + jsonString(name) + R"(:{"dtype":")" + (isDouble ? "F64" : "F32") +
                  R"(","shape":)" + jsonList(tensor.shape()) + R"(,"data_offsets":)" +
                  jsonList(Shape{static_cast<Index>(begin), static_cast<Index>(data.size())}) + "}";
    }
    header += "}";
    header.resize((header.size() + 7) / 8 * 8, ' ');
    std::string bytes;
    appendNumber(bytes, static_cast<std::uint64_t>(header.size()));
    return bytes + header + data;
}

} // namespace core
