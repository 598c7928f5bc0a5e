// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pack.h"

#include "core/base/room.h"
#include "core/model/length_check.h"
#include "core/model/torch_words.h"
#include "core/pipeline/pad.h"

#include <algorithm>
#include <numeric>

namespace core {

namespace {

Error wrongRank(const Shape &shape, bool enforceSorted)
{
    return {"an input of shape " + toString(shape) +
                " cannot be packed; it needs a batch and a time axis",
            shape.empty() && enforceSorted ? "Dimension specified as 1 but tensor has no dimensions"
                                           : torchOnNoSecondAxis};
}

Result<Done> checkLengths(std::span<const std::int64_t> lengths, Index B, Index T,
                          const PackOptions &options)
{
    if (std::ssize(lengths) != B)
        return Error{"there are " + std::to_string(lengths.size()) + " lengths for " +
                         std::to_string(B) + " sequences; there must be one for each",
                     torchOnCount(lengths, B, !options.enforceSorted)};
    if (auto done = checkLengths(lengths, options.enforceSorted ? LengthOrder::notIncreasing
                                                                : LengthOrder::any);
        !done)
        return done;
    const auto beyond = std::ranges::find_if(lengths, [T](auto length) { return length > T; });
    if (beyond != lengths.end())
        return Error{"lengths[" + std::to_string(beyond - lengths.begin()) + "] is " +
                         std::to_string(*beyond) + "; the padded batch is only " +
                         std::to_string(T) + " steps wide",
                     {}};
    return Done{};
}

} // namespace

std::vector<std::int64_t> batchSizesOf(std::span<const std::int64_t> sortedLengths)
{
    std::vector<std::int64_t> sizes;
    if (sortedLengths.empty())
        return sizes;
    auto live = static_cast<std::int64_t>(sortedLengths.size());
    for (std::int64_t t = 0; t < sortedLengths.front(); ++t) {
        while (sortedLengths[static_cast<std::size_t>(live - 1)] <= t)
            --live;
        sizes.push_back(live);
    }
    return sizes;
}

std::vector<Index> offsetsOf(std::span<const std::int64_t> batchSizes)
{
    std::vector<Index> offsets{0};
    for (const std::int64_t size : batchSizes)
        offsets.push_back(offsets.back() + size);
    return offsets;
}

template <class Scalar> Result<Done> checkIndices(const PackedSequence<Scalar> &packed)
{
    const auto &sorted = packed.sortedIndices, &unsorted = packed.unsortedIndices;
    if (!sorted && !unsorted)
        return Done{};
    if (!sorted || !unsorted)
        return Error{"one of sorted_indices and unsorted_indices is absent; both or none must be",
                     {}};
    const auto B = packed.batchSizes.empty() ? 0 : packed.batchSizes.front();
    if (static_cast<std::int64_t>(sorted->size()) != B)
        return Error{"sorted_indices has " + std::to_string(sorted->size()) + " entries for " +
                         std::to_string(B) + " sequences; there must be one for each",
                     {}};
    const auto inverse = invertPermutation(*sorted);
    if (!inverse)
        return Error{"sorted_indices: " + inverse.error().message, {}};
    if (*inverse != *unsorted)
        return Error{"unsorted_indices is not the inverse of sorted_indices", {}};
    return Done{};
}

template <class Scalar>
Result<PackedSequence<Scalar>> packPaddedSequence(const Tensor<Scalar> &input,
                                                  std::span<const std::int64_t> lengths,
                                                  const PackOptions &options)
{
    if (input.rank() < 2)
        return wrongRank(input.shape, options.enforceSorted);
    const bool batchFirst = options.layout == Layout::batchFirst;
    const Index B = input.extent(batchFirst ? 0 : 1), T = input.extent(batchFirst ? 1 : 0);
    if (input.empty())
        return Error{"a batch of shape " + toString(input.shape) + " has nothing to pack",
                     torchOnNothing};
    if (const auto checked = checkLengths(lengths, B, T, options); !checked)
        return checked.error();

    PackedSequence<Scalar> packed;
    std::vector<std::int64_t> sorted(lengths.begin(), lengths.end());
    std::vector<std::int64_t> order(lengths.size());
    std::iota(order.begin(), order.end(), 0);
    if (!options.enforceSorted) {
        SortedLengths result = sortDescending(lengths, options.tieOrder);
        sorted = std::move(result.lengths);
        order = std::move(result.indices);
        packed.sortedIndices = order;
        packed.unsortedIndices = *invertPermutation(order);
    }
    packed.batchSizes = batchSizesOf(sorted);
    Shape shape(input.shape.begin() + 1, input.shape.end());
    shape[0] = offsetsOf(packed.batchSizes).back();
    const Index width = elements({shape.begin() + 1, shape.end()});
    auto values = roomFor<Scalar>(elements(shape)); // each is written once
    for (Index t = 0; t < static_cast<Index>(packed.batchSizes.size()); ++t)
        for (Index slot = 0; slot < packed.batchSizes[static_cast<std::size_t>(t)]; ++slot) {
            const Index b = order[static_cast<std::size_t>(slot)];
            const auto cell = input.data.begin() + (batchFirst ? b * T + t : t * B + b) * width;
            values.insert(values.end(), cell, cell + width);
        }
    packed.data = Tensor<Scalar>(std::move(shape), std::move(values));
    return packed;
}

template <class Scalar>
Result<PackedSequence<Scalar>> packSequence(std::span<const Tensor<Scalar>> sequences,
                                            const PackOptions &options)
{
    auto padded = padSequence<Scalar>(sequences, options.layout);
    if (!padded)
        return padded.error();
    std::vector<std::int64_t> lengths;
    for (const auto &sequence : sequences)
        lengths.push_back(sequence.extent(0));
    return packPaddedSequence<Scalar>(*padded, lengths, options);
}

#define INSTANTIATE(Scalar)                                                                        \
    template Result<Done> checkIndices(const PackedSequence<Scalar> &);                            \
    template Result<PackedSequence<Scalar>> packPaddedSequence(                                    \
        const Tensor<Scalar> &, std::span<const std::int64_t>, const PackOptions &);               \
    template Result<PackedSequence<Scalar>> packSequence(std::span<const Tensor<Scalar>>,          \
                                                         const PackOptions &);
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(std::int64_t)
#undef INSTANTIATE

} // namespace core
