// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless_numbers.h"

#include "app/load.h"
#include "app/report.h"
#include "core/io/document_token.h"
#include "core/io/document_writer.h"
#include "core/io/examples.h"
#include "core/io/model_writer.h"
#include "core/io/torch_script.h"
#include "core/pipeline/run.h"
#include "ui/export/numbers.h"
#include "ui/state/whole_file.h"

#include <iomanip>
#include <iostream>

namespace app {

namespace {

using core::Result;

Result<std::string> savedBytes(SavedFormat format, const core::Document &document)
{
    switch (format) {
    case SavedFormat::safetensors:
        return core::modelBytes(document, core::WeightFormat::safetensors);
    case SavedFormat::npz:
        return core::modelBytes(document, core::WeightFormat::npz);
    case SavedFormat::document:
        break;
    }
    return core::documentText(document);
}

} // namespace

int writeNumbers(const RunOptions &options, const core::Document &document)
{
    const auto trace = core::run(std::make_shared<const core::Document>(document));
    return statusOf(trace ? ui::writeNumbers(qtName(options.output), options.format, **trace)
                          : trace.error());
}

int writeScript(const ScriptOptions &options, const core::Document &document)
{
    const auto trace = core::run(std::make_shared<const core::Document>(document));
    const auto script = trace ? core::torchScript(**trace) : trace.error();
    return statusOf(script ? ui::writeWholeFile(qtName(options.output), *script) : script.error());
}

int saveDocument(const SaveOptions &options, const core::Document &document)
{
    const auto bytes = savedBytes(options.format, document);
    return statusOf(bytes ? ui::writeWholeFile(qtName(options.output), *bytes) : bytes.error());
}

int writeLink(const LinkOptions &options, const core::Document &document)
{
    const auto token = core::documentToken(document);
    if (!token)
        return refused(token.error());
    if (!options.output.empty())
        return statusOf(ui::writeWholeFile(qtName(options.output), *token + '\n'));
    std::cout << *token << '\n';
    return std::cout.flush() ? exitDone : exitRefused;
}

int listExamples()
{
    for (const core::Example &example : core::examples())
        std::cout << std::left << std::setw(14) << example.name << example.description << '\n';
    return std::cout.flush() ? exitDone : exitRefused;
}

} // namespace app
