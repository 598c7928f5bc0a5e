// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/headless_cost.h"
#include "app/headless_numbers.h"
#include "app/headless_pictures.h"
#include "app/load.h"
#include "app/report.h"
#include "app/window.h"
#include "core/base/memory.h"

#include <iostream>

namespace app {

namespace {

/// What a person calls what was asked for.
struct Subject {
    std::string operator()(const Printed &) const { return "this"; }
    std::string operator()(const ExamplesOptions &) const { return "this"; }
    std::string operator()(const CorpusCostOptions &options) const
    {
        return options.file.filename().string();
    }
    template <class WithSource> std::string operator()(const WithSource &options) const
    {
        return nameOf(options.source);
    }
};

/// Does what is asked for, with the document already loaded where there is one.
struct Dispatch {
    int &argc;
    char **argv;

    int operator()(const Printed &printed) const
    {
        std::cout << printed.text;
        return std::cout.flush() ? exitDone : exitRefused;
    }
    int operator()(const ExamplesOptions &) const { return listExamples(); }
    int operator()(const CorpusCostOptions &options) const { return tellCost(options); }

    template <class WithSource> int operator()(const WithSource &options) const
    {
        const auto document = load(options.source);
        if (!document) {
            report(document.error());
            return exitRefused;
        }
        warnOfUnknown(*document);
        return start(options, *document);
    }

  private:
    int start(const WindowOptions &options, const core::Document &document) const
    {
        const auto *file = std::get_if<FileSource>(&options.source);
        const QString name = file ? qtName(file->path) : QString();
        return showWindow(argc, argv, {document, name, options.isAsked});
    }
    static int start(const RunOptions &options, const core::Document &document)
    {
        return writeNumbers(options, document);
    }
    static int start(const SaveOptions &options, const core::Document &document)
    {
        return saveDocument(options, document);
    }
    static int start(const ScriptOptions &options, const core::Document &document)
    {
        return writeScript(options, document);
    }
    static int start(const LinkOptions &options, const core::Document &document)
    {
        return writeLink(options, document);
    }
    static int start(const BatchCostOptions &options, const core::Document &document)
    {
        return tellCost(options, document);
    }
    int start(const RenderOptions &options, const core::Document &document) const
    {
        return renderPicture(argc, argv, options, document);
    }
    int start(const PlotOptions &options, const core::Document &document) const
    {
        return renderPlot(argc, argv, options, document);
    }
    int start(const AnimateOptions &options, const core::Document &document) const
    {
        return animatePictures(argc, argv, options, document);
    }
};

} // namespace

int runApplication(int &argc, char **argv)
{
    const auto options = parseOptions(argc, argv);
    if (!options) {
        report(options.error());
        std::cerr << "packscope --help shows what can be said\n";
        return exitUsage;
    }
    const auto status = core::withinMemory(std::visit(Subject{}, *options), [&] {
        return core::Result<int>(std::visit(Dispatch{argc, argv}, *options));
    });
    if (status)
        return *status;
    report(status.error());
    return exitRefused;
}

} // namespace app
