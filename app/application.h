// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace app {

/// The whole program: understands the command line, loads the document, does what was asked for.
/// Returns the exit status.
[[nodiscard]] int runApplication(int &argc, char **argv);

} // namespace app
