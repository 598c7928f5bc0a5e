// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "core/base/result.h"
#include "core/model/document.h"

namespace app {

/// One line that no terminal takes for a command: names and keys in it may be anything.
[[nodiscard]] std::string printable(std::string text);

/// Prints a refusal on standard error: one sentence, and beneath it PyTorch's own words if it has any.
void report(const core::Error &error);

/// Reports a refusal and returns the exit status.
int refused(const core::Error &error, int status = exitRefused);

/// The exit status after something was written or, reported, was not.
[[nodiscard]] int statusOf(const core::Result<core::Done> &done);

/// Warns on standard error of keys that nobody knows.
void warnOfUnknown(const core::Document &document);

} // namespace app
