// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window.h"

#include "app/fonts.h"
#include "app/options.h"
#include "app/report.h"
#include "app/runtime_folder.h"
#include "ui/scene/text.h"
#include "ui/views/logo.h"
#include "ui/windows.h"

#include <QApplication>
#include <QStyleFactory>

namespace app {

namespace {

void setNames()
{
    QCoreApplication::setOrganizationName(QStringLiteral("packscope"));
    QCoreApplication::setApplicationName(QStringLiteral("packscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PACKSCOPE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Packscope"));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.packscope.Packscope"));
}

/// Without a display Qt would abort with a message that says nothing of what else can be done.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

} // namespace

int showWindow(int &argc, char **argv, const FirstDocument &first)
{
    setNames();
    if (!hasDisplay()) {
        report({"there is no display for a window; packscope render and animate need none", {}});
        return exitRefused;
    }
    const RuntimeFolder runtimeFolder;
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(ui::fontOf(ui::Face::prose, 13));
    QApplication::setWindowIcon(ui::applicationIcon());
    warnOfMissingFonts();
    ui::Windows windows;
    if (windows.restore(first.isAsked) == 0 || first.isAsked)
        windows.open(first.document, first.fileName);
    return QApplication::exec();
}

} // namespace app
