// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_document.h"

#include "core/io/json_text.h"
#include "core/model/embedding.h"
#include "core/model/limits.h"
#include "core/random/torch_generator.h"

#include <algorithm>
#include <array>

namespace core {

namespace {

/// Those of the example `eight`: no two neighbours alike, two pairs of ties.
constexpr std::array<std::int64_t, 8> drawnLengths{4, 6, 8, 5, 4, 3, 7, 8};
constexpr std::uint64_t drawnSeed = 0;

/// A prefix as a person reads it.
std::string called(const std::string &prefix)
{
    return prefix.empty() ? "the weights without a prefix" : prefix;
}

std::string shapeText(const GruShape &shape)
{
    return "(" + std::to_string(shape.numLayers) + (shape.numLayers == 1 ? " layer" : " layers") +
           (shape.directions == 2 ? ", both directions" : "") + (shape.bias ? "" : ", no bias") +
           ", D " + std::to_string(shape.inputSize) + ", H " + std::to_string(shape.hiddenSize) +
           ")";
}

/// Reads tensors of a file one after the other until one is refused.
class Taker {
  public:
    explicit Taker(const WeightFile &file) : m_file(file) {}

    Tensor<double> take(const std::string &name)
    {
        if (error)
            return {};
        auto tensor = m_file.read(name);
        if (!tensor) {
            error = tensor.error();
            return {};
        }
        const std::string_view type = m_file.tensors().at(name).type->safetensors;
        if (type == "F64" || type == "I64" || type == "I32")
            dtype = DType::float64;
        return std::move(*tensor);
    }

    std::optional<Error> error;
    DType dtype = DType::float32;

