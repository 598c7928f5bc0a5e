// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/views/appearance.h"

#include <QApplication>
#include <QPalette>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using ui::Appearance;
using ui::Role;
using ui::ThemeChoice;
using ui::ThemeName;

namespace {

QPalette systemPalette(const QColor &window)
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    return palette;
}

/// A colour of a style sheet's rule: what "color" or "background" is, where it says so.
QString declared(const QString &rule, const QString &property)
{
    const QRegularExpression pattern(
        QStringLiteral("(?:^|[;{\\s])%1:\\s*(#[0-9a-f]{6})").arg(property));
    return pattern.match(rule).captured(1);
}

} // namespace

class TestAppearance : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_appearance"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }
    void cleanup() { QApplication::setPalette(QPalette()); }

    void itFollowsTheSystemWhileItRuns()
    {
        QApplication::setPalette(systemPalette(Qt::white));
        tests::ShownWindow window;
        QCoreApplication::processEvents();
        const QImage light = window.grab().toImage();
        QApplication::setPalette(systemPalette(QColor(20, 20, 20)));
        QCoreApplication::processEvents();
        const QImage dark = window.grab().toImage();
        QVERIFY(dark.pixelColor(dark.width() / 2, 60).lightness() < 60);
        QVERIFY(light.pixelColor(light.width() / 2, 60).lightness() > 200);
        QApplication::setPalette(systemPalette(Qt::white));
        QCoreApplication::processEvents();
        QVERIFY(window.grab().toImage() == light);
    }

    void whoChoseAThemeKeepsIt()
    {
        QWidget window;
        Appearance appearance(window);
        appearance.choose(ThemeChoice::light);
        QSignalSpy changed(&appearance, &Appearance::changed);
        QApplication::setPalette(systemPalette(Qt::black));
        QCoreApplication::processEvents();
        QCOMPARE(appearance.theme().name, ThemeName::light);
        QCOMPARE(changed.size(), 0);
    }

    void wordsOfWidgetsCanBeRead_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::newRow("light") << ThemeChoice::light;
        QTest::newRow("dark") << ThemeChoice::dark;
        QTest::newRow("contrast") << ThemeChoice::contrast;
        QTest::newRow("print") << ThemeChoice::print;
    }
    void wordsOfWidgetsCanBeRead()
    {
        QFETCH(ThemeChoice, choice);
        QWidget window;
        Appearance appearance(window);
        appearance.choose(choice);
        // Every rule that names both colours, what is disabled aside.
        int pairs = 0;
        for (const QString &rule : window.styleSheet().split(QLatin1Char('}'))) {
            const QString ink = declared(rule, QStringLiteral("color"));
            const QString ground = declared(rule, QStringLiteral("background"));
            if (ink.isEmpty() || ground.isEmpty() || rule.contains(QStringLiteral(":disabled")))
                continue;
            ++pairs;
            QVERIFY2(ui::contrastRatio(QColor(ink), QColor(ground)) >= 4.5, qPrintable(rule));
        }
        QVERIFY(pairs >= 6);
        const QPalette palette = window.palette();
        const std::pair<QPalette::ColorRole, QPalette::ColorRole> roles[] = {
            {QPalette::WindowText, QPalette::Window},
            {QPalette::Text, QPalette::Base},
            {QPalette::ButtonText, QPalette::Button},
            {QPalette::HighlightedText, QPalette::Highlight},
            {QPalette::ToolTipText, QPalette::ToolTipBase},
            {QPalette::PlaceholderText, QPalette::Base},
            {QPalette::Link, QPalette::Window}};
        for (const auto &[ink, ground] : roles)
            QVERIFY(ui::contrastRatio(palette.color(ink), palette.color(ground)) >= 4.5);
    }

    void theFocusIsSeenWhereverTabLeads()
    {
        tests::ShownWindow window;
        window.activateWindow();
        std::vector<QWidget *> visited;
        window.canvas().setFocus();
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
            QWidget *now = window.focusWidget();
            QVERIFY(now && now->isVisible());
            if (std::ranges::find(visited, now) != visited.end())
                break;
            visited.push_back(now);
        }
        QVERIFY(std::ranges::find(visited, &window.canvas()) != visited.end());
        QVERIFY(visited.size() >= 8);
        for (QWidget *widget : visited) {
            QVERIFY2(!widget->accessibleName().isEmpty() ||
                         !widget->property("text").toString().isEmpty(),
                     widget->metaObject()->className());
            widget->setFocus(Qt::TabFocusReason);
            const QImage with = widget->grab().toImage();
            widget->clearFocus();
            QVERIFY2(widget->grab().toImage() != with,
                     qPrintable(widget->metaObject()->className() + QLatin1Char(' ') +
                                widget->accessibleName()));
        }
    }
};

PACKSCOPE_WIDGET_TEST(TestAppearance)
#include "tst_appearance.moc"
