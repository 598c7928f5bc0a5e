// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace app {

// What single arguments mean. The errors say what is possible; each ends with exit status 2.

/// Exactly one of a file or a document as text, the name of an example and the text of --random.
[[nodiscard]] core::Result<Source> sourceOf(const std::string &file, const std::string &example,
                                            const std::optional<std::string> &random);

/// "1600x900": 16 to 16384 pixels each way.
[[nodiscard]] core::Result<core::Done> parseSize(const std::string &text, Look &look);

[[nodiscard]] core::Result<ui::ThemeName> themeNamed(const std::string &name);
[[nodiscard]] core::Result<ui::PlotKind> plotNamed(const std::string &name);
[[nodiscard]] core::Result<ui::Lanes> laneNamed(const std::string &name);
[[nodiscard]] core::Result<core::Stage> stageOf(const std::string &name);

// What is written, by the extension of the output.
[[nodiscard]] core::Result<ui::PictureKind> pictureFormat(const std::filesystem::path &output);
[[nodiscard]] core::Result<ui::NumbersFormat> numbersFormat(const std::filesystem::path &output);
[[nodiscard]] core::Result<SavedFormat> savedFormat(const std::filesystem::path &output);
[[nodiscard]] core::Result<core::Done> checkScriptName(const std::filesystem::path &output);
[[nodiscard]] core::Result<core::Done> checkFilmName(const std::filesystem::path &output);
/// Only .txt, or nothing for standard output.
[[nodiscard]] core::Result<core::Done> checkLinkName(const std::filesystem::path &output);

/// What a cost is written as; only .json, or nothing for standard output.
[[nodiscard]] core::Result<CostOutput> costOutput(const std::string &output, bool json);

/// Whether a file is plain text by the end of its name, and neither a document nor a model.
[[nodiscard]] bool isCorpus(const std::filesystem::path &file);
[[nodiscard]] core::Result<core::LengthUnit> unitNamed(const std::string &name);
/// "32,64,128": integers of at least 1, each up to a million.
[[nodiscard]] core::Result<std::vector<std::int64_t>> batchSizes(const std::string &text);

/// Whether an option is the second of the two things that it may be.
[[nodiscard]] core::Result<bool> isSecond(const std::string &option, const std::string &text,
                                          const std::string &first, const std::string &second);

/// A number of an option, between two bounds.
[[nodiscard]] core::Result<double> numberBetween(const std::string &option, const std::string &text,
                                                 double least, double most);
/// The same, without a fraction.
[[nodiscard]] core::Result<int> integerBetween(const std::string &option, const std::string &text,
                                               int least, int most);

} // namespace app
