// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/pipeline/trace.h"

#include <string>
#include <string_view>

namespace core {

/// A PyTorch program that builds the batch and the model again, runs both lanes, and compares every
/// tensor of `numbersOf` with what was computed here. It needs torch 1.13 or newer and nothing else, and
/// ends with exit status 0 where all are the same. The tolerance is 1e-11 in float64; in float32 it is
/// 1e-5, or ten times what this batch differs by from itself in float64 if that is more.
/// Errors: so many numbers that no Python would read the program in reasonable time and memory.
[[nodiscard]] Result<std::string> torchScript(const Trace &trace);

/// The functions that all such programs have in common: core/io/torch_script.py.
extern const std::string_view torchScriptHelpers;

} // namespace core
