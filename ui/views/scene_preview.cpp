// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/scene_preview.h"

#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr int checker = 8; ///< pixels, of what means transparent
constexpr QSize thumbnail(240, 180);

/// In the theme's own light, for light letters are meant for dark slides.
void paintChecks(QPainter &painter, const QRectF &rect, const Theme &theme)
{
    painter.fillRect(rect, theme.resolve(Role::canvas));
    for (int row = 0; row * checker < rect.height(); ++row)
        for (int column = row % 2; column * checker < rect.width(); column += 2)
            painter.fillRect(
                QRectF(rect.left() + column * checker, rect.top() + row * checker, checker, checker)
                    .intersected(rect),
                theme.resolve(Role::line2));
}

} // namespace

ScenePreview::ScenePreview(QWidget *parent) : QWidget(parent), m_theme(themeOf(ThemeName::light))
{
    setMinimumSize(320, 220);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Preview"));
}

void ScenePreview::setScene(Scene scene, const Theme &theme)
{
    m_scene = std::move(scene);
    m_theme = theme;
    setAccessibleDescription(descriptionOf(m_scene));
    update();
}

void ScenePreview::setCarried(std::function<QMimeData *()> carried)
{
    m_carried = std::move(carried);
    setCursor(Qt::OpenHandCursor);
    setToolTip(tr("Drag the picture into another program"));
}

/// The picture, centred, and never larger than it is.
QRectF ScenePreview::pictureRect() const
{
    const QSizeF room = QSizeF(size()) - QSizeF(2, 2);
    QSizeF fitted = m_scene.size;
    if (fitted.width() > room.width() || fitted.height() > room.height())
        fitted.scale(room, Qt::KeepAspectRatio);
    return {QPointF((width() - fitted.width()) / 2, (height() - fitted.height()) / 2), fitted};
}

void ScenePreview::paintEvent(QPaintEvent *)
{
    if (m_scene.size.isEmpty())
        return;
    QPainter painter(this);
    const QRectF rect = pictureRect();
    if (m_theme.resolve(m_scene.ground).alpha() == 0)
        paintChecks(painter, rect, m_theme);
    painter.save();
    painter.setClipRect(rect);
    painter.translate(rect.topLeft());
    const double scale = rect.width() / m_scene.size.width();
    painter.scale(scale, scale);
    paintScene(painter, m_scene, m_theme);
    painter.restore();
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5));
}

void ScenePreview::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->pos();
}

void ScenePreview::mouseMoveEvent(QMouseEvent *event)
{
    const bool isDrag =
        event->buttons().testFlag(Qt::LeftButton) &&
        (event->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (!m_carried || !isDrag)
        return;
    auto *drag = new QDrag(this); // which Qt deletes
    drag->setMimeData(m_carried());
    drag->setPixmap(grab(pictureRect().toRect())
                        .scaled(thumbnail, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    drag->exec(Qt::CopyAction);
}

} // namespace ui