  private:
    const WeightFile &m_file;
};

/// What may be taken of something that fits, the likeliest first.
struct Fitting {
    std::vector<std::string> names;
    std::string left; ///< why the likeliest of those that cannot be read is left
};

/// Sets aside what cannot be read; `end` completes a name.
Fitting readable(const WeightFile &file, std::vector<std::string> names, const std::string &end)
{
    Fitting fitting;
    for (std::string &name : names) {
        const auto done = checkReadable(file.tensors().at(name + end));
        if (done)
            fitting.names.push_back(std::move(name));
        else if (fitting.left.empty())
            fitting.left = done.error().at(name + end).message;
    }
    return fitting;
}

/// ", embedding from emb.weight [1000, 10]", and what else would have fitted.
std::string partText(const std::string &what, const Fitting &fitting, const Tensor<double> &tensor)
{
    const auto &names = fitting.names;
    if (names.empty())
        return "; no " + what + (fitting.left.empty() ? " fits it" : " is taken, " + fitting.left);
    std::string text = ", " + what + " from " + names[0] + " " + toString(tensor.shape);
    if (names.size() > 1)
        text += " (others fit: " + listed({names.begin() + 1, names.end()}) + ")";
    return text;
}

bool fits(const std::vector<std::int64_t> &ids, Index V)
{
    return std::ranges::all_of(ids, [V](auto id) { return id >= 0 && id < V; });
}

/// Whether the model can read the document's batch as it stands.
bool readsBatch(const Document &document, const GruShape &shape)
{
    if (const auto *dense = std::get_if<DenseInput>(&document.input))
        return dense->padded.rank() == 3 && dense->padded.extent(2) == shape.inputSize;
    const auto &tokens = std::get<TokenInput>(document.input);
    if (document.embedding.rank() != 2 || document.embedding.extent(1) != shape.inputSize)
        return false;
    const Index V = document.embedding.extent(0);
    const auto allFit = [V](const auto &lists) {
        return std::ranges::all_of(lists, [V](const auto &ids) { return fits(ids, V); });
    };
    return !tokens.ids.empty() && allFit(tokens.ids) && allFit(tokens.beyond);
}

/// [B, T, D]
Shape drawnShape(Index D)
{
    return {std::ssize(drawnLengths), std::ranges::max(drawnLengths), D};
}

TokenInput drawnIds(Index V)
{
    TorchGenerator generator(drawnSeed);
    TokenInput tokens;
    for (const std::int64_t length : drawnLengths) // 0 is for padding, where there is anything else
        tokens.ids.push_back(generator.randint(std::min<Index>(1, V - 1), V, length));
    return tokens;
}

DenseInput drawnVectors(Index D)
{
    TorchGenerator generator(drawnSeed);
    DenseInput dense{generator.normal<float>(drawnShape(D)).cast<double>(),
                     {drawnLengths.begin(), drawnLengths.end()}};
    const Index T = dense.padded.extent(1);
    for (Index b = 0; b < dense.padded.extent(0); ++b) {
        const auto row = dense.padded.data.begin() + b * T * D;
        std::fill(row + dense.lengths[static_cast<std::size_t>(b)] * D, row + T * D, 0.);
    }
    return dense;
}

/// Puts eight sequences that the model can read in place of the batch; a sentence about them.
std::string drawBatch(Document &document)
{
    document.vocabulary = {};
    document.options.totalLength.reset();
    document.options.paddedWidth.reset();
    const Index D = document.weights.shape.inputSize;
    const std::string drawn = "; the batch was drawn with torch.manual_seed(0): eight sequences ";
    if (document.embedding.rank() == 2 && document.embedding.extent(1) == D) {
        const Index V = document.embedding.extent(0);
        document.input = drawnIds(V);
        return drawn + "of ids below " + std::to_string(V);
    }
    document.embedding = {};
    document.input = drawnVectors(D);
    return drawn + "of vectors from N(0, 1)";
}

} // namespace

Result<TakenModel> takeModel(const WeightFile &file, const FoundGru &gru)
{
    Taker taker(file);
    TakenModel model;
    model.weights.shape = gru.shape;
    for (const auto &parameter : parameters(model.weights))
        *parameter.tensor = taker.take(gru.prefix + parameter.name);
    model.sentence = "took " + called(gru.prefix) + " " + shapeText(gru.shape);
    if (!file.place().empty())
        model.sentence += " of " + file.place();

    const auto tables = readable(file, embeddingsFor(gru, file.tensors()), "");
    if (!tables.names.empty())
        model.embedding = taker.take(tables.names[0]);
    model.sentence += partText("embedding", tables, model.embedding.value_or(Tensor<double>()));

    auto layers = readable(file, readoutsFor(gru, file.tensors()), "weight");
    std::erase_if(layers.names, [&](const auto &prefix) { // the table is not its own readout
        return !tables.names.empty() && prefix + "weight" == tables.names[0];
    });
    if (!layers.names.empty()) {
        const std::string &prefix = layers.names[0];
        Readout<double> readout{taker.take(prefix + "weight"), {}, {}};
        if (file.tensors().contains(prefix + "bias"))
            readout.bias = taker.take(prefix + "bias");
        model.readout = std::move(readout);
    }
    model.sentence +=
        partText("readout", layers, model.readout ? model.readout->weight : Tensor<double>());
    if (taker.error)
        return *taker.error;
    model.dtype = taker.dtype;
    return model;
}

Result<ModelDocument> withModel(const Document &document, TakenModel model)
{
    ModelDocument result{document, std::move(model.sentence)};
    Document &changed = result.document;
    const bool isDense = std::holds_alternative<DenseInput>(document.input);
    changed.dtype = model.dtype;
    changed.weights = std::move(model.weights);
    changed.readout = std::move(model.readout);
    changed.h0.reset();
    changed.dropoutMasks.clear();
    changed.options.training = false; // there are no masks for this model
    if (model.embedding)
        changed.embedding = std::move(*model.embedding);
    if (readsBatch(changed, changed.weights.shape)) {
        result.sentence += "; the batch stays";
    } else if (const Shape batch = drawnShape(changed.weights.shape.inputSize);
               !boundedElements(batch, maxBatchElements)) {
        return Error{"a batch for this GRU would have shape " + toString(batch) +
                         "; it may have at most " + std::to_string(maxBatchElements) + " elements",
                     {}};
    } else {
        result.sentence += drawBatch(changed);
    }
    if (isDense && std::holds_alternative<DenseInput>(changed.input))
        changed.embedding = {};
    const Index V = changed.embedding.rank() == 2 ? changed.embedding.extent(0) : 0;
    if (changed.options.paddingIdx && V > 0 && !paddingRow(*changed.options.paddingIdx, V))
        changed.options.paddingIdx = 0;
    if (const auto done = check(changed); !done)
        return done.error();
    return result;
}

Result<FoundGru> likeliestGru(const WeightFile &file)
{
    const FoundNets nets = findNets(file.tensors());
    constexpr std::size_t most = 64; // nobody has more, and each looks at all tensors
    for (std::size_t i = 0; i < std::min(nets.grus.size(), most); ++i)
        if (!embeddingsFor(nets.grus[i], file.tensors()).empty())
            return nets.grus[i];
    if (!nets.grus.empty())
        return nets.grus.front();
    if (!nets.others.empty())
        return Error{"there is no GRU in it: " + called(nets.others[0].prefix) + " " +
                         nets.others[0].reason,
                     {}};
    std::vector<std::string> names;
    for (const auto &[name, tensor] : file.tensors())
        names.push_back(name);
    return Error{"there is no GRU in it (weight_ih_l0, weight_hh_l0, …); it has: " + listed(names),
                 {}};
}

Result<Document> readModelDocument(const std::filesystem::path &path)
{
    const std::string name = path.filename().string();
    const auto file = WeightFile::open(path);
    if (!file)
        return file.error();
    const auto gru = likeliestGru(*file);
    if (!gru)
        return gru.error().at(name);
    auto model = takeModel(*file, *gru);
    if (!model)
        return model.error().at(name);
    auto made = withModel({}, std::move(*model));
    if (!made)
        return made.error().at(name);
    std::vector<std::string> others;
    for (const FoundGru &other : findNets(file->tensors()).grus)
        if (other != *gru)
            others.push_back(called(other.prefix));
    made->document.title = path.stem().string();
    made->document.note = name + ": " + made->sentence;
    if (!others.empty())
        made->document.note += "; its other GRUs: " + listed(others);
    return std::move(made->document);
}

} // namespace core
