// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pad.h"

#include "core/model/torch_words.h"

#include <algorithm>

namespace core {

namespace {

/// PyTorch's words where two trailing shapes cannot be broadcast: the first axis that differs, from the right.
std::string broadcastWords(const Shape &target, const Shape &sequence)
{
    if (sequence.size() > target.size()) {
        Shape broadcast = sequence;
        std::copy(target.begin(), target.end() - 1, broadcast.begin());
        return torchOnBroadcast({sequence.front()}, sequence);
    }
    for (std::size_t axis = target.size(); axis-- > 1;) {
        const std::size_t fromRight = target.size() - axis;
        if (fromRight >= sequence.size())
            break;
        const Index theirs = sequence[sequence.size() - fromRight];
        if (theirs != target[axis] && theirs != 1)
            return "The size of tensor a (" + std::to_string(target[axis]) +
                   ") must match the size of tensor b (" + std::to_string(theirs) +
                   ") at non-singleton dimension " + std::to_string(axis);
    }
    return {};
}

} // namespace

template <class Scalar>
Result<Tensor<Scalar>> padSequence(std::span<const Tensor<Scalar>> sequences, Layout layout,
                                   Scalar paddingValue)
{
    if (sequences.empty())
        return Error{"there are no sequences to pad", "received an empty list of sequences"};
    Index longest = 0;
    for (std::size_t i = 0; i < sequences.size(); ++i) {
        if (sequences[i].rank() == 0)
            return Error{"sequence " + std::to_string(i) +
                             " is a scalar; a sequence needs a time axis",
                         "Dimension specified as 0 but tensor has no dimensions"};
        const Shape &first = sequences[0].shape, &shape = sequences[i].shape;
        if (!std::equal(first.begin() + 1, first.end(), shape.begin() + 1, shape.end()))
            return Error{"sequence " + std::to_string(i) + " has shape " + toString(shape) +
                             " but sequence 0 has " + toString(first) +
                             "; all extents but the first must agree",
                         broadcastWords(first, shape)};
        longest = std::max(longest, sequences[i].extent(0));
    }
    const auto B = static_cast<Index>(sequences.size());
    Shape shape = sequences[0].shape;
    shape[0] = longest;
    shape.insert(shape.begin(), B);
    Tensor<Scalar> padded(shape, paddingValue);
    const Index width = B && longest ? padded.size() / (B * longest) : 0;
    for (Index b = 0; b < B; ++b) {
        const auto &sequence = sequences[static_cast<std::size_t>(b)];
        std::copy(sequence.data.begin(), sequence.data.end(),
                  padded.data.begin() + b * longest * width);
    }
    return layout == Layout::batchFirst ? padded : transposed(padded);
}

template <class Scalar>
Result<std::vector<Tensor<Scalar>>>
unpadSequence(const Tensor<Scalar> &padded, std::span<const std::int64_t> lengths, Layout layout)
{
    if (padded.rank() < 2)
        return Error{"a padded batch of shape " + toString(padded.shape) +
                         " cannot be unpadded; it needs a batch and a time axis",
                     layout == Layout::batchFirst ? "tuple index out of range"
                                                  : torchOnNoSecondAxis};
    if (layout == Layout::timeFirst)
        return unpadSequence(transposed(padded), lengths, Layout::batchFirst);
    const Index B = padded.extent(0), T = padded.extent(1);
    if (static_cast<Index>(lengths.size()) != B)
        return Error{"there are " + std::to_string(lengths.size()) + " lengths for " +
                         std::to_string(B) + " sequences; there must be one for each",
                     {}};
    std::vector<Tensor<Scalar>> sequences;
    const Index width = B && T ? padded.size() / (B * T) : 0;
    for (Index b = 0; b < B; ++b) {
        const std::int64_t length = lengths[static_cast<std::size_t>(b)];
        if (length < 0 || length > T)
            return Error{"lengths[" + std::to_string(b) + "] is " + std::to_string(length) +
                             "; it must be 0 to " + std::to_string(T) + ", the padded width",
                         {}};
        Shape shape(padded.shape.begin() + 1, padded.shape.end());
        shape[0] = length;
        const auto begin = padded.data.begin() + b * T * width;
        sequences.emplace_back(shape, std::vector<Scalar>(begin, begin + length * width));
    }
    return sequences;
}

#define INSTANTIATE(Scalar)                                                                        \
    template Result<Tensor<Scalar>> padSequence(std::span<const Tensor<Scalar>>, Layout, Scalar);  \
    template Result<std::vector<Tensor<Scalar>>> unpadSequence(                                    \
        const Tensor<Scalar> &, std::span<const std::int64_t>, Layout);
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(std::int64_t)
#undef INSTANTIATE

} // namespace core
