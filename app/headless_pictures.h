// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "core/model/document.h"

namespace app {

/// `packscope render`: one picture. Needs no display. Returns the exit status.
[[nodiscard]] int renderPicture(int &argc, char **argv, const RenderOptions &options,
                                const core::Document &document);

/// `packscope plot`: one plot. Needs no display. Returns the exit status.
[[nodiscard]] int renderPlot(int &argc, char **argv, const PlotOptions &options,
                             const core::Document &document);

/// `packscope animate`: a film, or numbered pictures. Needs no display. Returns the exit status.
[[nodiscard]] int animatePictures(int &argc, char **argv, const AnimateOptions &options,
                                  const core::Document &document);

} // namespace app
