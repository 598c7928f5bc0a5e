// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cell_story.h"

#include "core/analysis/plain_path.h"
#include "core/explain/torch_name.h"
#include "core/explain/uses.h"
#include "ui/models/printed_outputs.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

namespace {

using core::Cell;
using core::Index;
using core::TensorName;
using enum core::TensorName;

constexpr Index mostUses = 128;           ///< that are looked at for grouping
constexpr std::size_t mostGroups = 6;     ///< of uses that are told
constexpr std::size_t mostProducts = 256; ///< of one dot product that are told

class StoryTeller {
    Q_DECLARE_TR_FUNCTIONS(CellStory)

  public:
    StoryTeller(const core::Trace &trace, const Cell &cell)
        : m_trace(trace), m_cell(cell), m_explanation(core::explain(trace, cell))
    {
    }

    CellStory tell() const
    {
        CellStory story;
        story.cell = m_cell;
        story.name = nameOf(m_cell);
        story.what = kind(m_cell.tensor.name);
        story.value = valueText(m_cell);
        story.shape = core::shapeOf(m_trace, m_cell.tensor);
        if (m_explanation.expression.kind != core::Expression::Kind::given)
            tellArithmetic(story);
        tellSources(story);
        tellUses(story);
        tellStep(story);
        story.printed = printedOutput(m_trace, m_cell);
        return story;
    }

  private:
    [[nodiscard]] QString nameOf(const Cell &cell) const
    {
        return QString::fromStdString(core::torchName(m_trace, cell));
    }
    [[nodiscard]] QString valueText(const Cell &cell) const
    {
        return QString::fromStdString(core::cellText(m_trace, cell));
    }

    static QString kind(TensorName name)
    {
        switch (name) {
        case lengths:
            return tr("length");
        case paddedIds:
            return tr("token id");
        case embeddingWeight:
            return tr("embedding table");
        case paddedEmbedding:
            return tr("embedded token");
        case sortedLengths:
            return tr("sorted length");
        case srtidx:
            return tr("order of the sort");
        case invidx:
            return tr("inverse order");
        case packedIds:
            return tr("packed token id");
        case packedData:
            return tr("packed row");
        case batchSizes:
            return tr("batch size");
        case weightIh:
            return tr("weight of the input");
        case weightHh:
            return tr("weight of the state");
        case biasIh:
            return tr("bias of the input");
        case biasHh:
            return tr("bias of the state");
        case h0:
            return tr("first state");
        case dropoutMask:
            return tr("dropout mask");
        case resetGate:
            return tr("reset gate");
        case updateGate:
            return tr("update gate");
        case candidate:
            return tr("candidate");
        case candidateHidden:
            return tr("the state's part of the candidate");
        case layerOutput:
            return tr("hidden state");
        case unpackedOutput:
            return tr("unpacked output");
        case paddedOutput:
            return tr("output as typed");
        case hN:
            return tr("last state");
        case lastMask:
        case nopackLastMask:
            return tr("mask");
        case lastStates:
        case nopackLastStates:
            return tr("state read off by the mask");
        case lastHidden:
            return tr("last state of the top layer");
        case naiveStates:
            return tr("state after the padding");
        case stepLogits:
            return tr("score of a class at a step");
        case stepProbabilities:
            return tr("probability of a class at a step");
        case readoutWeight:
        case readoutBias:
            return tr("readout");
        case readoutPacked:
        case readoutNopack:
        case readoutNaive:
            return tr("score of a class");
        }
        return {};
    }

    void tellArithmetic(CellStory &story) const
    {
        const core::Expression &expression = m_explanation.expression;
        const double value = core::valueOf(m_trace, m_cell);
        const core::Decimals decimals = core::closingDecimals(m_trace, expression, value);
        story.symbols = core::formula(m_trace, expression, core::Depth::symbols);
        story.numbers = {
            core::formula(m_trace, expression, core::Depth::numbers, decimals.operands),
            decimals.closes};
        story.products = core::dotProducts(m_trace, expression);
        for (core::DotLines &dot : story.products)
            dot.lines.resize(std::min(dot.lines.size(), mostProducts));
        if (m_cell.tensor.name == layerOutput)
            story.terms = termsOf(expression, value);
    }

    /// A sum with each of its terms as one number.
    [[nodiscard]] Substituted termsOf(const core::Expression &sum, double value) const
    {
        core::Expression terms = core::Expression::of(core::Expression::Kind::sum, {});
        for (const core::Expression &operand : sum.operands)
            terms.operands.push_back(core::Expression::of(core::evaluate(m_trace, operand)));
        const core::Decimals decimals = core::closingDecimals(m_trace, terms, value);
        return {core::formula(m_trace, terms, core::Depth::numbers, decimals.operands),
                decimals.closes};
    }

