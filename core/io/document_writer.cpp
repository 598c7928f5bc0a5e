// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_writer.h"

#include "core/io/document_reader.h"
#include "core/io/object_writer.h"

namespace core {

namespace {

/// Writes the parts of one document.
class Writer {
  public:
    explicit Writer(const Document &document) : m_document(document) {}

    [[nodiscard]] std::string text() const;

  private:
    [[nodiscard]] std::string input() const;
    [[nodiscard]] std::string config() const;
    [[nodiscard]] std::string weights() const;
    [[nodiscard]] std::string readout() const;
    [[nodiscard]] std::string masks() const;
    [[nodiscard]] std::string tensor(const Tensor<double> &tensor, const std::string &path) const;
    [[nodiscard]] std::string number(double value) const
    {
        return single() ? jsonNumber(static_cast<float>(value)) : jsonNumber(value);
    }
    [[nodiscard]] bool single() const { return m_document.dtype == DType::float32; }

    const Document &m_document;
};

std::string orNull(const std::optional<Index> &value)
{
    return value ? std::to_string(*value) : "null";
}

std::string jsonTexts(const std::vector<std::string> &texts)
{
    std::string list;
    for (const std::string &text : texts)
        list += (list.empty() ? "" : ", ") + jsonString(text);
    return "[" + list + "]";
}

/// On one line, as long as nobody put a key of their own into it.
std::string Writer::tensor(const Tensor<double> &tensor, const std::string &path) const
{
    std::string text = single() ? jsonTensor(tensor.cast<float>()) : jsonTensor(tensor);
    const std::string extra = ObjectWriter(0).addUnknown(m_document.unknown, path).text();
    if (extra != "{}")
        text = text.substr(0, text.size() - 1) + "," + extra.substr(1);
    return text;
}

std::string Writer::input() const
{
    ObjectWriter writer(1);
    const auto *tokens = std::get_if<TokenInput>(&m_document.input);
    if (!tokens) {
        writer.addText("kind", "dense");
        const auto &padded = std::get<DenseInput>(m_document.input).padded;
        writer.add("padded", tensor(padded, "input.padded"));
    } else if (!tokens->texts.empty()) {
        writer.addText("kind", "text").add("sequences", jsonTexts(tokens->texts));
    } else {
        std::vector<std::string> rows;
        for (const auto &sequence : tokens->ids)
            rows.push_back(jsonList(sequence));
        writer.addText("kind", "tokens").add("ids", jsonLines(rows, 2));
        if (!tokens->beyond.empty())
            writer.add("padded_ids", jsonTensor(*paddedIdsOf(m_document)));
    }
    return writer.addUnknown(m_document.unknown, "input").text();
}

std::string Writer::config() const
{
    const Options &options = m_document.options;
    const GruShape &shape = m_document.weights.shape;
    return ObjectWriter(1)
        .addInteger("input_size", shape.inputSize)
        .addInteger("hidden_size", shape.hiddenSize)
        .addInteger("num_layers", shape.numLayers)
        .addFlag("bidirectional", shape.directions == 2)
        .addFlag("bias", shape.bias)
        .addFlag("batch_first", options.batchFirst)
        .addFlag("enforce_sorted", options.enforceSorted)
        .addText("sort", options.sort == SortBy::byHand ? "by_hand" : "torch")
        .addText("tie_order", options.tieOrder == TieOrder::torch ? "torch" : "stable")
        .add("padding_idx", orNull(options.paddingIdx))
        .add("padding_value", number(options.paddingValue))
        .add("total_length", orNull(options.totalLength))
        .addInteger("t_pad", m_document.paddedWidth())
        .add("dropout", jsonNumber(options.dropout))
        .addFlag("training", options.training)
        .addUnknown(m_document.unknown, "config")
        .text();
}

std::string Writer::weights() const
{
    ObjectWriter writer(1);
    auto copy = m_document.weights;
    for (const auto &parameter : parameters(copy))
        writer.add(parameter.name, tensor(*parameter.tensor, "weights." + parameter.name));
    return writer.addUnknown(m_document.unknown, "weights").text();
}

std::string Writer::readout() const
{
    if (!m_document.readout)
        return "null";
    const auto &[weight, bias, classes] = *m_document.readout;
    ObjectWriter writer(1);
    writer.add("weight", tensor(weight, "readout.weight"));
    if (!bias.empty())
        writer.add("bias", tensor(bias, "readout.bias"));
    return writer.add("classes", jsonTexts(classes))
        .addUnknown(m_document.unknown, "readout")
        .text();
}

std::string Writer::masks() const
{
    std::vector<std::string> list;
    for (const auto &mask : m_document.dropoutMasks)
        list.push_back(tensor(mask, "dropout_masks." + std::to_string(list.size())));
    return jsonLines(list, 1);
}

std::string Writer::text() const
{
    ObjectWriter writer(0);
    writer.addText("format", "packscope")
        .addInteger("version", documentVersion)
        .addText("title", m_document.title)
        .addText("note", m_document.note)
        .addText("dtype", single() ? "float32" : "float64")
        .add("config", config())
        .add("input", input())
        .add("lengths", jsonList(m_document.lengths()));
    const Vocabulary &vocabulary = m_document.vocabulary;
    if (!vocabulary.tokens.empty())
        writer.add("vocabulary", jsonTexts(vocabulary.tokens));
    if (vocabulary.words)
        writer.addText("split", "words");
    if (vocabulary.unknown != UnknownTokens::refuse)
        writer.addText("unknown_tokens", vocabulary.unknown == UnknownTokens::map ? "map" : "add");
    if (m_document.embedding.rank() == 2)
        writer.add("embedding", tensor(m_document.embedding, "embedding"));
    writer.add("weights", weights())
        .add("h0", m_document.h0 ? tensor(*m_document.h0, "h0") : "null");
    if (!m_document.dropoutMasks.empty())
        writer.add("dropout_masks", masks());
    writer.add("readout", readout());
    if (!m_document.view.empty())
        writer.add("view", m_document.view);
    return writer.addUnknown(m_document.unknown, "").text() + "\n";
}

} // namespace

std::string documentText(const Document &document)
{
    return Writer(document).text();
}

} // namespace core
