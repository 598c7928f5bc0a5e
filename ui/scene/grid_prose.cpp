// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/grid_prose.h"

#include "ui/scene/text.h"

#include <algorithm>

namespace ui {

namespace {

using core::Index;
using core::SequenceIndex;
using core::Stage;
using core::StepIndex;

constexpr std::size_t mostListed = 12;

QString listText(const std::vector<std::int64_t> &list)
{
    QStringList parts;
    for (std::size_t i = 0; i < std::min(list.size(), mostListed); ++i)
        parts << QString::number(list[i]);
    if (list.size() > mostListed)
        parts << QStringLiteral("…");
    return QLatin1Char('[') + parts.join(QStringLiteral(", ")) + QLatin1Char(']');
}

Span quiet(const QString &text)
{
    return words(text, Role::ink3);
}

Span quietCode(const QString &text)
{
    return code(text, Role::ink3);
}

QString stepText(Index step)
{
    return QStringLiteral("t = %1").arg(step);
}

// --- The packed lane ---

std::vector<Span> sortSentence(const core::Trace &trace)
{
    if (!trace.srtidx)
        return {words(Frame::tr("Nobody sorts: with ")),
                code(QStringLiteral("enforce_sorted=True")),
                words(Frame::tr(" the batch must come longest first."))};
    return {words(Frame::tr("Longest first, so that the rows that still run are always the ")),
            strong(Frame::tr("first ones")),
            words(trace.document->options.tieOrder == core::TieOrder::stable
                      ? Frame::tr(". Equal lengths keep their typed order.")
                      : Frame::tr(". Equal lengths stand as torch 1.13 leaves them."))};
}

/// What enforce_sorted=True would say to the same batch.
std::vector<Span> sortNote(const core::Trace &trace)
{
    if (!trace.srtidx)
        return {};
    if (std::ranges::is_sorted(trace.lengths, std::greater()))
        return {quietCode(QStringLiteral("enforce_sorted=True")),
                quiet(Frame::tr(" would take this batch too: it is longest first as typed."))};
    return {quietCode(QStringLiteral("enforce_sorted=True")),
            quiet(Frame::tr(" would refuse the batch as typed: ")),
            quietCode(QStringLiteral("`lengths` array must be sorted in decreasing order"))};
}

std::vector<Span> packSentence(const Frame &frame)
{
    const Index step = frame.moment.step.value(), live = frame.trace.packed.liveRows(step);
    return {words(Frame::tr("Step ")), strong(stepText(step)),
            words(Frame::tr(" takes one column of the sorted grid: ")),
            strong(Frame::rowCount(live)),
            words(live == 1 ? Frame::tr(" still runs, so one token joins the strip.")
                            : Frame::tr(" still run, so as many tokens join the strip."))};
}

std::vector<Span> packNote(const core::Trace &trace)
{
    return {quiet(Frame::tr("Labels packed with the same lengths fall into the same rows, and a "
                            "Linear acts row by row: ")),
            quietCode(QStringLiteral("[%1, H] → [%1, C]").arg(trace.N()))};
}

std::vector<Span> unpackSentence(const Frame &frame)
{
    const Index step = frame.moment.step.value(), live = frame.trace.packed.liveRows(step);
    return {words(Frame::tr("The strip fans out again: ")),
            strong(Frame::rowCount(live)),
            words(live == 1 ? Frame::tr(" returns to column ") : Frame::tr(" return to column ")),
            strong(QString::number(step)),
            words(Frame::tr(". Cells past a length get ")),
            code(QStringLiteral("padding_value")),
            words(QStringLiteral("."))};
}

/// Why the output is as wide as it is, where that surprises; else what a length of 0 would get.
std::vector<Span> unpackNote(const core::Trace &trace)
{
    const Index width = trace.unpackedWidth(), longest = trace.packed.steps();
    if (width < trace.paddedWidth())
        return {quiet(Frame::tr("The output is %1 wide, not %2: packing forgets columns in which "
                                "nobody runs. ")
                          .arg(width)
                          .arg(trace.paddedWidth())),
                quietCode(QStringLiteral("total_length=%1").arg(trace.paddedWidth())),
                quiet(Frame::tr(" brings them back."))};
    if (width > longest)
        return {quietCode(QStringLiteral("total_length")),
                quiet(Frame::tr(" widens the output from %1 to %2, so that batches of different "
                                "longest lengths fit together.")
                          .arg(longest)
                          .arg(width))};
    return {quiet(Frame::tr("A length of 0 never comes this far: ")),
            quietCode(QStringLiteral("pack_padded_sequence")),
            quiet(Frame::tr(" refuses it; give it length 1 and mask its result."))};
}

std::vector<std::pair<QString, QString>> stepFacts(const Frame &frame)
{
    const Index step = frame.moment.step.value();
    const Index live = frame.trace.packed.liveRows(step), first = frame.trace.packed.row(step, 0);
    const bool packing = frame.moment.stage == Stage::pack;
    return {{Frame::tr("live"), QStringLiteral("batch_sizes[%1] = %2").arg(step).arg(live)},
            {Frame::tr("start"), QStringLiteral("offset[%1] = %2").arg(step).arg(first)},
            {packing ? Frame::tr("copy") : Frame::tr("take"),
             QStringLiteral("data[%1:%2]").arg(first).arg(first + live)}};
}

// --- The padded lane ---

std::vector<Span> holesSentence(const Frame &frame, const Holes &holes)
{
    const auto count = static_cast<int>(holes.rows.size());
    const Index live = frame.trace.packed.liveRows(holes.step.value());
    return {words(Frame::tr("As typed, column ")),
            strong(stepText(holes.step.value())),
            words(Frame::tr(" has ")),
            strong(count == 1 ? Frame::tr("a hole") : Frame::tr("%1 holes").arg(count)),
            words(Frame::tr(" between its running rows. Sorted, they are simply ")),
            code(QStringLiteral("[:%1]").arg(live)),
            words(QStringLiteral("."))};
}

} // namespace

std::optional<Holes> firstHoles(const core::Trace &trace)
{
    for (Index t = 0; t < trace.packed.steps(); ++t) {
        Index last = trace.B() - 1;
        while (trace.lengthOf(SequenceIndex(last)) <= t)
            --last;
        Holes holes{StepIndex(t), {}};
        for (Index b = 0; b < last; ++b)
            if (trace.lengthOf(SequenceIndex(b)) <= t)
                holes.rows.emplace_back(b);
        if (!holes.rows.empty())
            return holes;
    }
    return std::nullopt;
}

Prose packedProse(const Frame &frame)
{
    const core::Trace &trace = frame.trace;
    Prose prose;
    prose.title = Frame::tr("Packed");
    switch (frame.moment.stage) {
    case Stage::batch:
        prose.sentence = {words(Frame::tr("The sequences as typed. Hatched cells are padding: they "
                                          "only fill the grid up to the longest."))};
        prose.facts = {
            {Frame::tr("shape"), shapeText(layoutShape(trace, {trace.B(), trace.paddedWidth()}))},
            {Frame::tr("lengths"), listText(trace.lengths)}};
        if (!trace.padded)
            prose.note = {
                quiet(Frame::tr("Dropout while training draws its masks over packed rows, "
                                "so there is no padded run beside it."))};
        break;
    case Stage::embed:
        prose.sentence = {words(Frame::tr("Each token becomes its row of the table: ")),
                          strong(Frame::tr("%1 numbers").arg(trace.D())),
                          words(trace.paddedIds ? Frame::tr(". Padding reads the padding row.")
                                                : Frame::tr(", as given."))};
        prose.facts = {
            {Frame::tr("shape"), shapeText(layoutShape(trace, trace.paddedEmbedding.shape()))}};
        break;
    case Stage::sort:
        prose.sentence = sortSentence(trace);
        if (trace.srtidx)
            prose.facts = {{{},
                            trace.sortedIndices ? QStringLiteral("sorted_indices =")
                                                : QStringLiteral("srtidx =")},
                           {{}, listText(*trace.srtidx)}};
        prose.note = sortNote(trace);
        break;
    case Stage::pack:
        prose.sentence = packSentence(frame);
        prose.facts = stepFacts(frame);
        prose.note = frame.view.switches.slabs
                         ? std::vector<Span>{quiet(Frame::tr(
                               "Dashed: the slabs in which PyTorch copies, all columns between two "
                               "lengths at once. The rows of data come out the same."))}
                         : packNote(trace);
        break;
    default:
        prose.sentence = unpackSentence(frame);
        prose.facts = stepFacts(frame);
        prose.note = unpackNote(trace);
        break;
    }
    return prose;
}

Prose paddedProse(const Frame &frame)
{
    const core::Trace &trace = frame.trace;
    const Index cells = trace.B() * trace.paddedWidth(), pads = cells - trace.N();
    const QString cellsText = Frame::tr("%1 cells").arg(cells);
    Prose prose;
    prose.title = Frame::tr("Padded");
    const auto holes = firstHoles(trace);
    switch (frame.moment.stage) {
    case Stage::batch:
        prose.sentence = {
            words(Frame::tr("The same batch for the other way of doing it: a rectangle of ")),
            strong(cellsText), words(QStringLiteral("."))};
        break;
    case Stage::embed:
        prose.sentence = {words(Frame::tr("Padding is embedded too: ")),
                          strong(shapeText(layoutShape(trace, trace.paddedEmbedding.shape()))),
                          words(QStringLiteral("."))};
        if (trace.paddedIds && pads > 0)
            prose.note = {quietCode(QStringLiteral("padding_idx")),
                          quiet(Frame::tr(" makes its row zero and keeps it so. It does not stop "
                                          "the GRU: the biases and the state itself go on."))};
        break;
    case Stage::unpack:
        prose.sentence = {words(Frame::tr("Nothing to unpack: the output is a grid already."))};
        if (pads > 0) {
            prose.sentence.push_back(words(Frame::tr(" Its striped cells were ")));
            prose.sentence.push_back(strong(Frame::tr("computed on padding")));
            prose.sentence.push_back(words(QStringLiteral(".")));
        }
        break;
    default:
        if (frame.moment.stage == Stage::sort && trace.srtidx && holes) {
            prose.sentence = holesSentence(frame, *holes);
            break;
        }
        prose.sentence = {
            words(Frame::tr("No packing: the grid stays as typed. The GRU will compute all ")),
            strong(cellsText + QLatin1Char(',')), words(QStringLiteral(" ")),
            strong(QString::number(pads)), words(Frame::tr(" of them padding."))};
        break;
    }
    return prose;
}

} // namespace ui
