// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/pack.h"

namespace core {

struct UnpackOptions {
    Layout layout = Layout::timeFirst;
    double paddingValue = 0;
    std::optional<Index> totalLength;
};

template <class Scalar> struct PaddedSequences {
    Tensor<Scalar> padded;
    std::vector<std::int64_t> lengths; ///< in typed order
};

/// Fans packed data out into a grid again, in typed order if there are unsortedIndices.
/// Shapes: [T, B, *] or [B, T, *]; T = totalLength, or the number of steps.
/// Errors: totalLength below the number of steps; batchSizes that are empty, increase, fall below 1
/// or do not sum to the rows of data; indices that are no permutations; a paddingValue that the type
/// of the data cannot hold.
template <class Scalar>
[[nodiscard]] Result<PaddedSequences<Scalar>>
padPackedSequence(const PackedSequence<Scalar> &packed, const UnpackOptions &options);

/// Each sequence for itself again, in typed order.
/// Shapes: B times [L_i, *].
/// Errors: those of padPackedSequence, but for those of its options.
template <class Scalar>
[[nodiscard]] Result<std::vector<Tensor<Scalar>>>
unpackSequence(const PackedSequence<Scalar> &packed);

} // namespace core
