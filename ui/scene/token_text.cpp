// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/token_text.h"

namespace ui {

QString tokenAt(const core::Trace &trace, core::SequenceIndex sequence, core::Index step)
{
    if (!trace.paddedIds)
        return {};
    const auto id = (*trace.paddedIds)[sequence.value() * trace.paddedWidth() + step];
    const QString token = QString::fromStdString(core::tokenText(trace.document->vocabulary, id));
    return token == QLatin1String(" ") ? QStringLiteral("␣") : token;
}

QString sequenceText(const core::Trace &trace, core::SequenceIndex sequence)
{
    std::vector<std::int64_t> ids;
    for (core::Index step = 0; trace.paddedIds && step < trace.lengthOf(sequence); ++step)
        ids.push_back((*trace.paddedIds)[sequence.value() * trace.paddedWidth() + step]);
    return QString::fromStdString(core::joined(trace.document->vocabulary, ids));
}

} // namespace ui
