// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/torch_words.h"

#include "core/model/length_order.h"

#include <algorithm>

namespace core {

namespace {

/// index_select with an index that is none; empty where all are.
std::string torchOnSelect(std::span<const std::int64_t> order, Index extent)
{
    const auto beyond =
        std::ranges::find_if(order, [extent](std::int64_t index) { return index >= extent; });
    return beyond == order.end()
               ? std::string()
               : "INDICES element is out of DATA bounds, id=" + std::to_string(*beyond) +
                     " axis_dim=" + std::to_string(extent);
}

/// tensor.expand to [rows, columns], from the right; empty where the shapes agree.
std::string torchOnExpand(Index rows, Index columns, const Shape &shape)
{
    const Shape target{rows, columns};
    for (std::size_t fromRight = 1; fromRight <= shape.size() && fromRight <= 2; ++fromRight) {
        const Index wanted = target[2 - fromRight], got = shape[shape.size() - fromRight];
        if (got != wanted && got != 1)
            return "The expanded size of the tensor (" + std::to_string(wanted) +
                   ") must match the existing size (" + std::to_string(got) +
                   ") at non-singleton dimension " +
                   std::to_string(2 - static_cast<Index>(fromRight)) +
                   ".  Target sizes: " + toString(target) + ".  Tensor sizes: " + toString(shape);
    }
    return {};
}

} // namespace

std::string torchOnCount(std::span<const std::int64_t> lengths, Index rows, bool sorts)
{
    const Index count = std::ssize(lengths);
    if (count == rows)
        return {};
    if (!sorts)
        return "Expected `len(lengths)` to be equal to batch_size, but got " +
               std::to_string(count) + " (batch_size=" + std::to_string(rows) + ")";
    if (count == 0)
        return torchOnNothing;
    return torchOnSelect(descendingOrder(lengths, TieOrder::torch), rows);
}

std::string torchOnLengthBeyond(std::span<const std::int64_t> lengths, Index width)
{
    Index rows = 0, beyond = 0;
    for (const std::int64_t length : lengths) {
        rows += std::min<Index>(length, width);
        beyond += length > width;
    }
    return torchOnNarrow(rows, beyond, rows);
}

std::string torchOnNarrow(Index start, Index length, Index rows)
{
    return "start (" + std::to_string(start) + ") + length (" + std::to_string(length) +
           ") exceeds dimension size (" + std::to_string(rows) + ").";
}

std::string torchOnTotalLength(Index totalLength, Index longest)
{
    return "Expected total_length to be at least the length of the longest sequence in input, but "
           "got total_length=" +
           std::to_string(totalLength) + " and max sequence length being " +
           std::to_string(longest);
}

std::string torchOnInputSize(Index inputSize, Index got)
{
    return "input.size(-1) must be equal to input_size. Expected " + std::to_string(inputSize) +
           ", got " + std::to_string(got);
}

std::string torchOnHidden(const Shape &expected, const Shape &got)
{
    std::string tuple = toString(expected);
    tuple.front() = '(';
    tuple.back() = ')';
    return "Expected hidden size " + tuple + ", got " + toString(got);
}

std::string torchOnHidden(const Shape &expected, const Shape &got,
                          std::span<const std::int64_t> order)
{
    if (got.size() < 2)
        return torchOnNoSecondAxis;
    if (std::string words = torchOnSelect(order, got[1]); !words.empty())
        return words;
    Shape permuted = got;
    permuted[1] = std::ssize(order);
    return permuted == expected ? std::string() : torchOnHidden(expected, permuted);
}

std::string torchOnBroadcast(const Shape &output, const Shape &broadcast)
{
    return "output with shape " + toString(output) + " doesn't match the broadcast shape " +
           toString(broadcast);
}

std::string torchOnWeight(Index rows, Index width, Index gates, bool bias, const Shape &weight)
{
    const auto rank = std::ssize(weight);
    if (rank > 2)
        return "t() expects a tensor with <= 2 dimensions, but self is " + std::to_string(rank) +
               "D";
    if (rank < 2)
        return "mat2 must be a matrix, got " + std::to_string(rank) + "-D tensor";
    if (weight[1] != width)
        return "mat1 and mat2 shapes cannot be multiplied (" + std::to_string(rows) + "x" +
               std::to_string(width) + " and " + std::to_string(weight[1]) + "x" +
               std::to_string(weight[0]) + ")";
    return bias ? torchOnExpand(rows, weight[0], {gates}) : std::string();
}

std::string torchOnBias(Index rows, Index gates, const Shape &bias)
{
    return bias.size() > 2 ? std::string() : torchOnExpand(rows, gates, bias);
}

} // namespace core
