// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/pipeline/layout.h"
#include "core/pipeline/sort.h"

#include <optional>
#include <span>

namespace core {

/// PyTorch's PackedSequence: the rows that are real, time after time.
///
/// Lengths 3 1 2, sorted into slots:      t = 0  1  2
///                                   slot 0   a  b  c
///                                   slot 1   d  e         data = a d f | b e | c
///                                   slot 2   f            batchSizes = 3 2 1
///
/// Row offset[t] + j of `data` is step t of slot j, offset being the running sum of batchSizes.
template <class Scalar> struct PackedSequence {
    Tensor<Scalar> data;                  ///< [N, *]
    std::vector<std::int64_t> batchSizes; ///< how many sequences are longer than t
    /// Which sequence stands in each slot; absent when enforce_sorted.
    std::optional<std::vector<std::int64_t>> sortedIndices;
    /// In which slot each sequence stands; absent when enforce_sorted.
    std::optional<std::vector<std::int64_t>> unsortedIndices;
};

struct PackOptions {
    Layout layout = Layout::timeFirst;
    bool enforceSorted = true;
    TieOrder tieOrder = TieOrder::stable;
};

/// How many sequences are longer than t, for each step t; the heights of the staircase.
/// Requires: lengths that do not increase, the last at least 1.
[[nodiscard]] std::vector<std::int64_t> batchSizesOf(std::span<const std::int64_t> sortedLengths);

/// Where each step begins in packed data; one more entry than steps, the last being N.
[[nodiscard]] std::vector<Index> offsetsOf(std::span<const std::int64_t> batchSizes);

/// Checks that the index vectors of a packed sequence made by hand are two permutations of its B
/// sequences, each the other's inverse, or both absent.
template <class Scalar>
[[nodiscard]] Result<Done> checkIndices(const PackedSequence<Scalar> &packed);

/// Lifts the real cells out of a padded batch, column by column.
/// Shapes: input [T, B, *] or [B, T, *]; data [N, *]; columns beyond the longest length are dropped.
/// Errors: an input of rank below 2; nothing to pack; not one length for each sequence; a length
/// below 1 or above T; lengths that increase although enforceSorted.
template <class Scalar>
[[nodiscard]] Result<PackedSequence<Scalar>>
packPaddedSequence(const Tensor<Scalar> &input, std::span<const std::int64_t> lengths,
                   const PackOptions &options);

/// padSequence, then packPaddedSequence with the real lengths.
/// Shapes: sequences [L_i, *]; data [N, *], N being the sum of the L_i.
/// Errors: those of padSequence and of packPaddedSequence.
template <class Scalar>
[[nodiscard]] Result<PackedSequence<Scalar>> packSequence(std::span<const Tensor<Scalar>> sequences,
                                                          const PackOptions &options);

} // namespace core
