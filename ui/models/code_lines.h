// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/timeline.h"
#include "ui/scene/view.h"

#include <QString>

#include <vector>

namespace ui {

/// One line of the PyTorch program that does what the picture shows, and when it runs.
struct CodeLine {
    QString text;
    core::Stage stage = core::Stage::batch;
    /// The share of each move of the stage in which it runs: begin ≤ fraction < end, or to 1 included.
    double begin = 0;
    double end = 1;
    std::vector<Part> reads, writes; ///< as the pictures of the stage show them
    bool inStep = false; ///< of the loop that nn.GRU runs inside: it runs again at every step

    /// Whether it is this line that runs at the moment.
    [[nodiscard]] bool runsAt(const Moment &moment) const;

    bool operator==(const CodeLine &) const = default;
};

/// The program of a lane, for this batch and model: sorted by PyTorch, by hand or by nobody.
[[nodiscard]] std::vector<CodeLine> codeOf(const core::Trace &trace, core::Lane lane);

/// The lines of `lines` that run at the moment, by their index, the outermost first.
[[nodiscard]] std::vector<std::size_t> runningLines(const std::vector<CodeLine> &lines,
                                                    const Moment &moment);

/// What a line of a lane reads and writes, to be framed in the picture.
[[nodiscard]] std::vector<Framed> framedBy(const CodeLine &line, core::Lane lane);

/// Where a line begins to run: at the moment's own step if it runs there, else at its first.
[[nodiscard]] double timeOfLine(const Timeline &timeline, const CodeLine &line,
                                const Moment &moment);

} // namespace ui
