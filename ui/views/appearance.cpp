// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/appearance.h"

#include "ui/scene/text.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPalette>
#include <QSettings>
#include <QWidget>

namespace ui {

namespace {

constexpr auto themeKey = "theme";

ThemeName named(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::light:
        return ThemeName::light;
    case ThemeChoice::dark:
        return ThemeName::dark;
    case ThemeChoice::contrast:
        return ThemeName::contrast;
    case ThemeChoice::print:
        return ThemeName::print;
    case ThemeChoice::system:
        break;
    }
    const QColor window = QGuiApplication::palette().color(QPalette::Window);
    return window.lightness() < 128 ? ThemeName::dark : ThemeName::light;
}

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    const std::pair<QPalette::ColorRole, Role> roles[] = {
        {QPalette::Window, Role::panel},
        {QPalette::WindowText, Role::ink},
        {QPalette::Base, Role::canvas},
        {QPalette::AlternateBase, Role::panel},
        {QPalette::Text, Role::ink},
        {QPalette::Button, Role::panel},
        {QPalette::ButtonText, Role::ink},
        {QPalette::BrightText, Role::alarm},
        {QPalette::Highlight, Role::accent},
        {QPalette::HighlightedText, Role::onAccent},
        {QPalette::ToolTipBase, Role::canvas},
        {QPalette::ToolTipText, Role::ink},
        {QPalette::PlaceholderText, Role::ink3},
        {QPalette::Link, Role::accent},
        {QPalette::LinkVisited, Role::accent},
        {QPalette::Light, Role::canvas},
        {QPalette::Midlight, Role::line2},
        {QPalette::Mid, Role::line},
        {QPalette::Dark, Role::ink4},
        {QPalette::Shadow, Role::ink4},
    };
    for (const auto &[of, role] : roles)
        palette.setColor(of, theme.resolve(role));
    for (const auto of : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, of, theme.resolve(Role::ink4));
    return palette;
}

/// What Fusion draws otherwise: menus, the segments of a choice, quiet buttons.
constexpr auto styleSheetText = R"(
QDialog { background: $panel; }
QLabel { color: $ink; background: transparent; }
QLabel#quiet { color: $ink3; }
QLabel#title { color: $ink2; }
QLineEdit, QComboBox, QDialog QAbstractItemView { background: $canvas; color: $ink;
    border: 1px solid $line; border-radius: 5px; padding: 3px; selection-background-color: $accent;
    selection-color: $onAccent; }
