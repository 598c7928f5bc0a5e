// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/caption.h"

#include "ui/paint/painter.h"
#include "ui/scene/text.h"
#include "ui/state/player.h"
#include "ui/views/appearance.h"
#include "ui/views/scene_label.h"

#include <QPainter>

namespace ui {

namespace {

// Units: pixels.
constexpr double left = 10;
constexpr double baseline = 32;

} // namespace

Caption::Caption(const Player &player, const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_player(player), m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&player, &Player::timeChanged, this, qOverload<>(&QWidget::update));
    connect(&player, &Player::heldChanged, this, qOverload<>(&QWidget::update));
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void Caption::setSentence(const std::vector<Span> &sentence)
{
    if (m_sentence == sentence)
        return;
    m_sentence = sentence;
    setAccessibleName(text());
    update();
}

QString Caption::text() const
{
    return plainText(m_sentence);
}

QString Caption::stepText() const
{
    const Timeline *timeline = m_player.timeline();
    if (!timeline)
        return {};
    const QString step =
        tr("step %1 of %2").arg(m_player.segment() + 1).arg(timeline->segments().size());
    return m_player.isHeld() ? tr("held · %1").arg(step) : step;
}

void Caption::paintEvent(QPaintEvent *)
{
    Scene scene;
    scene.size = size();
    const QString step = stepText();
    const double right = width() - left;
    scene.add(
        Label{QPointF(right, baseline), Qt::AlignRight, 12, {{step, Face::mono, Role::ink3}}});
    const double room = right - widthOf(step, Face::mono, 12) - 24 - left;
    if (widthOf(m_sentence, 15) <= room) {
        scene.add(Label{QPointF(left, baseline), Qt::AlignLeft, 15, m_sentence});
    } else {
        const auto lines = wrapped(m_sentence, 13, room);
        for (std::size_t i = 0; i < lines.size() && i < 2; ++i)
            scene.add(Label{QPointF(left, baseline - 9 + 17 * static_cast<double>(i)),
                            Qt::AlignLeft, 13, lines[i]});
    }
    QPainter painter(this);
    paintScene(painter, scene, onGround(m_appearance.theme(), Role::panel));
}

} // namespace ui
