// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cross_fade.h"

#include "ui/state/player.h"

#include <QPainter>
#include <QWidget>

#include <utility>

namespace ui {

CrossFade::CrossFade(QWidget &widget, const Player &player)
    : QObject(&widget), m_widget(widget), m_player(player)
{
    m_clock.setDuration(duration);
    m_clock.setStartValue(1.0);
    m_clock.setEndValue(0.0);
    connect(&m_clock, &QVariantAnimation::valueChanged, &widget, qOverload<>(&QWidget::update));
    connect(&m_clock, &QVariantAnimation::finished, this, &CrossFade::end);
}

void CrossFade::end()
{
    m_clock.stop();
    m_before = {};
    m_widget.update();
}

void CrossFade::follow(const std::function<void(QPainter &)> &paint)
{
    const Shown before = std::exchange(m_shown, {m_player.trace(), m_player.segment()});
    const bool cuts = m_player.reducesMotion() && before.trace == m_shown.trace &&
                      before.segment != m_shown.segment;
    if (!cuts || !m_widget.isVisible())
        return;
    const double ratio = m_widget.devicePixelRatioF();
    QPixmap seen((QSizeF(m_widget.size()) * ratio).toSize());
    seen.setDevicePixelRatio(ratio);
    QPainter painter(&seen);
    paint(painter);
    paintOver(painter); // a cut while the last one still fades
    painter.end();
    m_before = seen;
    m_clock.stop();
    m_clock.start();
}

void CrossFade::paintOver(QPainter &painter) const
{
    if (m_before.isNull())
        return;
    painter.save();
    painter.setOpacity(m_clock.currentValue().toDouble());
    painter.drawPixmap(0, 0, m_before);
    painter.restore();
}

} // namespace ui
