// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"

#include "core/io/file_bytes.h"
#include "core/io/input_reader.h"
#include "core/io/json_tensor.h"
#include "core/io/model_reader.h"
#include "core/io/torch_on_json.h"
#include "core/model/torch_words.h"

namespace core {

namespace {

/// Reads one document; `findings` say afterwards whether it is of any use.
class Reader {
  public:
    Reader(const Json &root, const std::filesystem::path &folder)
        : m_root(root, "", m_findings), m_folder(folder)
    {
    }

    Result<Document> read()
    {
        readHead();
        readConfig();
        if (!m_findings.error)
            readBatch();
        if (!m_findings.error)
            readModel();
        if (!m_findings.error)
            readRest();
        m_root.keepUnknown();
        if (m_findings.error)
            return *m_findings.error;
        m_document.unknown = std::move(m_findings.unknown);
        if (const auto done = check(m_document); !done)
            return done.error();
        return std::move(m_document);
    }

  private:
    void readHead();
    void readConfig();
    void readOptions(ObjectReader &config);
    void readDropout(ObjectReader &config);
    void readBatch();
    void readEmbeddingOf(ObjectReader &input);
    void takeWidth(std::optional<Index> width);
    void readModel();
    void readRest();

    /// One of a few words; the first is the default.
    std::string oneOf(ObjectReader &members, const std::string &key,
                      const std::vector<std::string> &words);

