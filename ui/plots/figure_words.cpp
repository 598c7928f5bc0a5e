// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_words.h"

#include "ui/scene/text.h"

namespace ui {

namespace {

// Units: pixels.
constexpr double titleSize = 15, wordSize = 12, keySize = 11;
constexpr double line = 20;
constexpr double swatch = 18, swatchGap = 5, keyGap = 16;

double widthOfKey(const PlotKey &key)
{
    const double text = widthOf(key.text, Face::prose, keySize);
    // The ramp has its number at both ends.
    return key.look == PlotKey::Look::ramp ? 2 * (text + 10) + 72 + 2 * swatchGap
                                           : swatch + swatchGap + text;
}

void addText(Scene &scene, QPointF at, const QString &text)
{
    scene.add(Label{at, Qt::AlignLeft, keySize, {{text, Face::prose, Role::ink2}}});
}

void addRamp(Scene &scene, QPointF at, const PlotKey &key)
{
    const QString least = QStringLiteral("h  ") + QChar(0x2212) + key.text,
                  most = QLatin1Char('+') + key.text;
    addText(scene, at, least);
    double x = at.x() + widthOf(least, Face::prose, keySize) + swatchGap;
    constexpr int steps = 15;
    for (int i = 0; i < steps; ++i)
        scene.add(Box{
            QRectF(x + i * 4, at.y() - 9, 4, 10), 0, Colour::ramp(2.0 * i / (steps - 1) - 1), {}});
    addText(scene, {x + steps * 4 + swatchGap, at.y()}, most);
}

void addKey(Scene &scene, QPointF at, const PlotKey &key)
{
    const QRectF box(at.x(), at.y() - 9, swatch, 10);
    QPainterPath path(QPointF(box.left(), box.center().y()));
    path.lineTo(box.right(), box.center().y());
    switch (key.look) {
    case PlotKey::Look::ramp:
        addRamp(scene, at, key);
        return;
    case PlotKey::Look::line:
    case PlotKey::Look::dashes:
        scene.add(Stroke{path, key.colour, {}, 2, key.look == PlotKey::Look::dashes});
        break;
    case PlotKey::Look::box:
        scene.add(Box{box, 2, key.colour, {}});
        break;
    case PlotKey::Look::hatch:
        scene.add(Box{box, 2, Role::padGround, Role::line, 1, false, true});
        break;
    }
    addText(scene, {box.right() + swatchGap, at.y()}, key.text);
}

} // namespace

Scene titleScene(const Figure &figure, double width, TitleLines lines)
{
    Scene scene;
    double baseline = 16;
    const double title = widthOf(figure.title, Face::bold, titleSize);
    scene.add(Label{
        {0, baseline}, Qt::AlignLeft, titleSize, {{figure.title, Face::bold, Role::ink}}, width});
    std::vector<Span> words = figure.explanation;
    if (!figure.empty.isEmpty())
        words = {{figure.empty, Face::prose, Role::ink2}};
    for (Span &span : words)
        if (span.colour == Colour(Role::ink) && span.face == Face::prose)
            span.colour = Role::ink2;
    double end = title;
    double keys = -keyGap;
    for (const PlotKey &key : figure.keys)
        keys += widthOfKey(key) + keyGap;
    // Where there is one line, colours are more in need of words than anything else.
    if (lines == TitleLines::one &&
        title + keyGap + widthOf(words, wordSize) + 2 * keyGap + keys > width)
        words.clear();
    if (!words.empty()) {
        const bool beside = title + keyGap + widthOf(words, wordSize) <= width;
        const double from = beside ? title + keyGap : 0;
        for (const auto &part : wrapped(words, wordSize, width - from)) {
            baseline += beside ? 0 : line;
            scene.add(Label{{from, baseline}, Qt::AlignLeft, wordSize, part, width - from});
            end = from + widthOf(part, wordSize);
        }
    }
    double x = width - keys;
    scene.size = QSizeF(width, baseline + 8);
    if (lines == TitleLines::one && end + 2 * keyGap > x)
        return scene;
    if (!figure.keys.empty() && end + 2 * keyGap > x) {
        baseline += line;
        x = 0;
    }
    for (const PlotKey &key : figure.keys) {
        if (x > 0 && x + widthOfKey(key) > width + 1) {
            baseline += line;
            x = 0;
        }
        addKey(scene, {x, baseline}, key);
        x += widthOfKey(key) + keyGap;
    }
    scene.size = QSizeF(width, baseline + 8);
    return scene;
}

Scene headScene(const PlotPanel &panel, double width)
{
    Scene scene;
    scene.size = QSizeF(width, headHeight);
    double x = 0;
    if (panel.badge) {
        constexpr double side = 18;
        const QString letter = QString::fromStdString(core::sequenceName(*panel.badge));
        scene.add(Box{QRectF(0, 3, side, side), 5, Colour::hue(*panel.badge), {}});
        scene.add(Label{{side / 2, 16},
                        Qt::AlignHCenter,
                        letter.size() > 1 ? 9.0 : 11.0,
                        {{letter, Face::bold, Role::letter}}});
        x = side + 7;
    }
    if (!panel.head.empty())
        scene.add(Label{{x, 16.5}, Qt::AlignLeft, 12.5, panel.head, width - x});
    return scene;
}

} // namespace ui
