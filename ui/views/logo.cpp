// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/logo.h"

#include <QPainter>

namespace ui {

void paintLogo(QPainter &painter, const QRectF &rect, const Theme &theme)
{
    const std::pair<double, Role> rows[] = {
        {1.0, Role::accent}, {0.72, Role::ink2}, {0.45, Role::ink}};
    const double pitch = rect.height() / 3, height = 0.72 * pitch;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    double y = rect.top() + (pitch - height) / 2;
    for (const auto &[share, role] : rows) {
        painter.setBrush(theme.resolve(role));
        painter.drawRoundedRect(QRectF(rect.left(), y, share * rect.width(), height), height / 3,
                                height / 3);
        y += pitch;
    }
}

QIcon applicationIcon()
{
    const Theme &theme = themeOf(ThemeName::light);
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.resolve(Role::line), size / 64.0));
        painter.setBrush(theme.resolve(Role::canvas));
        const double edge = size / 16.0;
        const QRectF tile = QRectF(0, 0, size, size).adjusted(edge, edge, -edge, -edge);
        painter.drawRoundedRect(tile, size * 0.2, size * 0.2);
        paintLogo(painter, tile.adjusted(3 * edge, 2.5 * edge, -3 * edge, -2.5 * edge), theme);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace ui
