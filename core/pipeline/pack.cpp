// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pack.h"

#include "core/pipeline/pad.h"

#include <algorithm>
#include <numeric>

namespace core {

namespace {

const char *const notPositive = "Length of all samples has to be greater than 0, but found an "
                                "element in 'lengths' that is <= 0";
const char *const notSorted =
    "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can "
    "pass "
    "`enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this "
    "requirement if you do not need ONNX exportability.";

Error wrongRank(const Shape &shape, bool enforceSorted)
{
    return {"an input of shape " + toString(shape) +
                " cannot be packed; it needs a batch and a time axis",
            shape.empty() && enforceSorted
                ? "Dimension specified as 1 but tensor has no dimensions"
                : "Dimension out of range (expected to be in range of [-1, 0], but got 1)"};
}

/// What PyTorch says when there is not one length for each of the B sequences; nothing when it
/// takes too few lengths in silence.
std::string countWords(std::span<const std::int64_t> lengths, Index B, const PackOptions &options)
{
    const auto count = static_cast<Index>(lengths.size());
    if (options.enforceSorted)
        return "Expected `len(lengths)` to be equal to batch_size, but got " +
               std::to_string(count) + " (batch_size=" + std::to_string(B) + ")";
    if (count == 0)
        return "Cannot pack empty tensors.";
    if (count < B)
        return {};
    const auto order = sortDescending(lengths, options.tieOrder).indices;
    const auto beyond = std::find_if(order.begin(), order.end(), [B](auto i) { return i >= B; });
    return "INDICES element is out of DATA bounds, id=" + std::to_string(*beyond) +
           " axis_dim=" + std::to_string(B);
}

/// Checks in PyTorch's order, so that an input with two faults is refused for the same one.
Result<Done> checkLengths(std::span<const std::int64_t> lengths, Index B, Index T,
                          const PackOptions &options)
{
    if (static_cast<Index>(lengths.size()) != B)
        return Error{"there are " + std::to_string(lengths.size()) + " lengths for " +
                         std::to_string(B) + " sequences; there must be one for each",
                     countWords(lengths, B, options)};
    const auto lastIsPositive =
        options.enforceSorted ? lengths.back() > 0 : *std::ranges::min_element(lengths) > 0;
    if (options.enforceSorted && lastIsPositive) {
        const auto rise = std::adjacent_find(lengths.begin(), lengths.end(), std::less<>());
        if (rise != lengths.end()) {
            const auto at = rise - lengths.begin();
            return Error{"lengths[" + std::to_string(at + 1) + "] is " + std::to_string(rise[1]) +
                             " after " + std::to_string(rise[0]) +
                             "; with enforce_sorted the lengths must not increase",
                         notSorted};
        }
    }
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        if (lengths[i] < 1)
            return Error{"lengths[" + std::to_string(i) + "] is " + std::to_string(lengths[i]) +
                             "; lengths must be at least 1",
                         notPositive};
        if (lengths[i] > T)
            return Error{"lengths[" + std::to_string(i) + "] is " + std::to_string(lengths[i]) +
                             "; the padded batch is only " + std::to_string(T) + " steps wide",
                         {}};
    }
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
                     "Cannot pack empty tensors."};
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
    packed.data = Tensor<Scalar>(shape);
    const auto from = input.columns(2);
    auto to = packed.data.columns(1);
    Index row = 0;
    for (Index t = 0; t < static_cast<Index>(packed.batchSizes.size()); ++t)
        for (Index slot = 0; slot < packed.batchSizes[static_cast<std::size_t>(t)]; ++slot) {
            const Index b = order[static_cast<std::size_t>(slot)];
            to.col(row++) = from.col(batchFirst ? b * T + t : t * B + b);
        }
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
