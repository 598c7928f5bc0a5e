// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

namespace core {

// What a person does to a model and its options. Each is a pure function from a document to the document
// after it, which check() takes. Errors, of all: whatever check() refuses in the document after the edit.

/// The sizes of a model, and the seed from which its numbers are drawn.
struct ModelSpec {
    Index V = 1; ///< rows of the embedding; for a batch of vectors of no meaning
    GruShape shape;
    std::uint64_t seed = 0;

    bool operator==(const ModelSpec &) const = default;
};

/// The sizes that a document's model has.
[[nodiscard]] ModelSpec modelSpecOf(const Document &document);

/// Another model: what torch.manual_seed(seed) and nn.GRU draw. An embedding of another V or D is drawn
/// first, as the notebook does; one that keeps its size keeps its numbers. h_0 and readout stay where
/// they still fit; dropout masks do not.
/// Errors: V less than the vocabulary has tokens; another D for a batch of vectors.
[[nodiscard]] Result<Document> withModel(const Document &document, const ModelSpec &spec);

/// h_0 as torch.manual_seed(seed) and torch.randn draw it: [layers*dirs, B, H].
[[nodiscard]] Tensor<double> randomHidden(const Document &document, std::uint64_t seed);
/// Every sequence begins with these states, or with zeros.
[[nodiscard]] Result<Document> withHidden(const Document &document,
                                          std::optional<Tensor<double>> h0);

/// Other options. Dropout masks go with the training that they belong to.
[[nodiscard]] Result<Document> withOptions(const Document &document, const Options &options);
/// Another precision; numbers are rounded when it becomes float32.
[[nodiscard]] Result<Document> withPrecision(const Document &document, DType dtype);

/// A tensor of a model whose numbers can be changed one by one.
struct ParameterRef {
    enum class Kind {
        embedding,
        weightIh,
        weightHh,
        biasIh,
        biasHh,
        h0,
        readoutWeight,
        readoutBias
    };
    Kind kind = Kind::embedding;
    Index layer = 0, direction = 0; ///< of weights and biases of the GRU

    bool operator==(const ParameterRef &) const = default;
};

/// All that the document's model has, in PyTorch's order.
[[nodiscard]] std::vector<ParameterRef> parametersOf(const Document &document);
/// "embedding.weight", "weight_hh_l0_reverse", "h_0".
[[nodiscard]] std::string nameOf(const ParameterRef &parameter);
/// Requires: one of parametersOf(document).
[[nodiscard]] const Tensor<double> &tensorOf(const Document &document,
                                             const ParameterRef &parameter);
/// One number becomes another. `place` counts the elements row by row.
/// Requires: a place inside the tensor.
[[nodiscard]] Result<Document> withNumber(const Document &document, const ParameterRef &parameter,
                                          Index place, double value);

/// Tokens become words or longest matches, unknown ones follow another rule; a rule to map gives the
/// vocabulary an "<unk>" if it has none. The batch stays the same ids.
[[nodiscard]] Result<Document> withVocabularyRules(const Document &document, bool words,
                                                   UnknownTokens unknown);
/// Other tokens for the same rows. Errors: more tokens than the embedding has rows; a token that stands
/// twice or is empty.
[[nodiscard]] Result<Document> withVocabulary(const Document &document,
                                              std::vector<std::string> tokens);

} // namespace core
