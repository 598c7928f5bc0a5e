// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/corpus_cost.h"
#include "core/io/corpus_reader.h"

#include <QString>

#include <vector>

namespace ui {

/// A corpus and what it costs at some batch sizes.
struct CountedCorpus {
    QString fileName;
    core::LengthUnit unit = core::LengthUnit::characters;
    core::Corpus corpus;
    std::vector<core::CorpusCost> costs; ///< one a batch size, in the order asked for

    /// The file's name without its folder.
    [[nodiscard]] QString name() const;
};

/// Reads a text of one sequence a line and counts.
/// Errors: as core::readCorpus; "stopped" where that is asked for, while counting too.
[[nodiscard]] core::Result<CountedCorpus> countCorpus(const QString &fileName,
                                                      const std::vector<std::int64_t> &batchSizes,
                                                      const core::CorpusOptions &options);

} // namespace ui
