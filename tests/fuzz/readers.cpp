// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/readers.h"

#include "core/io/document_reader.h"
#include "core/io/document_writer.h"
#include "core/io/model_document.h"
#include "core/model/limits.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>

namespace fuzz {

namespace {

using namespace core;

/// More would only be slow: a document may ask for tables of any size within the limits.
constexpr Index mostElements = 1 << 16;

/// Ends the program where something that must hold does not; an assert would not in every build.
void hold(bool condition, std::string_view what)
{
    if (condition)
        return;
    std::cerr << "fuzz: " << what << std::endl;
    std::abort();
}

/// A refusal is one sentence that a person can read.
void holdSentence(const Error &error)
{
    hold(!error.message.empty() && error.message.size() < 20'000, "an error is one sentence");
}

void readDocumentText(std::string_view bytes)
{
    const auto document = parseDocument(bytes, "/nonexistent");
    if (!document)
        return holdSentence(document.error());
    if (document->embedding.size() > mostElements)
        return;
    const std::string text = documentText(*document);
    const auto again = parseDocument(text, "/nonexistent");
    hold(again.ok(), "what is written is read");
    hold(documentText(*again) == text, "what is read again is the same");
}

/// Reads what a file of weights lists, and the model in it.
void readWeights(std::string_view bytes, WeightFormat format)
{
    const auto file = WeightFile::of(bytes, format);
    if (!file)
        return holdSentence(file.error());
    for (const auto &[name, tensor] : file->tensors()) {
        const auto count = boundedElements(tensor.shape, mostElements);
        if (!count)
            continue;
        const auto numbers = file->read(name);
        hold(!numbers || numbers->size() == *count, "a tensor has the elements of its shape");
    }
    const auto gru = likeliestGru(*file);
    if (!gru)
        return holdSentence(gru.error());
    for (const auto &[name, tensor] : file->tensors())
        if (!boundedElements(tensor.shape, mostElements))
            return;
    const auto model = takeModel(*file, *gru);
    if (!model)
        return holdSentence(model.error());
    const auto document = withModel({}, *model);
    if (document)
        hold(check(document->document).ok(), "a model's document is one");
    else
        holdSentence(document.error());
}

void readSafetensors(std::string_view bytes)
{
    readWeights(bytes, WeightFormat::safetensors);
}

void readNpz(std::string_view bytes)
{
    readWeights(bytes, WeightFormat::npz);
}

/// The pickle of a file of torch.save that has a few storages; or such a file as a whole.
void readPickle(std::string_view bytes)
{
    if (bytes.starts_with("PK"))
        return readWeights(bytes, WeightFormat::torch);
    std::vector<std::pair<std::string, std::string>> files{{"m/data.pkl", std::string(bytes)}};
    for (const char *key : {"0", "1", "2", "3", "4", "5", "6", "7", "8"})
        files.emplace_back(std::string("m/data/") + key, std::string(256, '\x3f'));
    const auto file = zipBytes(files);
    readWeights(*file, WeightFormat::torch);
}

constexpr std::array all{Reader{"document", readDocumentText},
                         Reader{"safetensors", readSafetensors}, Reader{"npz", readNpz},
                         Reader{"pickle", readPickle}};

} // namespace

std::span<const Reader> readers()
{
    return all;
}

void read(std::string_view name, std::string_view bytes)
{
    std::ranges::find(all, name, &Reader::name)->read(bytes);
}

} // namespace fuzz
