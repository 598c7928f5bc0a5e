// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

namespace ui {

/// One cell of a picture in words, for who cannot see it.
struct SceneCell {
    Identity identity;
    QRectF rect;   ///< all of it in the scene
    QString name;  ///< "A, step 2, i, x"
    QString value; ///< "0.1200, −1.3300"; empty where nothing is computed
};

/// Every cell that a scene of a trace shows, each once, in the order in which they are painted.
[[nodiscard]] std::vector<SceneCell> cellsOf(const core::Trace &trace, const Scene &scene);

} // namespace ui
