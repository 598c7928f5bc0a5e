// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/theme.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr std::array<QRgb, 8> paleHues{0xFFEE7299, 0xFFEBCB52, 0xFF86CF83, 0xFF74D6D2,
                                       0xFFD5A0EA, 0xFFD9A07C, 0xFFA9B94A, 0xFF9FAAB8};

// In the order of Role: canvas panel line line2 ink ink2 ink3 ink4 accent accentSoft onAccent alarm ok
// padGround padHatch gateTrough input reset update candidate hidden letter.
const Theme light{ThemeName::light,
                  {0xFFFFFFFF, 0xFFF7F8F9, 0xFFE3E5E9, 0xFFEFF0F2, 0xFF14171F, 0xFF454B57,
                   0xFF666D79, 0xFFB4B9C2, 0xFF3B45E0, 0xFFEDF0FD, 0xFFFFFFFF, 0xFFC8102E,
                   0xFF2F7D4F, 0xFFF6F7F8, 0xFFD6DAE0, 0xFFE9EBEE, 0xFF475569, 0xFFA3238E,
                   0xFF0B7A75, 0xFF8A6100, 0xFF14171F, 0xFF14171F},
                  paleHues,
                  {0xFFD95F02, 0xFFF3B27A, 0xFFECEEF0, 0xFF7DB9DF, 0xFF0868AC},
                  0.42};

const Theme dark{ThemeName::dark,
                 {0xFF0E1116, 0xFF151920, 0xFF272D37, 0xFF1D222A, 0xFFF4F6F8, 0xFFC3C9D3,
                  0xFF929AA7, 0xFF4A515D, 0xFF8E97FF, 0xFF1E2348, 0xFF0E1116, 0xFFFF6B7F,
                  0xFF6FD79B, 0xFF14181E, 0xFF2C333E, 0xFF242A33, 0xFFA9B4C6, 0xFFF08CE0,
                  0xFF4FD1C5, 0xFFE5B84B, 0xFFF4F6F8, 0xFF14171F},
                 paleHues,
                 {0xFFFF8A2B, 0xFF9A5A2A, 0xFF272C34, 0xFF2F6E9C, 0xFF45B1FF},
                 0.36};

const Theme contrast{ThemeName::contrast,
                     {0xFF000000, 0xFF000000, 0xFFFFFFFF, 0xFF8A8A8A, 0xFFFFFFFF, 0xFFFFFFFF,
                      0xFFE6E6E6, 0xFFBDBDBD, 0xFFFFE14D, 0xFF3A3300, 0xFF000000, 0xFFFF8A80,
                      0xFF8CFF9E, 0xFF000000, 0xFFA0A0A0, 0xFF3C3C3C, 0xFFFFFFFF, 0xFFFF9DF5,
                      0xFF5EEBE0, 0xFFFFD166, 0xFFFFFFFF, 0xFF000000},
                     paleHues,
                     {0xFFFF8A2B, 0xFFB06A30, 0xFF303030, 0xFF3D86BC, 0xFF5CC0FF},
                     0.45};

// Greyscale keeps lightness alone: black to white, with the hues left to the letters.
const Theme print{ThemeName::print,
                  {0xFFFFFFFF, 0xFFFFFFFF, 0xFFBDBDBD, 0xFFD9D9D9, 0xFF000000, 0xFF262626,
                   0xFF4D4D4D, 0xFF8C8C8C, 0xFF000000, 0xFFEDEDED, 0xFFFFFFFF, 0xFF000000,
                   0xFF000000, 0xFFFFFFFF, 0xFFB3B3B3, 0xFFE0E0E0, 0xFF333333, 0xFF333333,
                   0xFF333333, 0xFF333333, 0xFF000000, 0xFF000000},
                  {0xFFE6E6E6, 0xFFD6D6D6, 0xFFC6C6C6, 0xFFEEEEEE, 0xFFDADADA, 0xFFCCCCCC,
                   0xFFE0E0E0, 0xFFD0D0D0},
                  {0xFF101010, 0xFF606060, 0xFF9C9C9C, 0xFFD0D0D0, 0xFFFFFFFF},
                  0.5};

