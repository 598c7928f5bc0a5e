// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/transport.h"

#include "ui/state/player.h"
#include "ui/views/icon_button.h"

#include <QBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

namespace ui {

QString speedText(double factor)
{
    return QLocale().toString(factor, 'g', 3) + QChar(0x00D7);
}

Transport::Transport(Player &player, const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_player(player),
      m_play(new IconButton(appearance, Glyph::play, IconButton::Look::primary, this)),
      m_speed(speedButton())
{
    auto *back = new IconButton(appearance, Glyph::previous, IconButton::Look::quiet, this);
    auto *forward = new IconButton(appearance, Glyph::next, IconButton::Look::quiet, this);
    back->setPurpose(tr("One step back"), tr("Left"));
    forward->setPurpose(tr("One step forward"), tr("Right"));
    connect(back, &QAbstractButton::clicked, &player, &Player::stepBack);
    connect(m_play, &QAbstractButton::clicked, &player, &Player::toggle);
    connect(forward, &QAbstractButton::clicked, &player, &Player::stepForward);
    connect(&player, &Player::playingChanged, this, &Transport::showPlaying);
    connect(&player, &Player::speedChanged, this, &Transport::showSpeed);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(back);
    buttons->addWidget(m_play);
    buttons->addWidget(forward);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 27, 0, 8);
    layout->setSpacing(6);
    layout->addLayout(buttons);
    auto *ways = new QHBoxLayout;
    ways->setSpacing(0);
    ways->addStretch();
    ways->addWidget(m_speed);
    ways->addWidget(loopButton());
    ways->addStretch();
    layout->addLayout(ways);
    layout->addStretch();
    showPlaying(player.isPlaying());
    showSpeed(player.speed());
}

QToolButton *Transport::speedButton()
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("quiet"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(tr("Speed"));
    // The widest speed, so that its neighbour stands still.
    button->setFixedWidth(button->fontMetrics().horizontalAdvance(speedText(speeds[0])) + 10);
    auto *menu = new QMenu(button);
    for (const double factor : speeds)
        menu->addAction(speedText(factor), &m_player,
                        [this, factor] { m_player.setSpeed(factor); });
    button->setMenu(menu);
    return button;
}

QToolButton *Transport::loopButton()
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("quiet"));
    button->setText(tr("loop stage"));
    button->setToolTip(tr("Repeat this stage (%1)").arg(tr("L")));
    button->setCheckable(true);
    button->setChecked(m_player.loopsStage());
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QAbstractButton::toggled, &m_player, &Player::setLoopsStage);
    connect(&m_player, &Player::loopsStageChanged, button, &QAbstractButton::setChecked);
    return button;
}

void Transport::showPlaying(bool playing)
{
    m_play->setGlyph(playing ? Glyph::pause : Glyph::play);
    m_play->setPurpose(playing ? tr("Pause") : tr("Play"), tr("Space"));
}

void Transport::showSpeed(double factor)
{
    m_speed->setText(speedText(factor));
    m_speed->setAccessibleName(tr("Speed %1").arg(speedText(factor)));
}

} // namespace ui
