// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_edits.h"

#include "core/model/embedding.h"
#include "core/model/limits.h"
#include "core/model/new_token.h"

#include <algorithm>
#include <set>

namespace core {

namespace {

using Kind = ParameterRef::Kind;

Result<Document> checked(Document document)
{
    if (const auto done = check(document); !done)
        return done.error();
    return document;
}

template <class Scalar>
Result<Done> draw(Document &document, const ModelSpec &spec, bool drawsEmbedding)
{
    TorchGenerator generator(spec.seed);
    if (drawsEmbedding) {
        auto table = initialEmbedding<Scalar>(spec.V, spec.shape.inputSize,
                                              document.options.paddingIdx, generator);
        if (!table)
            return Error{"config." + table.error().message, table.error().torch};
        document.embedding = table->template cast<double>();
    }
    document.weights = initialWeights<Scalar>(spec.shape, generator).template cast<double>();
    return Done{};
}

/// The vocabulary no longer says what text splits into, but the ids stay what they are.
void forgetTexts(Document &document)
{
    if (auto *tokens = std::get_if<TokenInput>(&document.input))
        tokens->texts.clear();
}

Result<Done> checkSpec(const Document &document, const ModelSpec &spec)
{
    if (const auto done = check(spec.shape); !done)
        return Error{"config." + done.error().message, done.error().torch};
    if (const auto done = checkLimits(spec.shape); !done)
        return Error{"config." + done.error().message, {}};
    if (std::holds_alternative<DenseInput>(document.input))
        return Done{};
    if (!boundedElements({spec.V, spec.shape.inputSize}))
        return Error{"the embedding would have shape " + toString({spec.V, spec.shape.inputSize}) +
                         "; it may have at most " + std::to_string(maxElements) + " elements",
                     {}};
    const auto tokens = std::ssize(document.vocabulary.tokens);
    if (spec.V < tokens)
        return Error{"the embedding would have " + std::to_string(spec.V) +
                         " rows; the vocabulary has " + std::to_string(tokens) +
                         " tokens, and each needs one",
                     {}};
    return Done{};
}

/// Numbers as the document's precision holds them.
double rounded(const Document &document, double value)
{
    return document.dtype == DType::float32 ? static_cast<double>(static_cast<float>(value))
                                            : value;
}

void round(Tensor<double> &tensor)
{
    tensor = tensor.cast<float>().cast<double>();
}

/// Of a document, or of one that is not to be changed.
template <class AnyDocument> auto &tensorIn(AnyDocument &document, const ParameterRef &parameter)
{
    const GruShape &shape = document.weights.shape;
    const auto run =
        static_cast<std::size_t>(parameter.layer * shape.directions + parameter.direction);
    switch (parameter.kind) {
    case Kind::weightIh:
        return document.weights.runs[run].weightIh;
    case Kind::weightHh:
        return document.weights.runs[run].weightHh;
    case Kind::biasIh:
        return document.weights.runs[run].biasIh;
    case Kind::biasHh:
        return document.weights.runs[run].biasHh;
    case Kind::h0:
        return *document.h0;
    case Kind::readoutWeight:
        return document.readout->weight;
    case Kind::readoutBias:
        return document.readout->bias;
    case Kind::embedding:
        break;
    }
    return document.embedding;
}

} // namespace

ModelSpec modelSpecOf(const Document &document)
{
    return {document.embedding.extent(0), document.weights.shape, 0};
}

Result<Document> withModel(const Document &document, const ModelSpec &spec)
{
    if (const auto done = checkSpec(document, spec); !done)
        return done.error();
    Document after = document;
    const bool dense = std::holds_alternative<DenseInput>(document.input);
    const Shape table{spec.V, spec.shape.inputSize};
    const bool drawsEmbedding = !dense && document.embedding.shape != table;
    const auto drawn = document.dtype == DType::float32 ? draw<float>(after, spec, drawsEmbedding)
                                                        : draw<double>(after, spec, drawsEmbedding);
    if (!drawn)
        return drawn.error();
    const GruShape &shape = after.weights.shape;
    if (after.h0 && after.h0->shape != Shape{shape.runs(), after.batchSize(), shape.hiddenSize})
        after.h0.reset();
    if (after.readout && after.readout->weight.extent(1) != shape.hiddenSize * shape.directions)
        after.readout.reset();
    if (!after.dropoutMasks.empty()) {
        after.dropoutMasks.clear();
        after.options.training = false;
    }
    return checked(std::move(after));
}

Tensor<double> randomHidden(const Document &document, std::uint64_t seed)
{
    const GruShape &shape = document.weights.shape;
    TorchGenerator generator(seed);
    const Shape extents{shape.runs(), document.batchSize(), shape.hiddenSize};
    return document.dtype == DType::float32 ? generator.normal<float>(extents).cast<double>()
                                            : generator.normal<double>(extents);
}

Result<Document> withHidden(const Document &document, std::optional<Tensor<double>> h0)
{
    Document after = document;
    after.h0 = std::move(h0);
    return checked(std::move(after));
}

Result<Document> withOptions(const Document &document, const Options &options)
{
    Document after = document;
    after.options = options;
    if (!options.training)
        after.dropoutMasks.clear();
    return checked(std::move(after));
}

Result<Document> withPrecision(const Document &document, DType dtype)
{
    Document after = document;
    after.dtype = dtype;
    if (dtype == DType::float32) {
        for (const ParameterRef &parameter : parametersOf(after))
            round(tensorIn(after, parameter));
        for (Tensor<double> &mask : after.dropoutMasks)
            round(mask);
        if (auto *dense = std::get_if<DenseInput>(&after.input))
            round(dense->padded);
    }
    return checked(std::move(after));
}

std::vector<ParameterRef> parametersOf(const Document &document)
{
    std::vector<ParameterRef> all;
    if (std::holds_alternative<TokenInput>(document.input))
        all.push_back({Kind::embedding});
    const GruShape &shape = document.weights.shape;
    for (Index layer = 0; layer < shape.numLayers; ++layer)
        for (Index direction = 0; direction < shape.directions; ++direction) {
            all.push_back({Kind::weightIh, layer, direction});
            all.push_back({Kind::weightHh, layer, direction});
            if (!shape.bias)
                continue;
            all.push_back({Kind::biasIh, layer, direction});
            all.push_back({Kind::biasHh, layer, direction});
        }
    if (document.h0)
        all.push_back({Kind::h0});
    if (document.readout) {
        all.push_back({Kind::readoutWeight});
        if (!document.readout->bias.empty())
            all.push_back({Kind::readoutBias});
    }
    return all;
}

std::string nameOf(const ParameterRef &parameter)
{
    const auto ofRun = [&](const char *name) {
        return name + runSuffix(parameter.layer, parameter.direction);
    };
    switch (parameter.kind) {
    case Kind::embedding:
        return "embedding.weight";
    case Kind::weightIh:
        return ofRun("weight_ih_");
    case Kind::weightHh:
        return ofRun("weight_hh_");
    case Kind::biasIh:
        return ofRun("bias_ih_");
    case Kind::biasHh:
        return ofRun("bias_hh_");
    case Kind::h0:
        return "h_0";
    case Kind::readoutWeight:
        return "readout.weight";
    case Kind::readoutBias:
        return "readout.bias";
    }
    return {};
}

const Tensor<double> &tensorOf(const Document &document, const ParameterRef &parameter)
{
    return tensorIn(document, parameter);
}

Result<Document> withNumber(const Document &document, const ParameterRef &parameter, Index place,
                            double value)
{
    Document after = document;
    tensorIn(after, parameter)[place] = rounded(document, value);
    return checked(std::move(after));
}

Result<Document> withVocabularyRules(const Document &document, bool words, UnknownTokens unknown)
{
    Document after = document;
    Vocabulary &vocabulary = after.vocabulary;
    const bool other = vocabulary.words != words;
    vocabulary.words = words;
    vocabulary.unknown = unknown;
    if (other)
        forgetTexts(after);
    const bool named =
        std::ranges::find(vocabulary.tokens, unknownToken) != vocabulary.tokens.end();
    if (unknown == UnknownTokens::map && !named) {
        const Index V = after.embedding.extent(0), known = std::ssize(vocabulary.tokens);
        if (known != V)
            return Error{"the vocabulary names " + std::to_string(known) + " of the embedding's " +
                             std::to_string(V) + " rows; \"<unk>\" must be one of its tokens",
                         {}};
        addToken(after, std::string(unknownToken));
    }
    return checked(std::move(after));
}

Result<Document> withVocabulary(const Document &document, std::vector<std::string> tokens)
{
    const Index V = document.embedding.extent(0);
    if (std::ssize(tokens) > V)
        return Error{"there are " + std::to_string(tokens.size()) + " tokens; the embedding has " +
                         std::to_string(V) + " rows, and each token needs one",
                     {}};
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (tokens[i].empty() || !seen.insert(tokens[i]).second)
            return Error{"token " + std::to_string(i) +
                             (tokens[i].empty() ? " is empty" : " is \"" + tokens[i] + "\" again") +
                             "; each token is another text",
                         {}};
    Document after = document;
    after.vocabulary.tokens = std::move(tokens);
    forgetTexts(after);
    return checked(std::move(after));
}

} // namespace core
