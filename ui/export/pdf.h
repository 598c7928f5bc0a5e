// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSizeF>
#include <QString>

#include <functional>

class QPaintDevice;

namespace ui {

/// One page with what `draw` draws on it: lines as lines, text as text in embedded fonts. The same drawing
/// is the same bytes at any time, where the program's hashes have one seed.
/// Units: pixels, 96 to an inch.
[[nodiscard]] QByteArray pdfOf(const QSizeF &size, const QString &title,
                               const std::function<void(QPaintDevice &)> &draw);

} // namespace ui
