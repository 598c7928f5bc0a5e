// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/remembered_layout.h"

#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/view_menu.h"

#include <QAction>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>

#include <algorithm>

namespace ui {

namespace {

constexpr auto group = "layout";
constexpr auto versionKey = "layout/version";
constexpr auto geometryKey = "layout/geometry";
constexpr auto lanesKey = "layout/lanes";
constexpr auto motionKey = "reduceMotion";
/// To be raised when what is kept changes its meaning.
constexpr int version = 1;
constexpr QSize firstSize(1440, 900); // pixels
/// What a window manager usually puts around a window; known only after it did. Pixels.
constexpr QSize windowFrame(8, 40);

QString panelKey(const QAction &panel)
{
    return QStringLiteral("layout/%1").arg(panel.objectName());
}

} // namespace

RememberedLayout::RememberedLayout(const Parts &parts) : QObject(&parts.window), m_parts(parts)
{
    QSettings settings;
    if (settings.value(versionKey).toInt() != version) {
        settings.remove(QLatin1String(group));
        settings.setValue(versionKey, version);
    }
    remember(*parts.menu.sequences());
    remember(*parts.menu.inspector());
    connect(parts.menu.code(), &QAction::toggled, this, [&code = *parts.menu.code()](bool open) {
        QSettings().setValue(panelKey(code), open);
    });
    connect(&parts.viewState, &ViewState::lanesChanged, this,
            [](Lanes lanes) { QSettings().setValue(lanesKey, static_cast<int>(lanes)); });
    QAction *motion = parts.menu.reduceMotion();
    connect(motion, &QAction::toggled, &parts.player, &Player::setReducesMotion);
    connect(motion, &QAction::toggled, this,
            [](bool reduces) { QSettings().setValue(motionKey, reduces); });
    connect(parts.menu.resetLayout(), &QAction::triggered, this, &RememberedLayout::reset);
}

void RememberedLayout::remember(QAction &panel)
{
    // Only what a person does counts; a narrow window hides panels, too.
    connect(&panel, &QAction::triggered, this,
            [&panel](bool shown) { QSettings().setValue(panelKey(panel), shown); });
}

bool RememberedLayout::wants(const QAction &panel)
{
    return QSettings().value(panelKey(panel), true).toBool();
}

void RememberedLayout::restore()
{
    const QSettings settings;
    const int lanes = settings.value(lanesKey, static_cast<int>(Lanes::both)).toInt();
    m_parts.viewState.setLanes(
        static_cast<Lanes>(std::clamp(lanes, 0, static_cast<int>(Lanes::padded))));
    m_parts.menu.code()->setChecked(settings.value(panelKey(*m_parts.menu.code())).toBool());
    m_parts.menu.reduceMotion()->setChecked(settings.value(motionKey, false).toBool());
    if (!m_parts.window.restoreGeometry(settings.value(geometryKey).toByteArray()))
        useFirstSize();
}

void RememberedLayout::saveGeometry()
{
    QSettings().setValue(geometryKey, m_parts.window.saveGeometry());
}

void RememberedLayout::useFirstSize()
{
    const QSize room = m_parts.window.screen()->availableSize() - windowFrame;
    m_parts.window.resize(firstSize.boundedTo(room));
}

void RememberedLayout::reset()
{
    m_parts.viewState.setLanes(Lanes::both);
    m_parts.menu.code()->setChecked(false);
    QSettings settings;
    settings.remove(QLatin1String(group));
    settings.setValue(versionKey, version);
    if (m_parts.window.isFullScreen() || m_parts.window.isMaximized())
        m_parts.window.showNormal();
    useFirstSize();
    emit wasReset();
}

} // namespace ui
