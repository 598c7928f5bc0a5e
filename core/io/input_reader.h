// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/object_reader.h"
#include "core/model/document.h"

namespace core {

/// What decides how a batch is read, beside the input itself.
struct InputRules {
    const Vocabulary &vocabulary;
    const Options &options;
    /// V, if the table is known: a padding index below 0 counts from its end.
    Index tableRows = 0;
    /// The document's "lengths", if it has them.
    std::optional<std::vector<std::int64_t>> lengths;
};

/// A batch, and the width of the padded one where the input says it.
struct InputRead {
    std::variant<TokenInput, DenseInput> input;
    std::optional<Index> paddedWidth;
};

/// Reads "lengths".
/// Errors: what is no list of integers. PyTorch cuts the fraction of a length off.
[[nodiscard]] std::vector<std::int64_t> readLengths(const Json &value, const Options &options,
                                                    Findings &findings);

/// Reads the members of "input" that make up the batch.
/// Errors: an unknown kind; neither ids nor padded_ids; text without a vocabulary or that it does not
/// match; lengths that are missing, have another count or disagree; padded ids that disagree with
/// ids.
[[nodiscard]] InputRead readInput(ObjectReader &members, const InputRules &rules,
                                  Findings &findings);

} // namespace core
