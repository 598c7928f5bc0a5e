// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/examples.h"
#include "ui/main_window.h"
#include "ui/state/player.h"
#include "ui/views/canvas.h"

#include <QAction>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

namespace tests {

/// A window of its own settings that shows an example, at 1440 × 900.
class ShownWindow : public ui::MainWindow {
  public:
    explicit ShownWindow(std::string_view example = "article")
        : MainWindow(*core::exampleDocument(example), QString())
    {
        resize(1440, 900);
        show();
        activateWindow();
        if (!QTest::qWaitFor([this] { return !canvas().scene().items.empty(); }))
            qFatal("the window shows no picture");
    }

    template <class View> View &view() const { return *findChild<View *>(); }
    ui::Canvas &canvas() const { return view<ui::Canvas>(); }
    /// The action with this text, in whichever menu. Requires: there is one.
    QAction &action(const QString &text) const
    {
        for (QAction *candidate : findChildren<QAction *>())
            if (candidate->text() == text)
                return *candidate;
        qFatal("no action %s", qPrintable(text));
    }
};

/// Settings of the test's own, empty; and no desktop to be told of a presentation.
inline void useEmptySettings(const QString &test)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("packscope"));
    QCoreApplication::setApplicationName(test);
    QSettings().clear();
    qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
}

/// Somewhere on a cell of a scene. Requires: it has one.
inline QPointF cellOf(const ui::Scene &scene)
{
    for (const ui::Item &item : scene.items)
        if (const QPointF at = ui::bounds(item).center(); ui::hitTest(scene, at))
            return at;
    qFatal("no cell");
}

} // namespace tests