QProgressBar { background: $well; border: none; border-radius: 4px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QLineEdit:focus { border: 2px solid $accent; padding: 2px; }
QFileDialog QToolButton { padding: 3px; }
QHeaderView { border: none; padding: 0; }
QLabel#busy { background: $accentSoft; color: $ink; border-radius: 10px; padding: 3px 10px; }
QLineEdit[refused="true"], ui--Segmented[refused="true"] { border: 2px solid $alarm; padding: 2px; }
QLabel#complaint { color: $alarm; }
QLineEdit:disabled { color: $ink3; background: $panel; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QTableView { gridline-color: $line2; }
QDialog QAbstractItemView:focus { border-color: $accent; }
QListView#tensors::item { padding: 4px; }
QDialog QHeaderView { background: $panel; border: none; padding: 0; }
QHeaderView::section { background: $panel; color: $ink2; border: none; padding: 2px 4px;
    border-right: 1px solid $line2; border-bottom: 1px solid $line2; }
QTableCornerButton::section { background: $panel; border: none; }
QMenuBar { background: transparent; border: none; }
QMenuBar::item { color: $ink2; padding: 5px 9px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $well; color: $ink; }
QMenu { background: $canvas; color: $ink; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 5px 24px 5px 26px; border-radius: 5px; }
QMenu::item:selected { background: $accentSoft; color: $ink; }
QMenu::item:disabled { color: $ink4; }
QMenu::separator { height: 1px; background: $line2; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 7px; }
QToolTip { background: $canvas; color: $ink; border: 1px solid $line; padding: 4px; }
QPushButton, QToolButton { background: $canvas; color: $ink; border: 1px solid $line;
    border-radius: 7px; padding: 4px 11px; }
QPushButton:hover, QToolButton:hover { border-color: $ink4; }
QPushButton:pressed, QToolButton:pressed { background: $well; }
QPushButton:checked { background: $accentSoft; color: $accent; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 3px 10px; }
QToolButton::menu-indicator { image: none; }
QPushButton#add { background: transparent; color: $ink2; border: 1px dashed $ink4; padding: 6px; }
QPushButton#add:hover { background: $well; color: $ink; }
QPushButton#add:focus { border: 2px solid $accent; padding: 5px; }
ui--Segmented { background: $well; border: none; border-radius: 7px; }
ui--Segmented QToolButton { background: $well; color: $ink2; border: 2px solid transparent;
    border-radius: 6px; padding: 2px 11px; }
ui--Segmented QToolButton:checked { background: $canvas; color: $ink; font-weight: 600; }
ui--Segmented QToolButton:focus { border-color: $accent; }
QToolButton#quiet { background: transparent; border: 2px solid transparent; color: $ink3;
    padding: 1px 5px; border-radius: 6px; }
QToolButton#quiet:checked { color: $accent; background: $accentSoft; }
QToolButton#quiet:hover { color: $ink; background: $well; }
QToolButton#quiet:focus { border-color: $accent; }
QDockWidget { color: $ink2; }
QDockWidget::title { background: $panel; padding: 5px 12px; border-top: 1px solid $line; }
QMainWindow::separator { background: $line; width: 4px; height: 4px; }
QMainWindow::separator:hover { background: $accent; }
QTabBar { background: $panel; }
QTabBar::tab { background: transparent; color: $ink2; padding: 5px 10px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $ink; background: $well; }
QTabBar::tab:focus { color: $accent; }
QListView#sequences, QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollArea:focus { border: 2px solid $accent; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0; }
QScrollBar::handle:vertical { background: $ink4; border-radius: 3px; margin: 1px; min-height: 24px; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 0; }
QScrollBar::handle:horizontal { background: $ink4; border-radius: 3px; margin: 1px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

QString styleSheetOf(const Theme &theme)
{
    // Longer names before the shorter ones that they begin with.
    const std::pair<const char *, Role> names[] = {
        {"$accentSoft", Role::accentSoft},
        {"$accent", Role::accent},
        {"$alarm", Role::alarm},
        {"$onAccent", Role::onAccent},
        {"$well", Role::gateTrough}, // a ground for words in every theme, as lines are not
        {"$panel", Role::panel},
        {"$canvas", Role::canvas},
        {"$line2", Role::line2},
        {"$line", Role::line},
        {"$ink2", Role::ink2},
        {"$ink3", Role::ink3},
        {"$ink4", Role::ink4},
        {"$ink", Role::ink},
    };
    QString sheet = QString::fromLatin1(styleSheetText);
    for (const auto &[name, role] : names)
        sheet.replace(QLatin1String(name), theme.resolve(role).name());
    return sheet;
}

} // namespace

Appearance::Appearance(QWidget &window, QObject *parent)
    : QObject(parent), m_window(window),
      m_choice(static_cast<ThemeChoice>(std::clamp(QSettings().value(themeKey, 0).toInt(), 0,
                                                   static_cast<int>(ThemeChoice::print))))
{
    m_window.setFont(fontOf(Face::prose, 13));
    m_window.installEventFilter(this);
    apply();
}

void Appearance::choose(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    QSettings().setValue(themeKey, static_cast<int>(choice));
    apply();
}

bool Appearance::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && named(m_choice) != m_name)
        apply();
    return QObject::eventFilter(watched, event);
}

void Appearance::apply()
{
    m_name = named(m_choice);
    m_window.setPalette(paletteOf(theme()));
    m_window.setStyleSheet(styleSheetOf(theme()));
    emit changed();
}

Theme onGround(const Theme &theme, Role ground)
{
    Theme result = theme;
    result.roles[static_cast<std::size_t>(Role::canvas)] =
        theme.roles[static_cast<std::size_t>(ground)];
    return result;
}

} // namespace ui
