// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/scene_label.h"

#include "ui/paint/painter.h"
#include "ui/scene/text.h"
#include "ui/views/appearance.h"

#include <QPainter>
#include <QResizeEvent>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace ui {

SceneLabel::SceneLabel(const Appearance &appearance, Build build, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_build(std::move(build))
{
    setFixedHeight(0);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void SceneLabel::rebuild()
{
    m_scene = m_build(width());
    setFixedHeight(std::max(0, static_cast<int>(std::ceil(m_scene.size.height()))));
    setAccessibleName(plainText(m_scene));
    update();
}

void SceneLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintScene(painter, m_scene, onGround(m_appearance.theme(), Role::panel));
}

void SceneLabel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != width())
        rebuild();
}

QString plainText(const Scene &scene)
{
    QStringList lines;
    for (const Item &item : scene.items)
        if (const auto *label = std::get_if<Label>(&item.shape))
            lines += plainText(label->spans);
    return lines.join(QLatin1Char('\n'));
}

} // namespace ui
