// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/frame.h"

namespace ui {

namespace {

using core::Index;
using core::Stage;

Span plain(const QString &text)
{
    return words(text, Role::ink);
}

Span stepSpan(Index step)
{
    return strong(QStringLiteral("t = %1").arg(step), Role::accent);
}

std::vector<Span> packCaption(const Frame &frame)
{
    const Index step = frame.moment.step.value(), live = frame.trace.packed.liveRows(step);
    if (!frame.layout.showPacked)
        return {plain(Frame::tr("Nothing is packed in the padded lane: every cell waits for the "
                                "GRU, pads too."))};
    return {
        plain(Frame::tr("Column ")), stepSpan(step),
        plain(live == 1
                  ? Frame::tr(": 1 row still runs, its token flies into the strip, and ")
                  : Frame::tr(": %1 rows still run, %1 tokens fly into the strip, and ").arg(live)),
        code(QStringLiteral("batch_sizes")), plain(Frame::tr(" gains a %1.").arg(live))};
}

/// Sequences whose last token was the step before.
QStringList justFinished(const Frame &frame, Index step)
{
    QStringList names;
    for (Index b = 0; b < frame.trace.B() && names.size() < 4; ++b)
        if (frame.trace.lengthOf(core::SequenceIndex(b)) == step)
            names << QString::fromStdString(core::sequenceName(core::SequenceIndex(b)));
    return names;
}

QString finishedText(const Frame &frame, const QStringList &finished, const QString &rows)
{
    const QString names = finished.join(QStringLiteral(", "));
    const bool one = finished.size() == 1;
    if (!frame.layout.showPadded)
        return (one ? Frame::tr(": the batch has shrunk to %1. %2 has ended, its state is parked.")
                    : Frame::tr(
                          ": the batch has shrunk to %1. %2 have ended, their states are parked."))
            .arg(rows, names);
    return (one ? Frame::tr(
                      ": the batch has shrunk to %1. %2 has ended; only the padded lane still "
                      "computes it.")
                : Frame::tr(
                      ": the batch has shrunk to %1. %2 have ended; only the padded lane still "
                      "computes them."))
        .arg(rows, names);
}

std::vector<Span> gruCaption(const Frame &frame)
{
    const core::Trace &trace = frame.trace;
    const Index step = frame.moment.step.value(), steps = trace.packed.steps();
    std::vector<Span> caption{stepSpan(step)};
    if (step >= steps) {
        caption.push_back(
            plain(Frame::tr(": every sequence has ended; only the padded lane still computes.")));
        return caption;
    }
    const Index live = trace.packed.liveRows(step), B = trace.B();
    if (frame.moment.direction == 1) {
        const Index before = step + 1 < steps ? trace.packed.liveRows(step + 1) : 0;
        caption.push_back(plain(
            live > before && before > 0
                ? Frame::tr(": the reverse run goes down in time; the batch grows to %1 rows.")
                      .arg(live)
                : Frame::tr(": the reverse run goes down in time; %1 of %2 rows run.")
                      .arg(live)
                      .arg(B)));
        return caption;
    }
    const QStringList finished = step > 0 ? justFinished(frame, step) : QStringList();
    if (!finished.isEmpty())
        caption.push_back(plain(finishedText(frame, finished, Frame::rowCount(live))));
    else
        caption.push_back(plain(live == B
                                    ? Frame::tr(": all rows still run, %1 of %2.").arg(live).arg(B)
                                    : Frame::tr(": %1 of %2 rows still run.").arg(live).arg(B)));
    return caption;
}

std::vector<Span> sortCaption(const Frame &frame)
{
    if (!frame.trace.srtidx)
        return {code(QStringLiteral("enforce_sorted=True")),
                plain(Frame::tr(": the batch already comes longest first, so nobody sorts."))};
    return {plain(frame.trace.sortedIndices ? Frame::tr("PyTorch sorts the rows by length, longest "
                                                        "first, and remembers who went where in ")
                                            : Frame::tr("You sort the rows by length, longest "
                                                        "first, and remember who went where in ")),
            code(frame.trace.sortedIndices ? QStringLiteral("sorted_indices")
                                           : QStringLiteral("srtidx")),
            plain(QStringLiteral("."))};
}

std::vector<Span> unpackCaption(const Frame &frame)
{
    const Index step = frame.moment.step.value(), live = frame.trace.packed.liveRows(step);
    if (!frame.layout.showPacked)
        return {plain(Frame::tr("The padded output is a grid already; nothing is unpacked."))};
    return {plain(Frame::tr("Column ")), stepSpan(step),
            plain((live == 1 ? Frame::tr(": %1 flies back from the strip into the grid.")
                             : Frame::tr(": %1 fly back from the strip into the grid."))
                      .arg(Frame::rowCount(live)))};
}

std::vector<Span> restoreCaption(const Frame &frame)
{
    const core::Trace &trace = frame.trace;
    if (frame.view.switches.unsortTwice) {
        Index wrong = 0;
        for (Index b = 0; b < trace.B(); ++b)
            wrong += (*trace.srtidx)[static_cast<std::size_t>(b)] != b;
        return {plain(Frame::tr("Indexed once more by mistake: ")),
                strong(Frame::tr("%1 of %2").arg(wrong).arg(trace.B()), Role::alarm),
                plain(Frame::tr(" rows stand where another sequence was typed."))};
    }
    return {plain(Frame::tr("Rows cross back to the order typed; ")), code(QStringLiteral("h_n")),
            plain(Frame::tr(" is restored by the same indices."))};
}

std::vector<Span> answerCaption(const Frame &frame)
{
    const core::Trace &trace = frame.trace;
    if (!trace.padded)
        return {plain(Frame::tr("The state after the last real token is the answer. While training "
                                "with dropout there is no padded run to compare it with."))};
    if (trace.N() == trace.B() * trace.paddedWidth())
        return {plain(Frame::tr("The state after the last real token is the answer. Nothing was "
                                "padded, so both lanes end there."))};
    if (trace.directions() > 1)
        return {plain(Frame::tr("The answer: the forward state at the ")),
                strong(Frame::tr("last real token")),
                plain(Frame::tr(", the reverse state at the first."))};
    return {plain(Frame::tr("The answer is the state after the ")),
            strong(Frame::tr("last real token")), plain(Frame::tr("; the padded ")),
            code(QStringLiteral("h_n")), plain(Frame::tr(" has read the pads as well."))};
}

} // namespace

std::vector<Span> captionOf(const Frame &frame)
{
    const core::Trace &trace = frame.trace;
    const Index cells = trace.B() * trace.paddedWidth();
    switch (frame.moment.stage) {
    case Stage::batch:
        return {plain(trace.B() == 1 ? Frame::tr("One sequence of length %1").arg(trace.lengths[0])
                                     : Frame::tr("%1 sequences, padded to %2 steps")
                                           .arg(trace.B())
                                           .arg(trace.paddedWidth())),
                plain(Frame::tr(": %1 cells, of which %2 are real.").arg(cells).arg(trace.N()))};
    case Stage::embed:
        return {plain(trace.D() == 1 ? Frame::tr("Every token becomes 1 number")
                                     : Frame::tr("Every token becomes %1 numbers").arg(trace.D())),
                plain(trace.paddedIds ? Frame::tr(", its row of the embedding table.")
                                      : Frame::tr(", as they were given."))};
    case Stage::sort:
        return sortCaption(frame);
    case Stage::pack:
        return packCaption(frame);
    case Stage::gru:
        return gruCaption(frame);
    case Stage::unpack:
        return unpackCaption(frame);
    case Stage::restore:
        if (!frame.layout.showPacked)
            return {plain(Frame::tr("The padded lane was never sorted: nothing is restored."))};
        if (!trace.srtidx)
            return {plain(Frame::tr("Nobody sorted, so the rows already stand as typed."))};
        return restoreCaption(frame);
    case Stage::answer:
        return answerCaption(frame);
    }
    return {};
}

} // namespace ui
