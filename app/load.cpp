// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load.h"

#include "core/io/document_loader.h"
#include "core/io/document_token.h"
#include "core/io/examples.h"

namespace app {

namespace {

core::Result<core::Document> loadFrom(const FileSource &file)
{
    return core::loadDocument(file.path);
}

core::Result<core::Document> loadFrom(const ExampleSource &example)
{
    return core::exampleDocument(example.name);
}

core::Result<core::Document> loadFrom(const core::RandomSpec &spec)
{
    auto document = core::randomDocument(spec);
    if (const auto done = core::check(document); !done)
        return done.error().at("--random");
    return document;
}

core::Result<core::Document> loadFrom(const TokenSource &source)
{
    return core::parseDocumentToken(source.token);
}

struct NameOf {
    std::string operator()(const FileSource &file) const { return file.path.filename().string(); }
    std::string operator()(const ExampleSource &example) const { return example.name; }
    std::string operator()(const core::RandomSpec &) const { return "--random"; }
    std::string operator()(const TokenSource &) const { return "the document as text"; }
};

} // namespace

core::Result<core::Document> load(const Source &source)
{
    return std::visit([](const auto &from) { return loadFrom(from); }, source);
}

std::string nameOf(const Source &source)
{
    return std::visit(NameOf{}, source);
}

QString qtName(const std::filesystem::path &path)
{
    return QString::fromStdU16String(path.u16string());
}

} // namespace app
