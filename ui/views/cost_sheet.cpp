// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cost_sheet.h"

#include "core/analysis/cost.h"
#include "ui/scene/count_text.h"
#include "ui/scene/text.h"
#include "ui/views/sheet.h"

#include <QCoreApplication>

#include <array>

namespace ui {

namespace {

// Units: pixels.
constexpr double sheetMargin = 20;
constexpr double barHeight = 12;
constexpr double blankRow = 22;
constexpr int planParts = 8;

class CostSheet {
    Q_DECLARE_TR_FUNCTIONS(CostSheet)

  public:
    explicit CostSheet(double width) : m_sheet(width, sheetMargin, sheetMargin) {}

    Scene batch(const core::Trace &trace, const std::optional<core::LaneTimes> &times)
    {
        const core::Cost cost = core::costOf(trace);
        m_sheet.space(16);
        m_sheet.heading(tr("This batch"), QStringLiteral("B %1, T %2")
                                              .arg(countText(trace.B()))
                                              .arg(countText(trace.paddedWidth())));
        m_sheet.space(4);
        const double real =
            static_cast<double>(cost.packedCells) / static_cast<double>(cost.paddedCells);
        lane(tr("Packed"), Role::accent, cost.packedCells, cost.packedMultiplyAdds, real);
        lane(tr("Padded"), Role::ink, cost.paddedCells, cost.paddedMultiplyAdds, real);
        m_sheet.fact(tr("Share of padding"),
                     percentText(core::paddingShare(static_cast<double>(cost.paddedCells),
                                                    cost.packedCells)));
        m_sheet.space(8);
        time(times);
        m_sheet.space(8);
        return m_sheet.finish();
    }

    Scene facts(const CountedCorpus &counted)
    {
        const core::LengthHistogram &lengths = counted.corpus.lengths;
        const bool words = counted.unit == core::LengthUnit::words;
        m_sheet.space(4);
        m_sheet.line(m_sheet.left(), 16, {{counted.name(), Face::mono, Role::ink}}, 13,
                     Qt::AlignLeft, m_sheet.width());
        m_sheet.space(26);
        m_sheet.fact(tr("Sequences"), countText(lengths.sequences()));
        m_sheet.fact(words ? tr("Words") : tr("Characters"), countText(lengths.cells()));
        m_sheet.fact(tr("Lengths"), range(lengths.shortest(), lengths.longest()));
        const double mean =
            static_cast<double>(lengths.cells()) / static_cast<double>(lengths.sequences());
        m_sheet.fact(tr("Median, mean"), QStringLiteral("%1, %2")
                                             .arg(countText(lengths.median()))
                                             .arg(QString::number(mean, 'f', 1)));
        if (counted.corpus.emptyLines > 0)
            m_sheet.fact(tr("Empty lines, left out"), countText(counted.corpus.emptyLines));
        m_sheet.space(8);
        return m_sheet.finish();
    }

    Scene plan(const CountedCorpus &counted, const core::CorpusCost &cost)
    {
        const std::int64_t real = counted.corpus.lengths.cells();
        const auto share = [&](double cells) {
            return percentText(core::paddingShare(cells, real));
        };
        const auto least = static_cast<double>(cost.least.cells);
        m_sheet.space(4);
        m_sheet.fact(tr("Padding in random order"), share(cost.random));
        m_sheet.fact(tr("in buckets of %1 batches").arg(core::poolBatches), share(cost.bucketed));
        m_sheet.fact(tr("sorted"), share(cost.sorted));
        m_sheet.fact(tr("by the plan below"), share(least));
        m_sheet.space(12);
        m_sheet.heading(tr("Least waste"));
        m_sheet.paragraph({{tr("The fewest cells of all ways into as few batches: the longest "
                               "sequences first."),
                            Face::prose, Role::ink3}},
                          12, 18);
        m_sheet.space(6);
        row({tr("Batches"), tr("Sequences"), tr("Padded to"), tr("Padding")}, Face::prose,
            Role::ink3);
        for (const core::PlanPart &part :
             core::partsOf(cost.least, counted.corpus.lengths, planParts))
            row({countText(part.batches), countText(part.sequences),
                 range(part.longest, part.shortest),
                 percentText(
                     core::paddingShare(static_cast<double>(part.paddedCells), part.realCells))},
                Face::mono, Role::ink);
        m_sheet.space(2);
        m_sheet.rule();
        row({countText(cost.batches),
             countText(counted.corpus.lengths.sequences()),
             {},
             share(least)},
            Face::mono, Role::ink);
        m_sheet.space(12);
        return m_sheet.finish();
    }

