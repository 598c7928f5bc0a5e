// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/playback_menu.h"

#include "ui/state/player.h"
#include "ui/views/stage_names.h"
#include "ui/views/transport.h"

#include <QActionGroup>

namespace ui {

PlaybackMenu::PlaybackMenu(Player &player, QWidget *parent)
    : QMenu(tr("&Playback"), parent), m_player(player)
{
    QAction *play = add(tr("&Play"), {Qt::Key_Space, Qt::Key_K}, &Player::toggle);
    connect(&player, &Player::playingChanged, play,
            [play](bool playing) { play->setText(playing ? tr("&Pause") : tr("&Play")); });
    addSeparator();
    add(tr("Step &forward"), {Qt::Key_Right}, &Player::stepForward);
    add(tr("Step &back"), {Qt::Key_Left}, &Player::stepBack);
    add(tr("&Next stage"), {Qt::SHIFT | Qt::Key_Right}, &Player::stageForward);
    add(tr("P&revious stage"), {Qt::SHIFT | Qt::Key_Left}, &Player::stageBack);
    add(tr("&Start"), {Qt::Key_Home}, &Player::goToStart);
    add(tr("&End"), {Qt::Key_End}, &Player::goToEnd);
    addSeparator();
    addLoop();
    addStages();
    addSpeeds();
}

QAction *PlaybackMenu::add(const QString &text, const QList<QKeySequence> &keys, Command command)
{
    QAction *action = addAction(text, &m_player, command);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_keyed += action;
    return action;
}

void PlaybackMenu::addLoop()
{
    QAction *action = addAction(tr("&Loop stage"));
    action->setCheckable(true);
    action->setShortcut(Qt::Key_L);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::toggled, &m_player, &Player::setLoopsStage);
    connect(&m_player, &Player::loopsStageChanged, action, &QAction::setChecked);
    m_keyed += action;
}

void PlaybackMenu::addStages()
{
    QMenu *menu = addMenu(tr("&Go to stage"));
    int key = Qt::Key_1;
    for (const core::Stage stage : core::allStages) {
        QAction *action =
            menu->addAction(QStringLiteral("&%1  %2").arg(key - Qt::Key_0).arg(stageName(stage)),
                            &m_player, [this, stage] { m_player.goToStage(stage); });
        action->setShortcut(QKeySequence(key++));
        action->setShortcutContext(Qt::WidgetShortcut);
        m_keyed += action;
    }
}

void PlaybackMenu::addSpeeds()
{
    QMenu *menu = addMenu(tr("Spee&d"));
    auto *group = new QActionGroup(this);
    for (const double factor : speeds) {
        QAction *action = menu->addAction(speedText(factor), &m_player,
                                          [this, factor] { m_player.setSpeed(factor); });
        action->setCheckable(true);
        action->setActionGroup(group);
        const auto show = [action, factor](double now) { action->setChecked(now == factor); };
        connect(&m_player, &Player::speedChanged, action, show);
        show(m_player.speed());
    }
    menu->addSeparator();
    const auto step = [&](const QString &text, int key, int by) {
        QAction *action = menu->addAction(text, this, [this, by] { changeSpeed(by); });
        action->setShortcut(QKeySequence(key));
        action->setShortcutContext(Qt::WidgetShortcut);
        m_keyed += action;
    };
    step(tr("&Slower"), Qt::Key_BracketLeft, -1);
    step(tr("&Faster"), Qt::Key_BracketRight, 1);
}

void PlaybackMenu::changeSpeed(int by)
{
    const auto now = std::ranges::find(speeds, m_player.speed());
    const auto index =
        std::clamp<std::ptrdiff_t>(now - std::begin(speeds) + by, 0, std::ssize(speeds) - 1);
    m_player.setSpeed(speeds[index]);
}

void PlaybackMenu::bindTo(QWidget &widget)
{
    widget.addActions(m_keyed);
}

} // namespace ui
