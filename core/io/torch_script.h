// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

#include <string>

namespace core {

/// A PyTorch program that builds the batch and the model again, runs both lanes, and compares every
/// tensor of `numbersOf` with what was computed here. It needs torch 1.13 or newer and nothing else; it
/// ends with exit status 0 where all are the same, within 1e-5 (float32) or 1e-11 (float64).
[[nodiscard]] std::string torchScript(const Trace &trace);

} // namespace core
