// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/real_tensor.h"
#include "core/model/gru_weights.h"
#include "core/model/length_order.h"
#include "core/model/readout.h"
#include "core/model/vocabulary.h"

#include <map>
#include <optional>
#include <variant>

namespace core {

/// Who sorts the batch by length.
enum class SortBy {
    torch,  ///< pack_padded_sequence itself (enforce_sorted=False), or nobody (enforce_sorted=True)
    byHand, ///< the notebook: sorted outside, packed with enforce_sorted=True, restored outside
};

/// What the pipeline does with a batch; the GRU's own sizes stand in its weights.
struct Options {
    bool batchFirst = true;
    bool enforceSorted = false;
    SortBy sort = SortBy::torch;
    TieOrder tieOrder = TieOrder::stable;
    std::optional<Index> paddingIdx = 0; ///< negative counts from the end of the table
    double paddingValue = 0;             ///< what pad_packed_sequence fills in
    std::optional<Index> totalLength;    ///< width of the unpacked output; the longest if absent
    std::optional<Index> paddedWidth; ///< t_pad, width of the padded batch; the longest if absent
    double dropout = 0;
    bool training = false;

    bool operator==(const Options &) const = default;
};

/// Sequences of ids, as typed.
struct TokenInput {
    std::vector<std::vector<std::int64_t>> ids;
    /// The text behind each sequence; empty where ids were given.
    std::vector<std::string> texts;
    /// What stands in the pad cells of each sequence, from its end on; the padding id where nothing is
    /// said, for a cell or for a whole sequence. What has no cell is not looked at.
    std::vector<std::vector<std::int64_t>> beyond = {};

    bool operator==(const TokenInput &) const = default;
};

/// Sequences of vectors that need no embedding. Cells beyond a length may hold anything.
/// Shapes: padded [B, t_pad, D].
struct DenseInput {
    Tensor<double> padded;
    std::vector<std::int64_t> lengths;

    bool operator==(const DenseInput &) const = default;
};

/// Everything that a person can edit and a file can hold: batch, model, options.
///
/// Numbers are held as double, which holds a float32 exactly; `dtype` says in which precision the
/// engine computes.
struct Document {
    std::string title;
    std::string note;
    DType dtype = DType::float32;
    std::variant<TokenInput, DenseInput> input;
    Vocabulary vocabulary;    ///< may be empty
    Tensor<double> embedding; ///< [V, D]; of shape [0] for dense input
    GruWeights<double> weights;
    std::optional<Tensor<double>> h0; ///< [layers*dirs, B, H], typed order; zeros if absent
    /// One mask for each layer boundary, over packed rows [N, H*dirs], already divided by 1-p.
    std::vector<Tensor<double>> dropoutMasks;
    std::optional<Readout<double>> readout;
    Options options;
    /// Where the window was, as JSON text; core does not read it.
    std::string view;
    /// Keys that this version does not know, kept as JSON text: path ("config.foo") to value.
    std::map<std::string, std::string> unknown;

    [[nodiscard]] Index batchSize() const;
    /// Lengths in typed order.
    [[nodiscard]] std::vector<std::int64_t> lengths() const;
    [[nodiscard]] Index lengthOf(SequenceIndex sequence) const;
    [[nodiscard]] Index longest() const;
    /// Width of the padded batch: t_pad.
    [[nodiscard]] Index paddedWidth() const;

    bool operator==(const Document &) const = default;
};

/// Whether PyTorch sorts by itself: then it asks for no order, and packs with both index vectors.
[[nodiscard]] bool torchSorts(const Options &options);

/// What a person calls the sequence: A … Z, AA, AB, …
[[nodiscard]] std::string sequenceName(SequenceIndex sequence);

/// The padded batch of ids [B, t_pad]; absent for dense input.
/// Requires: a document that check takes.
[[nodiscard]] std::optional<Tensor<std::int64_t>> paddedIdsOf(const Document &document);

/// Checks all that can be said of a document before anything is computed.
/// Errors: one sentence with the key as in the file, the rule and the value.
[[nodiscard]] Result<Done> check(const Document &document);

} // namespace core
