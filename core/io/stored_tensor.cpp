// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/stored_tensor.h"

#include "core/io/json_text.h"
#include "core/model/limits.h"

#include <algorithm>
#include <cmath>

namespace core {

namespace {

constexpr std::uint64_t farthest = std::uint64_t{1} << 60;
constexpr double largestInteger = 0x1p53;

/// Calls `take` with the place of each element, row-major.
template <class Take> void walk(const StoredTensor &tensor, Index count, Take take)
{
    Shape at(tensor.shape.size(), 0);
    Index place = 0;
    for (Index i = 0; i < count; ++i) {
        take(i, place);
        for (std::size_t axis = at.size(); axis-- > 0;) {
            if (tensor.shape[axis] == 1) // its stride may be anything
                continue;
            place += tensor.strides[axis];
            if (++at[axis] < tensor.shape[axis])
                break;
            place -= tensor.strides[axis] * tensor.shape[axis];
            at[axis] = 0;
        }
    }
}

} // namespace

Result<Done> checkNamed(const std::string &name, const Shape &shape)
{
    constexpr std::size_t mostBytes = 512, mostAxes = 64;
    if (name.size() > mostBytes)
        return Error{"a tensor's name has " + std::to_string(name.size()) +
                         " bytes; it may have at most " + std::to_string(mostBytes),
                     {}};
    if (std::ranges::any_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7F; }))
        return Error{"the name " + jsonString(name) + " of a tensor has control characters", {}};
    if (shape.size() > mostAxes)
        return Error{name + " has " + std::to_string(shape.size()) +
                         " axes; a tensor may have at most " + std::to_string(mostAxes),
                     {}};
    return Done{};
}

Shape rowMajorStrides(const Shape &shape)
{
    if (std::ranges::find(shape, 0) != shape.end())
        return Shape(shape.size(), 0); // the other extents may be anything
    Shape strides(shape.size(), 1);
    for (std::size_t axis = shape.size(); axis-- > 1;)
        strides[axis - 1] = strides[axis] * shape[axis];
    return strides;
}

std::optional<std::uint64_t> reachOf(const Shape &shape, const Shape &strides,
                                     std::size_t elementSize)
{
    std::uint64_t last = 0;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (shape[axis] < 0 || strides[axis] < 0)
            return std::nullopt;
        std::uint64_t far = 0;
        if (shape[axis] > 0 &&
            (__builtin_mul_overflow(static_cast<std::uint64_t>(shape[axis] - 1),
                                    static_cast<std::uint64_t>(strides[axis]), &far) ||
             __builtin_add_overflow(last, far, &last) || last > farthest / elementSize))
            return std::nullopt;
    }
    const bool empty = std::ranges::find(shape, 0) != shape.end();
    return empty ? 0 : (last + 1) * elementSize;
}

Result<Done> checkReadable(const StoredTensor &tensor)
{
    if (!tensor.type)
        return Error{"it has the dtype \"" + tensor.typeName + "\", which is not read", {}};
    if (!boundedElements(tensor.shape))
        return Error{"it has shape " + toString(tensor.shape) + "; a tensor may have at most " +
                         std::to_string(maxElements) + " elements",
                     {}};
    return Done{};
}

Result<Tensor<double>> numbersOf(const StoredTensor &tensor, std::string_view bytes)
{
    Tensor<double> numbers(tensor.shape);
    const NumberType &type = *tensor.type;
    walk(tensor, numbers.size(), [&](Index i, Index place) {
        numbers[i] = type.read(bytes.data() + static_cast<std::size_t>(place) * type.size);
    });
    if (type.safetensors == "I64")
        for (const double number : numbers.data)
            if (std::abs(number) > largestInteger)
                return Error{"it holds an integer beyond 2^53, which a float64 does not hold", {}};
    return numbers;
}

} // namespace core
