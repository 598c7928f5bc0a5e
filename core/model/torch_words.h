// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

namespace core {

/// Whether PyTorch sorts by itself: then it asks for no order, and packs with both index vectors.
[[nodiscard]] bool torchSorts(const Options &options);

/// What pack_padded_sequence says to `count` lengths for `rows` sequences; empty where it says nothing:
/// with enforce_sorted=False too few lengths leave the other sequences out in silence.
[[nodiscard]] std::string torchOnCount(const Options &options, Index count, Index rows);

} // namespace core