    void tellSources(CellStory &story) const
    {
        std::vector<Cell> cells = core::sourcesOf(m_explanation.expression);
        cells.insert(cells.end(), m_explanation.choosers.begin(), m_explanation.choosers.end());
        story.sources = grouped(cells);
    }

    void tellUses(CellStory &story) const
    {
        const core::Uses uses = core::usesOf(m_trace, m_cell, mostUses);
        story.uses = grouped(uses.cells);
        Index told = 0;
        if (story.uses.size() > mostGroups)
            story.uses.resize(mostGroups);
        for (const CellGroup &group : story.uses)
            told += std::ranges::count_if(
                uses.cells, [&](const Cell &cell) { return sameRow(cell, group.first); });
        story.moreUses = uses.total - told;
    }

    /// Cells that differ only in their last index.
    [[nodiscard]] bool sameRow(const Cell &a, const Cell &b) const
    {
        if (!(a.tensor == b.tensor))
            return false;
        const std::size_t rank = core::shapeOf(m_trace, a.tensor).size();
        return (rank < 2 || a.i == b.i) && (rank < 3 || a.j == b.j);
    }

    [[nodiscard]] std::vector<CellGroup> grouped(const std::vector<Cell> &cells) const
    {
        std::vector<CellGroup> groups;
        std::vector<std::vector<Cell>> members;
        for (const Cell &cell : cells) {
            std::size_t at = groups.size();
            while (at > 0 && !sameRow(groups[at - 1].first, cell))
                --at;
            if (at == 0) {
                groups.push_back({{}, {}, {}, cell});
                members.push_back({cell});
            } else if (std::ranges::find(members[at - 1], cell) == members[at - 1].end()) {
                members[at - 1].push_back(cell);
            }
        }
        for (std::size_t i = 0; i < groups.size(); ++i)
            describe(groups[i], static_cast<int>(members[i].size()));
        return groups;
    }

    void describe(CellGroup &group, int count) const
    {
        group.what = kind(group.first.tensor.name);
        if (count == 1) {
            group.name = nameOf(group.first);
            group.value = valueText(group.first);
            return;
        }
        group.name = QString::fromStdString(core::torchRowName(m_trace, group.first));
        group.what = tr("%1, %2 numbers").arg(group.what).arg(count);
    }

    /// The same state on the plain path, from the sequence's beginning on.
    [[nodiscard]] std::optional<double> pathDifference() const
    {
        const core::TensorRef &tensor = m_cell.tensor;
        const core::RowPlace place = core::placeOfRow(m_trace, tensor.lane, m_cell.i);
        const auto plain = core::plainOutputs(m_trace, tensor.lane, place.sequence);
        if (!plain)
            return std::nullopt;
        const core::RealTensor &layer = (*plain)[static_cast<std::size_t>(tensor.layer)];
        return std::abs(layer.at(place.step.value(), m_cell.j) - core::valueOf(m_trace, m_cell));
    }

    void tellStep(CellStory &story) const
    {
        core::TensorRef run = m_cell.tensor;
        Index unit = m_cell.j;
        switch (run.name) {
        case layerOutput:
            run.direction = unit / m_trace.H();
            unit %= m_trace.H();
            story.blend = blend(run, unit);
            story.pathDifference = pathDifference();
            story.weights = WeightRows{run.layer, run.direction, unit, {true, true, true}};
            break;
        case resetGate:
            story.weights = WeightRows{run.layer, run.direction, unit, {true, false, false}};
            return;
        case updateGate:
            story.weights = WeightRows{run.layer, run.direction, unit, {false, true, false}};
            return;
        case candidate:
        case candidateHidden:
            story.weights = WeightRows{run.layer, run.direction, unit, {false, false, true}};
            break;
        default:
            return;
        }
        story.textbook = core::textbookStep(m_trace, run, m_cell.i, unit);
    }

    [[nodiscard]] Blend blend(core::TensorRef run, Index unit) const
    {
        Blend blend;
        run.name = candidate;
        blend.candidate = {run, m_cell.i, unit};
        run.name = updateGate;
        blend.update = {run, m_cell.i, unit};
        const core::Expression &carried = m_explanation.expression.operands.back().operands.back();
        if (carried.kind == core::Expression::Kind::cell)
            blend.before = carried.cell;
        blend.n = core::valueOf(m_trace, blend.candidate);
        blend.z = core::valueOf(m_trace, blend.update);
        blend.h = core::valueOf(m_trace, m_cell);
        blend.hBefore = core::evaluate(m_trace, carried);
        return blend;
    }

    const core::Trace &m_trace;
    const Cell &m_cell;
    core::Explanation m_explanation;
};

} // namespace

CellStory storyOf(const core::Trace &trace, const Cell &cell)
{
    return StoryTeller(trace, cell).tell();
}

} // namespace ui
