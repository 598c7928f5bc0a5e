// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/code_lines.h"

#include <QLocale>

namespace ui {

namespace {

using core::Lane;
using core::Stage;

/// When the GRU's table fills in its columns, as shares of a step: r and z, then n, then h. The first step
/// begins later, for the strip has to arrive; these are true for both.
constexpr double gatesBegin = 0.0, candidateBegin = 0.56, stateBegin = 0.75;
/// When the answer turns from the mask to the gathered rows, and to the naive reading.
constexpr double gatherBegin = 0.45, naiveBegin = 0.68;

class Program {
  public:
    Program(const core::Trace &trace, Lane lane)
        : m_trace(trace), m_options(trace.document->options), m_packed(lane == Lane::packed)
    {
    }

    std::vector<CodeLine> lines()
    {
        addBatch();
        if (m_packed) {
            addSortAndPack();
            addGru(QStringLiteral("output, h_n = gru(packed%1)"));
            addUnpackAndRestore();
            addPackedAnswer();
        } else {
            addGru(QStringLiteral("hs, h_n = gru(x%1)"));
            addPaddedAnswer();
        }
        return std::move(m_lines);
    }

  private:
    using Parts = std::vector<Part>;

    /// When a line runs, as shares of a move.
    struct Span {
        double begin = 0, end = 1;
    };

    void add(const QString &text, Stage stage, Parts reads, Parts writes, Span span = {0, 1})
    {
        m_lines.push_back(
            {text, stage, span.begin, span.end, std::move(reads), std::move(writes), false});
    }
    void addInStep(const QString &text, Parts reads, Parts writes, Span span)
    {
        add(text, Stage::gru, std::move(reads), std::move(writes), span);
        m_lines.back().inStep = true;
    }

    [[nodiscard]] bool byHand() const { return m_options.sort == core::SortBy::byHand; }
    /// ", batch_first=True", where it is.
    [[nodiscard]] QString layout() const
    {
        return m_options.batchFirst ? QStringLiteral(", batch_first=True") : QString();
    }
    /// How the batch dimension of a padded tensor is indexed.
    [[nodiscard]] QString rows(const QString &index) const
    {
        return m_options.batchFirst ? QStringLiteral("[%1]").arg(index)
                                    : QStringLiteral("[:, %1]").arg(index);
    }

    void addBatch()
    {
        if (!m_trace.paddedIds) {
            add(QStringLiteral("x = pad_sequence(sequences%1)").arg(layout()), Stage::batch, {},
                {Part::token, Part::embedding});
            return;
        }
        add(QStringLiteral("seq = pad_sequence(sequences%1)").arg(layout()), Stage::batch, {},
            {Part::token});
        add(QStringLiteral("x = embedding(seq)"), Stage::embed, {}, {Part::embedding});
    }

    void addSortAndPack()
    {
        const QString pack =
            QStringLiteral("packed = pack_padded_sequence(x, lengths%1%2)").arg(layout());
        if (byHand()) {
            add(QStringLiteral("lengths, srtidx = lengths.sort(descending=True)"), Stage::sort, {},
                {}, {0, 0.5});
            add(QStringLiteral("x = x%1").arg(rows(QStringLiteral("srtidx"))), Stage::sort, {},
                {Part::embedding}, {0.5, 1});
            add(pack.arg(QString()), Stage::pack, {Part::embedding}, {Part::packedRow});
            return;
        }
        if (m_options.enforceSorted) {
            add(pack.arg(QString()), Stage::pack, {Part::embedding}, {Part::packedRow});
            return;
        }
        // Both stages happen inside one call.
        add(pack.arg(QStringLiteral(", enforce_sorted=False")), Stage::sort, {}, {Part::embedding});
        m_lines.back().text += QStringLiteral("  # sorts");
        add(QStringLiteral("    # … and copies: data, batch_sizes"), Stage::pack, {Part::embedding},
            {Part::packedRow});
    }

    void addGru(const QString &call)
    {
        const Part input = m_packed ? Part::packedRow : Part::stepInput;
        add(call.arg(m_trace.document->h0 ? QStringLiteral(", h_0") : QString()), Stage::gru,
            {input}, {Part::hidden});
        const bool reverse = m_trace.directions() > 1;
        addInStep((m_packed ? QStringLiteral("    for t, B_t in enumerate(batch_sizes):")
                            : QStringLiteral("    for t in range(T):")) +
                      (reverse ? QStringLiteral("  # and once more from the end") : QString()),
                  {input}, {Part::hidden}, {0, 1});
        const QString h = m_packed ? QStringLiteral("h[:B_t]") : QStringLiteral("h");
        const bool bias = m_trace.shape().bias;
        const auto affine = [&](const QString &gate) {
            return bias ? QStringLiteral("W_i%1 @ x_t + b_i%1 + W_h%1 @ %2 + b_h%1").arg(gate, h)
                        : QStringLiteral("W_i%1 @ x_t + W_h%1 @ %2").arg(gate, h);
        };
        addInStep(QStringLiteral("        r = sigmoid(%1)").arg(affine(QStringLiteral("r"))),
                  {Part::stepInput, Part::hPrevious}, {Part::reset}, {gatesBegin, candidateBegin});
        addInStep(QStringLiteral("        z = sigmoid(%1)").arg(affine(QStringLiteral("z"))),
                  {Part::stepInput, Part::hPrevious}, {Part::update}, {gatesBegin, candidateBegin});
        addInStep(
            (bias ? QStringLiteral("        n = tanh(W_in @ x_t + b_in + r * (W_hn @ %1 + b_hn))")
                  : QStringLiteral("        n = tanh(W_in @ x_t + r * (W_hn @ %1))"))
                .arg(h),
            {Part::stepInput, Part::hPrevious, Part::reset}, {Part::candidate},
            {candidateBegin, stateBegin});
        addInStep(QStringLiteral("        %1 = (1 - z) * n + z * %1").arg(h),
                  {Part::update, Part::candidate, Part::hPrevious}, {Part::hidden},
                  {stateBegin, 1});
    }

