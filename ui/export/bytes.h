// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace ui {

/// Appends the lowest `count` bytes of a number, the lowest first.
inline void putLittle(QByteArray &bytes, quint64 number, int count)
{
    for (int i = 0; i < count; ++i)
        bytes.append(static_cast<char>(number >> 8 * i & 0xFF));
}

/// The same, the lowest last.
inline void putBig(QByteArray &bytes, quint64 number, int count)
{
    for (int i = count - 1; i >= 0; --i)
        bytes.append(static_cast<char>(number >> 8 * i & 0xFF));
}

} // namespace ui
