// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_finder.h"
#include "core/io/weight_file.h"
#include "core/model/document.h"

namespace core {

/// What was taken from a file of weights.
struct TakenModel {
    GruWeights<double> weights;
    std::optional<Tensor<double>> embedding; ///< [V, D]
    std::optional<Readout<double>> readout;
    DType dtype = DType::float32; ///< float64 where a file holds numbers that float32 does not
    std::string
        sentence; ///< "took gru. (1 layer, D 10, H 5), embedding from emb.weight [1000, 10], …"
};

/// Reads a GRU, and the likeliest embedding and readout that fit it; of these what is too large or of
/// another type is left, and the sentence says so.
/// Errors: whatever WeightFile::read refuses.
[[nodiscard]] Result<TakenModel> takeModel(const WeightFile &file, const FoundGru &gru);

/// A document after it got another model, and what became of its batch.
struct ModelDocument {
    Document document;
    std::string sentence; ///< the model's own, and one of the batch
};

/// Gives the document this model. Its batch stays if the model can read it, and so does its embedding if
/// the model has none; else eight sequences are drawn, of the lengths of the example `eight`: ids from 1
/// to V-1, or vectors where there is no table. What was made for the old model goes: h_0, dropout masks
/// and the readout.
/// Errors: all of check(document); a drawn batch of more than maxBatchElements.
[[nodiscard]] Result<ModelDocument> withModel(const Document &document, TakenModel model);

/// The GRU that a person most likely means: the first with an embedding, else the first.
/// Errors: a file without a GRU, and what it has instead.
[[nodiscard]] Result<FoundGru> likeliestGru(const WeightFile &file);

/// A document of its own for the model in a file, which its note tells of.
/// Errors, after the file's name: as WeightFile::open, likeliestGru, takeModel and withModel.
[[nodiscard]] Result<Document> readModelDocument(const std::filesystem::path &file);

} // namespace core
