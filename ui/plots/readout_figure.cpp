// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/readout_path.h"
#include "core/explain/explain.h"
#include "ui/plots/batch_figures.h"

#include <algorithm>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;

// In print both are greys, of which one is darker.
const Colour rightColour(Role::accent, 0.5), wrongColour(Role::alarm, 0.32);

/// The class with the largest share in a row of [steps, C].
Index largestIn(const core::Tensor<double> &shares, Index step)
{
    const Index C = shares.extent(1);
    const auto row = shares.data.begin() + step * C;
    return static_cast<Index>(std::max_element(row, row + C) - row);
}

class ReadoutFigure {
    Q_DECLARE_TR_FUNCTIONS(ReadoutFigure)

  public:
    explicit ReadoutFigure(const FigureParts &parts) : m_parts(parts) {}

    Figure figure() const
    {
        Figure figure;
        figure.title = titleOf(PlotKind::readout);
        if (!m_parts.trace.document->readout) {
            figure.empty = tr("This model has no readout: it turns no state into a class.");
            return figure;
        }
        figure.columns = m_parts.columns();
        for (const SequenceIndex sequence : m_parts.shown())
            figure.panels.push_back(panelOf(sequence));
        figure.explanation = {{tr("what the readout makes of the state after each step")}};
        for (const Span &span : m_parts.notAll())
            figure.explanation.push_back(span);
        figure.keys.push_back({PlotKey::Look::box, rightColour, tr("read from the last state")});
        if (m_parts.hasPadded())
            figure.keys.push_back(
                {PlotKey::Look::box, wrongColour, tr("read after the padding, where it differs")});
        figure.keys.push_back({PlotKey::Look::box, Role::gateTrough, tr("other classes")});
        return figure;
    }

  private:
    /// The lane that a step is read in: the packed one to the end, the padded one on the pads.
    struct Reading {
        Lane lane = Lane::packed;
        Index from = 0, end = 0;
        core::Tensor<double> shares; ///< [steps, C]
    };

    [[nodiscard]] std::vector<Reading> readings(SequenceIndex sequence) const
    {
        std::vector<Reading> readings;
        const Index length = m_parts.trace.lengthOf(sequence);
        if (m_parts.hasPacked())
            readings.push_back({Lane::packed, 0, length, sharesIn(Lane::packed, sequence)});
        const Index from = m_parts.hasPacked() ? length : 0;
        if (m_parts.hasPadded() && from < m_parts.trace.paddedWidth())
            readings.push_back({Lane::padded, from, m_parts.trace.paddedWidth(),
                                sharesIn(Lane::padded, sequence)});
        return readings;
    }

    [[nodiscard]] core::Tensor<double> sharesIn(Lane lane, SequenceIndex sequence) const
    {
        return core::readoutPath(m_parts.trace, lane, sequence).probabilities;
    }

    [[nodiscard]] PlotPanel panelOf(SequenceIndex sequence) const
    {
        PlotPanel panel = m_parts.panelOf(sequence);
        panel.hatched.clear(); // the columns have their own
        panel.y = {tr("probability"), 0, 1};
        const auto all = readings(sequence);
        // A class has its colour in whichever lane is shown.
        const Index end = m_parts.trace.lengthOf(sequence);
        const Index right = largestIn(sharesIn(Lane::packed, sequence), end - 1);
        const Reading &last = all.back();
        const Index wrong = largestIn(last.shares, last.end - 1);
        // The word stands below, letter by letter; what is read of it needs the room.
        if (!panel.x.names.empty())
            panel.head.clear();
        if (m_parts.hasPacked() || wrong == right)
            panel.head.push_back({nameOf(right), Face::bold, Role::accent});
        if (wrong != right)
            panel.head.push_back(
                {m_parts.hasPacked() ? QStringLiteral(" → ") + nameOf(wrong) : nameOf(wrong),
                 Face::bold, Role::alarm});
        Tiles tiles;
        for (const Reading &reading : all)
            addColumns(tiles, reading, sequence, right, wrong);
        panel.tiles.push_back(std::move(tiles));
        addNames(panel, all);
        return panel;
    }

    void addColumns(Tiles &tiles, const Reading &reading, SequenceIndex sequence, Index right,
                    Index wrong) const
    {
        const Index C = reading.shares.extent(1);
        for (Index t = reading.from; t < reading.end; ++t) {
            double below = 0;
            const Index row =
                core::rowOf(m_parts.trace, reading.lane, sequence, core::StepIndex(t));
            for (Index c = 0; c < C; ++c) {
                const double share = reading.shares.at(t, c);
                PlotTile tile;
                tile.name =
                    tr("%1, probability of %2")
                        .arg(QString::fromStdString(core::sequenceName(sequence)), nameOf(c));
                tile.rect = QRectF(static_cast<double>(t) - 0.5, below, 1, share);
                tile.fill = colourOf(c, right, wrong);
                tile.onPadding =
                    reading.lane == Lane::padded && t >= m_parts.trace.lengthOf(sequence);
                tile.value = share;
                tile.target = {
                    {},
                    -1,
                    core::Cell{{core::TensorName::stepProbabilities, reading.lane}, row, c}};
                tiles.tiles.push_back(std::move(tile));
                below += share;
            }
        }
    }

    /// Each run of steps with one class ahead has its name, where the share is widest.
    void addNames(PlotPanel &panel, const std::vector<Reading> &readings) const
    {
        for (const Reading &reading : readings) {
            for (Index t = reading.from; t < reading.end;) {
                const Index ahead = largestIn(reading.shares, t);
                Index end = t + 1;
                while (end < reading.end && largestIn(reading.shares, end) == ahead)
                    ++end;
                const Index middle = t + (end - t) / 2;
                double below = 0;
                for (Index c = 0; c < ahead; ++c)
                    below += reading.shares.at(middle, c);
                panel.notes.push_back({{(static_cast<double>(t + end) - 1) / 2,
                                        below + reading.shares.at(middle, ahead) / 2},
                                       Qt::AlignCenter,
                                       {nameOf(ahead), Face::bold, Role::ink},
                                       11});
                panel.notes.back().width = static_cast<double>(end - t);
                t = end;
            }
        }
    }

    [[nodiscard]] static Colour colourOf(Index c, Index right, Index wrong)
    {
        if (c == right)
            return rightColour;
        if (c == wrong)
            return wrongColour;
        return c % 2 ? Role::gateTrough : Role::line2;
    }

    [[nodiscard]] QString nameOf(Index c) const
    {
        const auto &classes = m_parts.trace.document->readout->classes;
        return classes.empty() ? tr("class %1").arg(c)
                               : QString::fromStdString(classes[static_cast<std::size_t>(c)]);
    }

    const FigureParts &m_parts;
};

} // namespace

Figure readoutFigure(const FigureParts &parts)
{
    return ReadoutFigure(parts).figure();
}

} // namespace ui