  private:
    static QString range(std::int64_t from, std::int64_t to)
    {
        return from == to ? countText(from)
                          : QStringLiteral("%1…%2").arg(countText(from), countText(to));
    }

    /// A bar of all its cells; those that are not real are hatched like the pads in the picture.
    void lane(const QString &name, Role role, std::int64_t cells, std::int64_t multiplyAdds,
              double real)
    {
        const double middle = m_sheet.left() + m_sheet.width() * real;
        m_sheet.line(m_sheet.left(), 14, {{name, Face::bold, role}}, 13);
        m_sheet.line(
            m_sheet.right(), 14,
            {{countText(cells), Face::mono, Role::ink}, {tr(" cells"), Face::prose, Role::ink3}},
            12, Qt::AlignRight);
        m_sheet.space(21);
        const QRectF bar(m_sheet.left(), m_sheet.y(), m_sheet.width(), barHeight);
        if (role == Role::ink && middle < m_sheet.right()) {
            Box pads{bar, 2, Role::padGround, Role::ink4};
            pads.hatched = true;
            m_sheet.add(pads);
        }
        m_sheet.add(Box{QRectF(bar.topLeft(), QPointF(middle, bar.bottom())), 2, role, {}});
        m_sheet.space(barHeight);
        m_sheet.line(m_sheet.right(), 16,
                     {{countText(multiplyAdds), Face::mono, Role::ink},
                      {tr(" multiply-adds"), Face::prose, Role::ink3}},
                     12, Qt::AlignRight);
        m_sheet.space(30);
    }

    void time(const std::optional<core::LaneTimes> &times)
    {
        if (!times)
            return m_sheet.paragraph(
                {{tr("Cells are exact; how long they take is only known where it is measured."),
                  Face::prose, Role::ink3}},
                12, 18);
        m_sheet.paragraph(
            {{tr("Measured on this machine, median of %1: packed ").arg(countText(times->repeats)),
              Face::prose, Role::ink2},
             {durationText(times->packedSeconds), Face::mono, Role::ink},
             {tr(", padded "), Face::prose, Role::ink2},
             {durationText(times->paddedSeconds), Face::mono, Role::ink},
             {QStringLiteral("."), Face::prose, Role::ink2}},
            12, 18);
    }

    /// Right-aligned columns.
    void row(const std::array<QString, 4> &cells, Face face, Role role)
    {
        constexpr std::array ends{0.2, 0.5, 0.77, 1.0};
        for (std::size_t column = 0; column < cells.size(); ++column)
            m_sheet.line(m_sheet.left() + ends[column] * m_sheet.width(), 15,
                         {{cells[column], face, role}}, 12, Qt::AlignRight,
                         (ends[column] - (column ? ends[column - 1] : 0)) * m_sheet.width() - 4);
        m_sheet.space(blankRow);
    }

    Sheet m_sheet;
};

} // namespace

Scene batchCost(const core::Trace &trace, const std::optional<core::LaneTimes> &times, double width)
{
    return CostSheet(width).batch(trace, times);
}

Scene corpusFacts(const CountedCorpus &counted, double width)
{
    return CostSheet(width).facts(counted);
}

Scene planSheet(const CountedCorpus &counted, const core::CorpusCost &cost, double width)
{
    return CostSheet(width).plan(counted, cost);
}

} // namespace ui
