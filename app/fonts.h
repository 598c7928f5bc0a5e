// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace app {

/// Says once, on standard error, which of the program's fonts are missing. Requires: a QGuiApplication.
void warnOfMissingFonts();

} // namespace app
