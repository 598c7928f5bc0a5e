// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load.h"

#include "core/io/document_reader.h"
#include "core/io/examples.h"
#include "core/io/text_document.h"

namespace app {

namespace {

core::Result<core::Document> loadFrom(const FileSource &file)
{
    return file.path.extension() == ".txt" ? core::readTextDocument(file.path)
                                           : core::readDocument(file.path);
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

} // namespace

core::Result<core::Document> load(const Source &source)
{
    return std::visit([](const auto &from) { return loadFrom(from); }, source);
}

} // namespace app