    void addUnpackAndRestore()
    {
        QString options = layout();
        if (m_options.paddingValue != 0)
            options += QStringLiteral(", padding_value=%1")
                           .arg(QLocale::c().toString(m_options.paddingValue, 'g', 6));
        if (m_options.totalLength)
            options += QStringLiteral(", total_length=%1").arg(*m_options.totalLength);
        add(QStringLiteral("output, lengths = pad_packed_sequence(output%1)").arg(options),
            Stage::unpack, {Part::hidden}, {Part::unpacked});
        if (byHand()) {
            add(QStringLiteral("_, invidx = srtidx.sort()"), Stage::restore, {}, {}, {0, 0.35});
            add(QStringLiteral("output, h_n = output%1, h_n[:, invidx]")
                    .arg(rows(QStringLiteral("invidx"))),
                Stage::restore, {Part::unpacked}, {Part::output}, {0.35, 1});
        } else if (!m_options.enforceSorted) {
            add(QStringLiteral("    # … which indexes with unsorted_indices; gru did so with h_n"),
                Stage::restore, {Part::unpacked}, {Part::output});
        }
    }

    /// The top layer's last state, from the h_n of either lane.
    [[nodiscard]] QString lastOf() const
    {
        return m_trace.directions() > 1 ? QStringLiteral("torch.cat([h_n[-2], h_n[-1]], dim=1)")
                                        : QStringLiteral("h_n[-1]");
    }

    void addPackedAnswer()
    {
        add(QStringLiteral("last = %1").arg(lastOf()), Stage::answer, {}, {Part::finalHidden});
        if (m_trace.document->readout)
            add(QStringLiteral("logits = linear(last)"), Stage::answer, {Part::finalHidden}, {},
                {0.85, 1});
    }

    void addPaddedAnswer()
    {
        const bool first = m_options.batchFirst;
        add(QStringLiteral("mask = torch.arange(T) == (lengths - 1)[:, None]  # last_mask"),
            Stage::answer, {}, {Part::mask}, {0, gatherBegin});
        add(QStringLiteral("last = hs%1[mask].view(B, %2)")
                .arg(first ? QString() : QStringLiteral(".transpose(0, 1)"),
                     m_trace.directions() > 1 ? QStringLiteral("2 * H") : QStringLiteral("H")),
            Stage::answer, {Part::hidden, Part::mask}, {Part::lastState},
            {gatherBegin, naiveBegin});
        add(QStringLiteral("naive = %1  # after the pads: wrong for short rows").arg(lastOf()),
            Stage::answer, {}, {Part::naiveState}, {naiveBegin, 1});
    }

    const core::Trace &m_trace;
    const core::Options &m_options;
    bool m_packed;
    std::vector<CodeLine> m_lines;
};

} // namespace

bool CodeLine::runsAt(const Moment &moment) const
{
    return moment.stage == stage && moment.fraction >= begin && (moment.fraction < end || end == 1);
}

std::vector<CodeLine> codeOf(const core::Trace &trace, Lane lane)
{
    return Program(trace, lane).lines();
}

std::vector<Framed> framedBy(const CodeLine &line, Lane lane)
{
    std::vector<Framed> framed;
    for (const Part part : line.reads)
        framed.push_back({part, lane, false});
    for (const Part part : line.writes)
        framed.push_back({part, lane, true});
    return framed;
}

std::vector<std::size_t> runningLines(const std::vector<CodeLine> &lines, const Moment &moment)
{
    std::vector<std::size_t> running;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].runsAt(moment))
            running.push_back(i);
    return running;
}

double timeOfLine(const Timeline &timeline, const CodeLine &line, const Moment &moment)
{
    Moment there;
    if (moment.stage == line.stage) {
        there = moment;
    } else {
        const double start = timeline.startOf(line.stage);
        there = timeline.momentAt(start);
    }
    // A little inside, where what the line does is under way.
    there.fraction = std::min(line.begin + 0.98 * (line.end - line.begin), 1.0);
    return timeline.timeOf(there);
}

} // namespace ui
