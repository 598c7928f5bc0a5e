// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

#include <algorithm>

namespace tests {

/// The ink of a line of text, without the air around it: from the capitals' height to the baseline.
struct Ink {
    QRectF rect;
    QString text;
    double size = 0;
};

/// From top to bottom.
inline std::vector<Ink> inkOf(const ui::Scene &scene)
{
    std::vector<Ink> inks;
    for (const ui::Item &item : scene.items) {
        const auto *label = std::get_if<ui::Label>(&item.shape);
        if (!label || item.opacity < 0.05)
            continue;
        QString text;
        for (const ui::Span &span : label->spans)
            text += span.text;
        if (text.trimmed().isEmpty())
            continue;
        QRectF rect = ui::bounds(item);
        rect.setTop(label->at.y() - 0.7 * label->size);
        rect.setBottom(label->at.y());
        inks.push_back({rect.adjusted(0.5, 0.5, -0.5, -0.5), text, label->size});
    }
    std::ranges::sort(inks, {}, [](const Ink &ink) { return ink.rect.top(); });
    return inks;
}

/// What is wrong with the labels of a scene; empty if nothing is.
inline QString faultOf(const ui::Scene &scene, double smallest = 0)
{
    const QRectF whole(QPointF(0, 0), scene.size);
    const std::vector<Ink> inks = inkOf(scene);
    for (std::size_t i = 0; i < inks.size(); ++i) {
        const auto place = [](const Ink &ink) {
            return QStringLiteral("'%1' (%2 … %3, baseline %4)")
                .arg(ink.text)
                .arg(ink.rect.left(), 0, 'f', 1)
                .arg(ink.rect.right(), 0, 'f', 1)
                .arg(ink.rect.bottom(), 0, 'f', 1);
        };
        if (!whole.contains(inks[i].rect))
            return place(inks[i]) + QStringLiteral(" leaves the scene");
        if (inks[i].size < smallest)
            return place(inks[i]) + QStringLiteral(" is too small");
        for (std::size_t j = i + 1; j < inks.size(); ++j) {
            if (inks[j].rect.top() > inks[i].rect.bottom())
                break; // sorted by their tops: all that follow stand lower still
            if (inks[j].rect.intersects(inks[i].rect))
                return place(inks[i]) + QStringLiteral(" overlaps ") + place(inks[j]);
        }
    }
    return {};
}

} // namespace tests
