// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/batch_figures.h"
#include "ui/scene/token_text.h"

#include <algorithm>

namespace ui {

namespace {

using core::Index;
using core::SequenceIndex;
using core::SlotIndex;

// Above these, rows and numbers would be too small to be told apart.
constexpr Index mostRows = 200;
constexpr Index mostNumbers = 40;

struct BatchSizes {
    Q_DECLARE_TR_FUNCTIONS(BatchSizes)

  public:
    const core::Trace &trace;

    /// The longest row at the bottom, so that a column is as high as its batch size.
    [[nodiscard]] Tiles rows() const
    {
        Tiles rows;
        for (Index slot = 0; slot < trace.B() && trace.B() <= mostRows; ++slot) {
            const SequenceIndex sequence = trace.sequenceOf(SlotIndex(slot));
            const auto length = static_cast<double>(trace.lengthOf(sequence));
            PlotTile tile;
            tile.name =
                tr("length of %1").arg(QString::fromStdString(core::sequenceName(sequence)));
            tile.rect = QRectF(-0.5, static_cast<double>(slot), length, 1);
            tile.fill = Colour::cap(sequence);
            tile.value = length;
            tile.target = {{}, -1, core::Cell{{core::TensorName::sortedLengths}, slot}};
            rows.tiles.push_back(tile);
        }
        return rows;
    }

    [[nodiscard]] Curve steps() const
    {
        Curve curve;
        curve.name = QStringLiteral("batch_sizes");
        curve.width = 2;
        curve.colour = Role::accent;
        for (std::size_t t = 0; t < trace.packed.batchSizes.size(); ++t)
            for (const double edge : {-0.5, 0.5}) {
                curve.x.push_back(static_cast<double>(t) + edge);
                curve.y.push_back(static_cast<double>(trace.packed.batchSizes[t]));
            }
        curve.target = [](Index point) {
            return Target{{}, -1, core::Cell{{core::TensorName::batchSizes}, point / 2}};
        };
        return curve;
    }

    /// The right end of the staircase, which is no batch size.
    [[nodiscard]] static Curve end(const Curve &steps)
    {
        Curve curve;
        curve.isDrawnOnly = true;
        curve.width = steps.width;
        curve.colour = steps.colour;
        curve.x = {steps.x.back(), steps.x.back()};
        curve.y = {steps.y.back(), 0};
        return curve;
    }

    void addNumbers(PlotPanel &panel) const
    {
        const auto note = [&panel](QPointF at, Qt::Alignment align, Index number, Role role) {
            panel.notes.push_back({at, align, {QString::number(number), Face::monoBold, role}, 11});
        };
        if (trace.packed.steps() <= mostNumbers)
            for (Index t = 0; t < trace.packed.steps(); ++t)
                note({static_cast<double>(t), static_cast<double>(trace.packed.liveRows(t))},
                     Qt::AlignHCenter | Qt::AlignBottom, trace.packed.liveRows(t), Role::accent);
        if (trace.B() > mostNumbers / 2)
            return;
        for (Index slot = 0; slot < trace.B(); ++slot) {
            const SequenceIndex sequence = trace.sequenceOf(SlotIndex(slot));
            const QString letter = QString::fromStdString(core::sequenceName(sequence));
            const QString word = sequenceText(trace, sequence);
            panel.notes.push_back(
                {{-0.4, static_cast<double>(slot) + 0.5},
                 Qt::AlignLeft | Qt::AlignVCenter,
                 {tr("%1 %2: length %3").arg(letter, word).arg(trace.lengthOf(sequence)),
                  Face::prose, Role::ink},
                 11,
                 static_cast<double>(trace.lengthOf(sequence)) - 0.1});
        }
    }
};

} // namespace

Figure batchSizesFigure(const FigureParts &parts)
{
    const BatchSizes batch{parts.trace};
    PlotPanel panel;
    panel.x = {BatchSizes::tr("step t"),
               -0.5,
               static_cast<double>(parts.trace.packed.steps()) - 0.4,
               {},
               true};
    panel.y = {
        BatchSizes::tr("rows that run"), 0, 1.15 * static_cast<double>(parts.trace.B()), {}, true};
    panel.tiles.push_back(batch.rows());
    panel.curves.push_back(batch.steps());
    panel.curves.push_back(BatchSizes::end(panel.curves.front()));
    batch.addNumbers(panel);
    Figure figure;
    figure.title = titleOf(PlotKind::batchSizes);
    figure.explanation = {
        {QStringLiteral("batch_sizes"), Face::monoBold, Role::accent},
        {BatchSizes::tr(" are the heights of the staircase, the lengths its widths; both sum to "
                        "N = %1.")
             .arg(parts.trace.N())}};
    figure.panels.push_back(std::move(panel));
    return figure;
}

} // namespace ui
