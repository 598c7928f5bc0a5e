// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/count_text.h"

namespace ui {

QString countText(std::int64_t count)
{
    QString text = QString::number(count);
    for (auto i = text.size() - 3; i > 0; i -= 3)
        text.insert(i, QChar(0x2009));
    return text;
}

QString percentText(double share)
{
    const double percent = 100 * share;
    if (percent > 0 && percent < 0.05)
        return QStringLiteral("<0.1 %");
    return QStringLiteral("%1 %").arg(QString::number(percent, 'f', 1));
}

QString durationText(double seconds)
{
    if (seconds < 1e-3)
        return QStringLiteral("%1 µs").arg(seconds * 1e6, 0, 'g', 3);
    if (seconds < 1)
        return QStringLiteral("%1 ms").arg(seconds * 1e3, 0, 'g', 3);
    return QStringLiteral("%1 s").arg(seconds, 0, 'g', 3);
}

} // namespace ui
