// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/counted_corpus.h"

#include <QFileInfo>

namespace ui {

QString CountedCorpus::name() const
{
    return QFileInfo(fileName).fileName();
}

core::Result<CountedCorpus> countCorpus(const QString &fileName,
                                        const std::vector<std::int64_t> &batchSizes,
                                        const core::CorpusOptions &options)
{
    auto corpus = core::readCorpus(fileName.toStdU16String(), options);
    if (!corpus)
        return corpus.error();
    CountedCorpus counted{fileName, options.unit, std::move(*corpus), {}};
    for (const std::int64_t b : batchSizes) {
        if (options.stop.stop_requested())
            return core::Error{"stopped", {}};
        counted.costs.push_back(core::costOf(counted.corpus.lengths, b));
    }
    return counted;
}

} // namespace ui
