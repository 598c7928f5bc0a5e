// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure.h"
#include "ui/state/counted_corpus.h"

namespace ui {

/// How many sequences have which length, as shares of all, in columns of equally many lengths. Where few are
/// much longer than the rest, the axis ends before them and the words say so.
[[nodiscard]] Figure lengthsFigure(const CountedCorpus &counted);

/// The share of padding over the batch size, by the order of the sequences; x is which of the corpus's batch
/// sizes. Requires: batch sizes that double.
[[nodiscard]] Figure paddingFigure(const CountedCorpus &counted);

} // namespace ui
