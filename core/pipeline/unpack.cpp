// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/unpack.h"

#include "core/base/room.h"
#include "core/model/torch_words.h"
#include "core/pipeline/pad.h"

namespace core {

namespace {

/// A packed sequence made by hand may not hang together; one made by packing always does.
template <class Scalar> Result<Done> checkPacked(const PackedSequence<Scalar> &packed)
{
    const auto &sizes = packed.batchSizes;
    if (sizes.empty())
        return Error{"batch_sizes is empty; a packed sequence has at least one step", {}};
    if (packed.data.rank() == 0)
        return Error{"packed data is a scalar; it must be [N, *]", {}};
    const Index rows = packed.data.extent(0), width = rows ? packed.data.size() / rows : 0;
    // PyTorch goes from one change of the batch size to the next: `run` steps at a time.
    Shape slab = packed.data.shape;
    slab.insert(slab.begin(), 1);
    Index offset = 0;
    for (std::size_t t = 0, run = 1; t < sizes.size(); t += run, run = 1) {
        if (sizes[t] < 1)
            return Error{"batch_sizes[" + std::to_string(t) + "] is " + std::to_string(sizes[t]) +
                             "; batch sizes must be at least 1",
                         {}};
        while (t + run < sizes.size() && sizes[t + run] == sizes[t])
            ++run;
        slab[0] = static_cast<Index>(run);
        slab[1] = sizes[t];
        if (t > 0 && sizes[t] > sizes[t - 1]) {
            Shape space = slab;
            space[1] = sizes[0];
            return Error{"batch_sizes[" + std::to_string(t) + "] is " + std::to_string(sizes[t]) +
                             " after " + std::to_string(sizes[t - 1]) +
                             "; batch sizes must not increase",
                         torchOnBroadcast(space, slab)};
        }
        const Index left = rows - offset;
        if (sizes[t] > left / slab[0])
            return Error{"batch_sizes ask for more than the " + std::to_string(rows) +
                             " rows of data",
                         "shape '" + toString(slab) + "' is invalid for input of size " +
                             std::to_string(left * width)};
        offset += slab[0] * sizes[t];
    }
    if (offset < rows)
        return Error{"batch_sizes sum to " + std::to_string(offset) + " but data has " +
                         std::to_string(rows) + " rows",
                     {}};
    return checkIndices(packed);
}

/// The padding value in the type of the data; towards zero where that is an integer.
template <class Scalar> Result<Scalar> converted(double paddingValue)
{
    if constexpr (std::is_integral_v<Scalar>) {
        constexpr double limit = 9223372036854775808.0; // 2^63
        if (!(paddingValue >= -limit && paddingValue < limit))
            return Error{"padding_value is " + std::to_string(paddingValue) +
                             ", which no integer can hold",
                         "value cannot be converted to type int64_t without overflow"};
    }
    return static_cast<Scalar>(paddingValue);
}

} // namespace

template <class Scalar>
Result<PaddedSequences<Scalar>> padPackedSequence(const PackedSequence<Scalar> &packed,
                                                  const UnpackOptions &options)
{
    if (const auto checked = checkPacked(packed); !checked)
        return checked.error();
    const auto steps = static_cast<Index>(packed.batchSizes.size());
    if (options.totalLength && *options.totalLength < steps)
        return Error{"total_length is " + std::to_string(*options.totalLength) +
                         "; it must be at least " + std::to_string(steps) + ", the longest length",
                     torchOnTotalLength(*options.totalLength, steps)};
    const auto padding = converted<Scalar>(options.paddingValue);
    if (!padding)
        return padding.error();
    const auto B = static_cast<Index>(packed.batchSizes.front());
    const Index T = options.totalLength.value_or(steps);
    Shape shape(packed.data.shape.begin() + 1, packed.data.shape.end());
    shape.insert(shape.begin(), {B, T});
    auto values = roomFor<Scalar>(elements(shape));
    values.assign(static_cast<std::size_t>(elements(shape)), *padding);
    PaddedSequences<Scalar> result{Tensor<Scalar>(shape, std::move(values)),
                                   std::vector<std::int64_t>(static_cast<std::size_t>(B), 0)};
    auto to = result.padded.columns(2);
    const auto from = packed.data.columns(1);
    Index row = 0;
    for (Index t = 0; t < steps; ++t)
        for (Index slot = 0; slot < packed.batchSizes[static_cast<std::size_t>(t)]; ++slot) {
            const Index b = packed.sortedIndices
                                ? (*packed.sortedIndices)[static_cast<std::size_t>(slot)]
                                : slot;
            to.col(b * T + t) = from.col(row++);
            result.lengths[static_cast<std::size_t>(b)] = t + 1;
        }
    if (options.layout == Layout::timeFirst)
        result.padded = transposed(result.padded);
    return result;
}

template <class Scalar>
Result<std::vector<Tensor<Scalar>>> unpackSequence(const PackedSequence<Scalar> &packed)
{
    auto padded = padPackedSequence(packed, {Layout::batchFirst, 0, {}});
    if (!padded)
        return padded.error();
    return unpadSequence<Scalar>(padded->padded, padded->lengths, Layout::batchFirst);
}

#define INSTANTIATE(Scalar)                                                                        \
    template Result<PaddedSequences<Scalar>> padPackedSequence(const PackedSequence<Scalar> &,     \
                                                               const UnpackOptions &);             \
    template Result<std::vector<Tensor<Scalar>>> unpackSequence(const PackedSequence<Scalar> &);
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(std::int64_t)
#undef INSTANTIATE

} // namespace core