    Findings m_findings;
    ObjectReader m_root;
    std::filesystem::path m_folder;
    Document m_document;
    GruConfig m_gru;
    std::optional<Index> m_batch;
};

std::string Reader::oneOf(ObjectReader &members, const std::string &key,
                          const std::vector<std::string> &words)
{
    std::string word = members.text(key, words.front());
    if (std::ranges::find(words, word) != words.end())
        return word;
    std::string list;
    for (const std::string &each : words)
        list += (list.empty() ? "" : " or ") + jsonString(each);
    m_findings.refuse(members.pathOf(key) + " is " + jsonString(word) + "; it must be " + list);
    return words.front();
}

void Reader::readHead()
{
    (void)oneOf(m_root, "format", {"packscope"});
    const auto version = m_root.integer("version", documentVersion);
    if (version > documentVersion)
        m_findings.refuse("version is " + std::to_string(version) +
                          "; this document was written by a newer Packscope, and this one reads "
                          "version " +
                          std::to_string(documentVersion));
    else if (version < 1)
        m_findings.refuse("version is " + std::to_string(version) + "; it must be at least 1");
    m_findings.dtype = oneOf(m_root, "dtype", {"float32", "float64"}) == "float64" ? DType::float64
                                                                                   : DType::float32;
    m_document.dtype = m_findings.dtype;
    m_document.title = m_root.text("title", "");
    m_document.note = m_root.text("note", "");
    m_document.vocabulary.tokens = m_root.texts("vocabulary");
    m_document.vocabulary.words = oneOf(m_root, "split", {"longest", "words"}) == "words";
    const std::string unknown = oneOf(m_root, "unknown_tokens", {"refuse", "map", "add"});
    m_document.vocabulary.unknown = unknown == "map"   ? UnknownTokens::map
                                    : unknown == "add" ? UnknownTokens::add
                                                       : UnknownTokens::refuse;
    if (const Json *view = m_root.memberOrNull("view"))
        m_document.view = view->dump();
}

void Reader::readConfig()
{
    const Json none = Json::object();
    const Json *value = m_root.member("config");
    ObjectReader config(value ? *value : none, "config", m_findings);
    const auto size = [&](const std::string &key, auto read) {
        return withTorch(m_findings, read, [&] { return torchOnSize(key, *config.member(key)); });
    };
    m_gru.numLayers = size("num_layers", [&] { return config.integer("num_layers", 1); });
    m_gru.hiddenSize =
        size("hidden_size", [&] { return config.integerOrNull("hidden_size", std::nullopt); });
    m_gru.inputSize =
        size("input_size", [&] { return config.integerOrNull("input_size", std::nullopt); });
    m_gru.bidirectional = config.boolean("bidirectional", false);
    m_gru.bias = config.boolean("bias", true);
    m_batch = config.integerOrNull("batch", std::nullopt);
    readOptions(config);
    readDropout(config);
    config.keepUnknown();
}

void Reader::readOptions(ObjectReader &config)
{
    Options &options = m_document.options;
    options.batchFirst = config.boolean("batch_first", true);
    options.enforceSorted = config.boolean("enforce_sorted", false);
    options.sort =
        oneOf(config, "sort", {"torch", "by_hand"}) == "by_hand" ? SortBy::byHand : SortBy::torch;
    options.tieOrder = oneOf(config, "tie_order", {"stable", "torch"}) == "torch"
                           ? TieOrder::torch
                           : TieOrder::stable;
    options.paddingIdx = config.integerOrNull("padding_idx", 0);
    if (const Json *value = config.member("padding_value"))
        options.paddingValue = readNumber(*value, "config.padding_value", m_findings);
    if (const Json *value = config.memberOrNull("total_length")) {
        if (value->is_number_float())
            m_findings.refuse("config.total_length is " + shown(*value) + "; it must be an integer",
                              "_pad_packed_sequence(): argument 'total_length' (position 5) must "
                              "be int, not float");
        options.totalLength = readInteger(*value, "config.total_length", m_findings);
    }
    options.paddedWidth = config.integerOrNull("t_pad", std::nullopt);
}

void Reader::readDropout(ObjectReader &config)
{
    m_document.options.training = config.boolean("training", false);
    const Json *value = config.member("dropout");
    if (!value)
        return;
    if (value->is_number()) // not rounded: in PyTorch it is a number of Python's
        m_document.options.dropout = value->get<double>();
    else
        m_findings.refuse(
            "config.dropout is " + shown(*value) + "; it must be a number from 0 to 1",
            value->is_boolean() || *value == "nan" || *value == "inf" || *value == "-inf"
                ? torchOnDropout
            : value->is_string()
                ? "could not convert string to float: '" + value->get<std::string>() + "'"
                : "");
}

/// The embedding may stand at the top or inside the input.
void Reader::readEmbeddingOf(ObjectReader &input)
{
    const Json *top = m_root.memberOrNull("embedding"), *inside = input.memberOrNull("embedding");
    if (top && inside)
        m_findings.refuse("embedding stands both at the top and in input; it must stand only once");
    if (const Json *value = top ? top : inside; value && !m_findings.error)
        m_document.embedding =
            readEmbedding(*value, "embedding", m_document.options.paddingIdx, m_folder, m_findings);
}

/// The width of the padded batch, by the input and by t_pad, is kept only where it is not the longest.
void Reader::takeWidth(std::optional<Index> width)
{
    auto &paddedWidth = m_document.options.paddedWidth;
    const bool dense = std::holds_alternative<DenseInput>(m_document.input);
    if (dense)
        width = m_document.paddedWidth();
    if (width && paddedWidth && *width != *paddedWidth)
        m_findings.refuse("config.t_pad is " + std::to_string(*paddedWidth) + "; " +
                          (dense ? "input.padded" : "input.padded_ids") + " is " +
                          std::to_string(*width) + " wide");
    if (width)
        paddedWidth = width;
    if (dense || paddedWidth == m_document.longest())
        paddedWidth.reset();
}

void Reader::readBatch()
{
    const Json *value = m_root.member("input");
    if (!value)
        return m_findings.refuse("input is missing");
    ObjectReader input(*value, "input", m_findings);
    InputRules rules{m_document.vocabulary, m_document.options, 0, std::nullopt};
    if (const Json *lengths = m_root.member("lengths"))
        rules.lengths = readLengths(*lengths, m_document.options, m_findings);
    readEmbeddingOf(input);
    if (m_document.embedding.rank() == 2)
        rules.tableRows = m_document.embedding.extent(0);
    auto read = readInput(input, rules, m_findings);
    input.keepUnknown();
    if (m_findings.error)
        return;
    m_document.input = std::move(read.input);
    if (std::holds_alternative<TokenInput>(m_document.input) && m_document.embedding.empty())
        m_findings.refuse("embedding is missing; tokens and text need a table");
    takeWidth(read.paddedWidth);
    if (m_batch && *m_batch != m_document.batchSize())
        m_findings.refuse("config.batch is " + std::to_string(*m_batch) + "; the input has " +
                          std::to_string(m_document.batchSize()) + " sequences");
}

void Reader::readModel()
{
    const auto *dense = std::get_if<DenseInput>(&m_document.input);
    const auto &vectors = dense ? dense->padded : m_document.embedding;
    m_gru.embeddingSize = vectors.rank() > 1 ? vectors.shape.back() : 0;
    const Json *weights = m_root.member("weights");
    if (!weights)
        return m_findings.refuse("weights is missing");
    m_document.weights = readWeights(*weights, m_gru, m_folder, m_findings);
}

void Reader::readRest()
{
    if (const Json *h0 = m_root.memberOrNull("h0"))
        m_document.h0 = withTorch(
            m_findings, [&] { return readTensor<double>(*h0, "h0", m_findings); },
            [&] { return torchOnNoTensor(*h0); });
    if (const Json *masks = m_root.memberOrNull("dropout_masks")) {
        if (!masks->is_array())
            return m_findings.refuse("dropout_masks is " + shown(*masks) +
                                     "; it must be a list of tensors");
        for (const Json &mask : *masks)
            m_document.dropoutMasks.push_back(readTensor<double>(
                mask, joined("dropout_masks", std::to_string(m_document.dropoutMasks.size())),
                m_findings));
    }
    if (const Json *readout = m_root.memberOrNull("readout"))
        m_document.readout = readReadout(*readout, m_folder, m_findings);
}

} // namespace

Result<Document> parseDocument(std::string_view text, const std::filesystem::path &folder)
{
    const auto json = parseJson(text);
    if (!json)
        return json.error();
    return Reader(*json, folder).read();
}

Result<Document> readDocument(const std::filesystem::path &file)
{
    const auto bytes = readBytes(file);
    auto document =
        bytes ? parseDocument(*bytes, file.parent_path()) : Result<Document>(bytes.error());
    if (!document)
        return document.error().at(file.filename().string());
    return document;
}

} // namespace core
