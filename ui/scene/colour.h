// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/index.h"

namespace ui {

/// What a colour is for. The theme says what it looks like; a scene never does.
enum class Role {
    canvas,
    panel,
    line,
    line2,
    ink,
    ink2,
    ink3,
    ink4, ///< strokes only
    accent,
    accentSoft,
    onAccent,
    alarm,
    ok,
    padGround,
    padHatch,
    gateTrough,
    input,     ///< x
    reset,     ///< r
    update,    ///< z
    candidate, ///< n
    hidden,    ///< h
    letter,    ///< letters on sequence hues
};
inline constexpr int roleCount = static_cast<int>(Role::letter) + 1;

/// A colour by meaning: a role, a sequence's hue, its pale cap, or a signed value on the ramp.
struct Colour {
    enum class Kind { none, role, hue, cap, ramp };

    Kind kind = Kind::none;
    Role role = Role::ink;
    core::SequenceIndex sequence{0};
    double value = 0; ///< -1 … 1, for the ramp
    double alpha = 1;

    Colour() = default;
    Colour(Role r, double opacity = 1) : kind(Kind::role), role(r), alpha(opacity) {}
    /// The full hue of a sequence: badges, ribbons, wires.
    static Colour hue(core::SequenceIndex sequence, double opacity = 1);
    /// A sequence's hue mixed into the canvas: the cap of a tile.
    static Colour cap(core::SequenceIndex sequence, double opacity = 1);
    /// The diverging ramp: orange at -1, grey at 0, blue at +1. Not a number is the alarm colour.
    static Colour ramp(double value, double opacity = 1);

    bool operator==(const Colour &) const = default;
};

} // namespace ui
