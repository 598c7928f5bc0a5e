// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

namespace ui {

/// What a batch and its model amount to: real cells, padding, sizes. Units: width in pixels.
[[nodiscard]] Scene batchFacts(const core::Trace &trace, double width);

/// The tensors of both lanes with their shapes, and the document's note; of a document that `isChanged` the
/// note may not hold any more, and says so. Units: width in pixels.
[[nodiscard]] Scene tensorSummary(const core::Trace &trace, bool isChanged, double width);

} // namespace ui
