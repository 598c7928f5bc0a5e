// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/colour.h"

namespace ui {

Colour Colour::hue(core::SequenceIndex sequence, double opacity)
{
    Colour colour;
    colour.kind = Kind::hue;
    colour.sequence = sequence;
    colour.alpha = opacity;
    return colour;
}

Colour Colour::cap(core::SequenceIndex sequence, double opacity)
{
    Colour colour = hue(sequence, opacity);
    colour.kind = Kind::cap;
    return colour;
}

Colour Colour::ramp(double value, double opacity)
{
    Colour colour;
    colour.kind = Kind::ramp;
    colour.value = value;
    colour.alpha = opacity;
    return colour;
}

} // namespace ui