double toLinear(int channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

int fromLinear(double c)
{
    const double s = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055;
    return static_cast<int>(std::lround(255 * std::clamp(s, 0.0, 1.0)));
}

/// The colour at `share` of the way from a to b, mixed as light mixes.
QColor mixedLight(QRgb a, QRgb b, double share)
{
    const auto channel = [share](int from, int to) {
        return fromLinear(toLinear(from) * (1 - share) + toLinear(to) * share);
    };
    return QColor(channel(qRed(a), qRed(b)), channel(qGreen(a), qGreen(b)),
                  channel(qBlue(a), qBlue(b)));
}

/// The colour at `share` of the way from a to b, mixed as the screen's numbers mix.
QColor mixed(QRgb a, QRgb b, double share)
{
    const auto channel = [share](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * share));
    };
    return QColor(channel(qRed(a), qRed(b)), channel(qGreen(a), qGreen(b)),
                  channel(qBlue(a), qBlue(b)));
}

constexpr int rampSteps = 256;
using RampTable = std::array<QRgb, rampSteps + 1>;

/// A picture holds thousands of ramp colours, and a power function each would be felt.
const RampTable &rampTable(const Theme &theme)
{
    const auto build = [](const Theme &of) {
        RampTable table{};
        for (int i = 0; i <= rampSteps; ++i) {
            const double place = 4.0 * i / rampSteps;
            const auto stop = std::min(static_cast<std::size_t>(place), std::size_t{3});
            table[static_cast<std::size_t>(i)] =
                mixedLight(of.ramp[stop], of.ramp[stop + 1], place - static_cast<double>(stop))
                    .rgb();
        }
        return table;
    };
    static const std::array tables{build(light), build(dark), build(contrast), build(print)};
    return tables[static_cast<std::size_t>(theme.name)];
}

double luminance(const QColor &colour)
{
    static const auto linear = [] {
        std::array<double, 256> table{};
        for (int i = 0; i < 256; ++i)
            table[static_cast<std::size_t>(i)] = toLinear(i);
        return table;
    }();
    const auto of = [](int channel) { return linear[static_cast<std::size_t>(channel)]; };
    return 0.2126 * of(colour.red()) + 0.7152 * of(colour.green()) + 0.0722 * of(colour.blue());
}

} // namespace

QColor Theme::resolve(const Colour &colour) const
{
    const auto hue = [&] {
        return hues[static_cast<std::size_t>(colour.sequence.value()) % hues.size()];
    };
    QColor resolved;
    switch (colour.kind) {
    case Colour::Kind::none:
        return QColor(0, 0, 0, 0);
    case Colour::Kind::role:
        resolved = QColor(roles[static_cast<std::size_t>(colour.role)]);
        break;
    case Colour::Kind::hue:
        resolved = QColor(hue());
        break;
    case Colour::Kind::cap:
        resolved = mixed(roles[static_cast<std::size_t>(Role::canvas)], hue(), capShare);
        break;
    case Colour::Kind::ramp:
        if (std::isnan(colour.value)) {
            resolved = QColor(roles[static_cast<std::size_t>(Role::alarm)]);
        } else {
            const double place = (std::clamp(colour.value, -1.0, 1.0) + 1) / 2 * rampSteps;
            resolved = QColor(rampTable(*this)[static_cast<std::size_t>(std::lround(place))]);
        }
        break;
    }
    resolved.setAlphaF(static_cast<float>(colour.alpha));
    return resolved;
}

QColor Theme::textOn(const QColor &ground)
{
    const QColor black(Qt::black), white(Qt::white);
    return contrastRatio(ground, black) >= contrastRatio(ground, white) ? black : white;
}

const Theme &themeOf(ThemeName name)
{
    switch (name) {
    case ThemeName::dark:
        return dark;
    case ThemeName::contrast:
        return contrast;
    case ThemeName::print:
        return print;
    case ThemeName::light:
        break;
    }
    return light;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace ui
