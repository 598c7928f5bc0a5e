// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <memory>
#include <optional>

namespace core {

enum class Lane { packed, padded };

/// What the GRU did in one lane. Rows are time-major: row offsets[t] + j is step t of row j; in the
/// packed lane j is a slot, in the padded lane a sequence as typed, and every batch size is B.
struct LaneTrace {
    std::vector<std::int64_t> batchSizes;
    std::vector<Index> offsets;           ///< one more than steps; the last is the number of rows
    std::vector<RealTensor> layerOutputs; ///< each [rows, H*dirs], forward half first
    RealTensor finalHidden;               ///< [layers*dirs, B, H], in the order of the lane's rows

    [[nodiscard]] Index steps() const { return static_cast<Index>(batchSizes.size()); }
    [[nodiscard]] Index liveRows(Index step) const
    {
        return static_cast<Index>(batchSizes[static_cast<std::size_t>(step)]);
    }
    [[nodiscard]] Index row(Index step, Index j) const
    {
        return offsets[static_cast<std::size_t>(step)] + j;
    }
    [[nodiscard]] const RealTensor &output() const { return layerOutputs.back(); }
};

/// Every intermediate of both lanes under PyTorch's names; made once by `run`, never changed.
///
/// Padded batches are held batch-first here; the option batch_first is a matter of writing.
/// B sequences, t_pad and W widths, D input size, H hidden size, dirs directions, N packed positions.
struct Trace {
    std::shared_ptr<const Document> document;

    std::vector<std::int64_t> lengths;             ///< typed order
    std::optional<Tensor<std::int64_t>> paddedIds; ///< [B, t_pad]; absent for dense input
    RealTensor paddedEmbedding;                    ///< [B, t_pad, D]

    std::vector<std::int64_t> sortedLengths;   ///< slot order
    std::vector<SequenceIndex> sequenceOfSlot; ///< B entries
    std::vector<SlotIndex> slotOfSequence;     ///< B entries
    /// Of the sort, by whoever did it; absent when nobody sorted.
    std::optional<std::vector<std::int64_t>> srtidx, invidx;
    /// The PackedSequence's own; absent when enforce_sorted.
    std::optional<std::vector<std::int64_t>> sortedIndices, unsortedIndices;

    std::optional<Tensor<std::int64_t>> packedIds; ///< [N]
    RealTensor packedData;                         ///< [N, D]
    LaneTrace packed;
    RealTensor unpackedOutput;     ///< [B, W, H*dirs], slot order
    RealTensor paddedOutput;       ///< [B, W, H*dirs], typed order
    RealTensor hN;                 ///< [layers*dirs, B, H], typed order
    Tensor<std::int64_t> lastMask; ///< [B, W]
    RealTensor lastStates;         ///< [B, H*dirs]: paddedOutput at length - 1
    RealTensor lastHidden;         ///< [B, H*dirs]: the top layer's hN, directions side by side

    /// Absent when training with 0 < dropout < 1: the masks are over packed rows.
    std::optional<LaneTrace> padded;
    Tensor<std::int64_t> nopackLastMask; ///< [B, t_pad]
    RealTensor nopackLastStates;         ///< [B, H*dirs]: mask-gathered; empty without the lane
    /// h after the padding, the top layer's directions side by side: the wrong answer.
    RealTensor naiveStates; ///< [B, H*dirs]; empty without the lane

    /// The largest finite magnitudes, to which pictures scale their colours: of packedData, and of the
    /// top layer's output in both lanes.
    double largestInput = 0, largestOutput = 0;

    /// [B, C] each; empty without a readout (or without the lane).
    RealTensor readoutPacked, readoutNopack, readoutNaive;

    [[nodiscard]] const GruShape &shape() const { return document->weights.shape; }
    [[nodiscard]] Index B() const { return static_cast<Index>(lengths.size()); }
    [[nodiscard]] Index D() const { return shape().inputSize; }
    [[nodiscard]] Index H() const { return shape().hiddenSize; }
    [[nodiscard]] Index directions() const { return shape().directions; }
    [[nodiscard]] Index paddedWidth() const { return paddedEmbedding.extent(1); } ///< t_pad
    [[nodiscard]] Index unpackedWidth() const { return paddedOutput.extent(1); }  ///< W
    [[nodiscard]] Index N() const { return packed.offsets.back(); }

    [[nodiscard]] SequenceIndex sequenceOf(SlotIndex slot) const
    {
        return sequenceOfSlot[static_cast<std::size_t>(slot.value())];
    }
    [[nodiscard]] SlotIndex slotOf(SequenceIndex sequence) const
    {
        return slotOfSequence[static_cast<std::size_t>(sequence.value())];
    }
    [[nodiscard]] Index lengthOf(SequenceIndex sequence) const
    {
        return static_cast<Index>(lengths[static_cast<std::size_t>(sequence.value())]);
    }
    /// Requires: the padded lane if `lane` asks for it.
    [[nodiscard]] const LaneTrace &of(Lane lane) const
    {
        return lane == Lane::packed ? packed : *padded;
    }
    /// Which sequence stands in row j of the lane.
    [[nodiscard]] SequenceIndex sequenceAt(Lane lane, Index j) const
    {
        return lane == Lane::packed ? sequenceOf(SlotIndex(j)) : SequenceIndex(j);
    }
};

/// What one step of one run (layer and direction) computed for its live rows.
/// Shapes: each [n, H] with n the live rows of the step.
struct StepGates {
    RealTensor r, z, n, hn, hPrevious, h;
};

/// The gates of one step, computed again by the code that computed the trace: the same bits.
[[nodiscard]] StepGates gatesAt(const Trace &trace, Lane lane, Index layer, Index direction,
                                StepIndex step);

} // namespace core
