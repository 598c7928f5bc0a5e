// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/paint/theme.h"

#include <QTest>

#include <cmath>

using ui::Colour;
using ui::Role;
using ui::ThemeName;

Q_DECLARE_METATYPE(ui::ThemeName)

class TestTheme : public QObject {
    Q_OBJECT

  private slots:
    void textCanBeRead_data()
    {
        QTest::addColumn<ThemeName>("name");
        QTest::newRow("light") << ThemeName::light;
        QTest::newRow("dark") << ThemeName::dark;
        QTest::newRow("contrast") << ThemeName::contrast;
        QTest::newRow("print") << ThemeName::print;
    }
    void textCanBeRead()
    {
        QFETCH(ThemeName, name);
        const ui::Theme &theme = ui::themeOf(name);
        for (const Role ground : {Role::canvas, Role::panel})
            for (const Role ink :
                 {Role::ink, Role::ink2, Role::ink3, Role::accent, Role::alarm, Role::ok,
                  Role::input, Role::reset, Role::update, Role::candidate, Role::hidden})
                QVERIFY2(ui::contrastRatio(theme.resolve(ground), theme.resolve(ink)) >= 4.5,
                         qPrintable(QStringLiteral("role %1").arg(static_cast<int>(ink))));
        // Words on other grounds: pills, marked columns, pads, troughs.
        const std::pair<Role, Role> others[] = {
            {Role::onAccent, Role::accent},   {Role::ink, Role::accentSoft},
            {Role::ink2, Role::accentSoft},   {Role::ink3, Role::accentSoft},
            {Role::accent, Role::accentSoft}, {Role::ink, Role::padGround},
            {Role::ink3, Role::padGround},    {Role::ink, Role::gateTrough},
            {Role::ink2, Role::gateTrough}};
        for (const auto &[ink, ground] : others)
            QVERIFY2(
                ui::contrastRatio(theme.resolve(ground), theme.resolve(ink)) >= 4.5,
                qPrintable(QStringLiteral("role %1 on %2: %3")
                               .arg(static_cast<int>(ink))
                               .arg(static_cast<int>(ground))
                               .arg(ui::contrastRatio(theme.resolve(ground), theme.resolve(ink)))));
        for (core::Index i = 0; i < 8; ++i) {
            const core::SequenceIndex sequence(i);
            QVERIFY(ui::contrastRatio(theme.resolve(Colour::hue(sequence)),
                                      theme.resolve(Role::letter)) >= 4.5);
            QVERIFY(ui::contrastRatio(theme.resolve(Colour::cap(sequence)),
                                      theme.resolve(Role::ink)) >= 4.5);
        }
        for (double v = -1; v <= 1; v += 0.05) {
            const QColor ramp = theme.resolve(Colour::ramp(v));
            QVERIFY(ui::contrastRatio(ramp, ui::Theme::textOn(ramp)) >= 4.5);
        }
    }

    void rampEndsAndMiddle()
    {
        const ui::Theme &light = ui::themeOf(ThemeName::light);
        QCOMPARE(light.resolve(Colour::ramp(-1)), QColor(0xD9, 0x5F, 0x02));
        QCOMPARE(light.resolve(Colour::ramp(0)), QColor(0xEC, 0xEE, 0xF0));
        QCOMPARE(light.resolve(Colour::ramp(1)), QColor(0x08, 0x68, 0xAC));
        QCOMPARE(light.resolve(Colour::ramp(7)), light.resolve(Colour::ramp(1)));
        QCOMPARE(light.resolve(Colour::ramp(std::nan(""))), light.resolve(Role::alarm));
    }

    void huesRepeatAfterEight()
    {
        const ui::Theme &light = ui::themeOf(ThemeName::light);
        QCOMPARE(light.resolve(Colour::hue(core::SequenceIndex(9))),
                 light.resolve(Colour::hue(core::SequenceIndex(1))));
    }
};

PACKSCOPE_TEST(TestTheme)
#include "tst_theme.moc"
