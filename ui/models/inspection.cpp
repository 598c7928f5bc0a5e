// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/inspection.h"

#include "ui/models/sequence_model.h"
#include "ui/scene/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::Lane;

/// Looks one thing up in a trace.
class Lookup {
    Q_DECLARE_TR_FUNCTIONS(Inspection)

  public:
    Lookup(const core::Trace &t, const Target &target)
        : m_trace(t), m_is(target.identity), m_unit(target.unit), m_b(m_is.sequence.value()),
          m_t(m_is.step.value()),
          m_j(m_is.lane == Lane::packed ? t.slotOf(m_is.sequence).value() : m_b)
    {
    }

    [[nodiscard]] Inspection inspection() const
    {
        Inspection result;
        result.sequence = m_is.sequence;
        result.unit = m_unit;
        fill(result);
        result.place = place(result);
        if (!result.values.empty())
            result.shape = {static_cast<Index>(result.values.size())};
        return result;
    }

  private:
    void fill(Inspection &result) const
    {
        switch (m_is.part) {
        case Part::none:
            return;
        case Part::token:
            return fillToken(result);
        case Part::embedding:
            return fillEmbedding(result);
        case Part::packedRow:
            return fillPackedRow(result);
        case Part::stepInput:
            return fillStepInput(result);
        case Part::hPrevious:
        case Part::reset:
        case Part::update:
        case Part::candidate:
        case Part::hidden:
            return fillStep(result);
        case Part::unpacked:
        case Part::output:
            return fillOutput(result);
        case Part::mask:
            return fillMask(result);
        case Part::finalHidden:
        case Part::lastState:
        case Part::naiveState:
        case Part::readout:
        case Part::naiveReadout:
            return fillState(result);
        }
    }

    // Names.
    static QString indexed(const QString &name, std::initializer_list<Index> indices)
    {
        QStringList texts;
        for (const Index i : indices)
            texts += QString::number(i);
        return name + QLatin1Char('[') + texts.join(QStringLiteral(", ")) + QLatin1Char(']');
    }
    [[nodiscard]] QString withUnit(const QString &name, Index shift = 0) const
    {
        return m_unit < 0 ? name : name.chopped(1) + QStringLiteral(", %1]").arg(shift + m_unit);
    }
    [[nodiscard]] Index row() const { return m_trace.of(m_is.lane).row(m_t, m_j); }
    [[nodiscard]] bool isReal() const { return m_t < m_trace.lengthOf(m_is.sequence); }
    [[nodiscard]] QString token() const
    {
        if (!m_trace.paddedIds || m_t >= m_trace.paddedWidth())
            return {};
        return QString::fromStdString(core::tokenText(m_trace.document->vocabulary, id()));
    }
    [[nodiscard]] std::int64_t id() const
    {
        return (*m_trace.paddedIds)[m_b * m_trace.paddedWidth() + m_t];
    }
    [[nodiscard]] QString place(Inspection &result) const
    {
        const bool ofSequence = m_is.part >= Part::finalHidden && m_is.part != Part::mask;
        const QString unit = m_unit < 0 ? QString() : tr(", unit %1").arg(m_unit);
        QString words =
            m_trace.paddedIds ? tokensText(m_trace, m_is.sequence) : tr("sequence %1").arg(m_b);
        if (words.size() > 14)
            words = words.left(13) + QChar(0x2026);
        if (ofSequence)
            return tr("%1, length %2").arg(words).arg(m_trace.lengthOf(m_is.sequence)) + unit;
        if (!isReal())
            return tr("padding after %1, t = %2").arg(words).arg(m_t) + unit;
        result.token = token();
        return tr("in %1, t = %2").arg(words).arg(m_t) + unit;
    }

    // Values.
    static std::vector<double> slice(const core::RealTensor &tensor, Index first, Index count)
    {
        std::vector<double> values(static_cast<std::size_t>(count));
        for (Index i = 0; i < count; ++i)
            values[static_cast<std::size_t>(i)] = tensor[first + i];
        return values;
    }
    static std::vector<double> last(const core::RealTensor &tensor, Index row)
    {
        const Index width = tensor.shape().back();
        return slice(tensor, row * width, width);
    }
    static double largest(const std::vector<double> &values)
    {
        double result = 0;
        for (const double value : values)
            if (std::isfinite(value))
                result = std::max(result, std::abs(value));
        return result;
    }
    void useInputs(Inspection &result, const core::RealTensor &tensor, Index row) const
    {
        result.values = last(tensor, row);
        result.range = std::max(1.0, std::ceil(largest(result.values)));
    }

    // Origins.
    [[nodiscard]] std::vector<Origin> originsOfInput() const
    {
        if (!m_trace.paddedIds)
            return {{indexed(QStringLiteral("padded"), {m_b, m_t}), tr("given as vectors")}};
        const QString how = isReal() ? tr("token '%1' is id %2").arg(token()).arg(id())
                                     : tr("padding is id %1").arg(id());
        return {{indexed(QStringLiteral("embedding.weight"), {id()}), how}};
    }
    [[nodiscard]] QString orderName() const
    {
        return m_trace.sortedIndices ? QStringLiteral("sorted_indices") : QStringLiteral("srtidx");
    }
    [[nodiscard]] Origin originBySort() const
    {
        const QString x = indexed(QStringLiteral("x"), {m_b, m_t});
        return {x, m_trace.srtidx ? tr("%1 = %2").arg(indexed(orderName(), {m_j})).arg(m_b)
                                  : tr("nobody sorts: row %1 is sequence %1").arg(m_b)};
    }
    [[nodiscard]] QString outputName(Index layer) const
    {
        const bool top = layer == m_trace.shape().numLayers - 1;
        QString name = top ? QStringLiteral("output") : QStringLiteral("output_l%1").arg(layer);
        return m_is.lane == Lane::packed ? name + QStringLiteral(".data") : name;
    }
    /// The state of this run at a step, wherever it lies.
    [[nodiscard]] QString stateName(Index step) const
    {
        const Index steps =
            m_is.lane == Lane::packed ? m_trace.lengthOf(m_is.sequence) : m_trace.padded->steps();
        if (step < 0 || step >= steps)
            return withUnit(indexed(QStringLiteral("h_0"), {run(), m_b}));
        const QString name = m_is.lane == Lane::packed
                                 ? indexed(outputName(m_is.layer), {m_trace.packed.row(step, m_j)})
                                 : indexed(outputName(m_is.layer), {m_b, step});
        return withUnit(name, m_is.direction * m_trace.H());
    }
    [[nodiscard]] Index run() const { return m_is.layer * m_trace.directions() + m_is.direction; }

    void fillToken(Inspection &result) const
    {
        result.kind = isReal() ? tr("Token") : tr("Padding");
        result.name = indexed(QStringLiteral("padded_ids"), {m_b, m_t});
        if (m_trace.paddedIds)
            result.landing = {isReal() ? tr("token '%1' is id %2").arg(token()).arg(id())
                                       : tr("the padding id %1").arg(id())};
    }

    void fillEmbedding(Inspection &result) const
    {
        result.kind = isReal() ? tr("Embedded token") : tr("Embedded padding");
        result.name = withUnit(indexed(QStringLiteral("x"), {m_b, m_t}));
        result.origins = originsOfInput();
        useInputs(result, m_trace.paddedEmbedding, m_b * m_trace.paddedWidth() + m_t);
    }

    void fillPackedRow(Inspection &result) const
    {
        result.kind = tr("Packed row");
        result.name = withUnit(indexed(QStringLiteral("packed.data"), {row()}));
        const Origin sorted{indexed(QStringLiteral("x_sorted"), {m_j, m_t}),
                            tr("rank %1, step %2").arg(m_j).arg(m_t)};
        result.origins = {sorted, originBySort()};
        for (const Origin &origin : originsOfInput())
            result.origins.push_back(origin);
        const Index offset = m_trace.packed.offsets[static_cast<std::size_t>(m_t)];
        result.landing = {QStringLiteral("offset[t] + rank"),
                          QStringLiteral("offset[%1] + %2 = %3 + %2 = %4")
                              .arg(m_t)
                              .arg(m_j)
                              .arg(offset)
                              .arg(row())};
        useInputs(result, m_trace.packedData, row());
    }

    void fillStepInput(Inspection &result) const
    {
        if (m_is.layer == 0)
            return m_is.lane == Lane::packed ? fillPackedRow(result) : fillEmbedding(result);
        const Index below = m_is.layer - 1;
        result.kind = tr("Input from layer %1").arg(below);
        result.name = withUnit(m_is.lane == Lane::packed ? indexed(outputName(below), {row()})
                                                         : indexed(outputName(below), {m_b, m_t}));
        result.values =
            last(m_trace.of(m_is.lane).layerOutputs[static_cast<std::size_t>(below)], row());
    }

    void fillStep(Inspection &result) const
    {
        const core::StepGates gates =
            core::gatesAt(m_trace, m_is.lane, m_is.layer, m_is.direction, m_is.step);
        const auto values = [&](const core::RealTensor &tensor) { return last(tensor, m_j); };
        const Index before = m_is.direction == 0 ? m_t - 1 : m_t + 1;
        switch (m_is.part) {
        case Part::hPrevious:
            result.kind = tr("Hidden state before");
            result.name = stateName(before);
            result.values = values(gates.hPrevious);
            return;
        case Part::reset:
            result.kind = tr("Reset gate");
            result.name = withUnit(indexed(QStringLiteral("r"), {row()}));
            result.values = values(gates.r);
            result.gate = Role::reset;
            break;
        case Part::update:
            result.kind = tr("Update gate");
            result.name = withUnit(indexed(QStringLiteral("z"), {row()}));
            result.values = values(gates.z);
            result.gate = Role::update;
            break;
        case Part::candidate:
            result.kind = tr("Candidate");
            result.name = withUnit(indexed(QStringLiteral("n"), {row()}));
            result.values = values(gates.n);
            break;
        default:
            result.kind = tr("Hidden state");
            result.name = stateName(m_t);
            result.values = values(gates.h);
            break;
        }
        result.origins = {{stateName(before), tr("the state before")}};
        if (m_is.layer == 0)
            result.origins.insert(result.origins.begin(),
                                  {m_is.lane == Lane::packed
                                       ? indexed(QStringLiteral("packed.data"), {row()})
                                       : indexed(QStringLiteral("x"), {m_b, m_t}),
                                   tr("the input of this step")});
    }

    void fillOutput(Inspection &result) const
    {
        const bool sorted = m_is.part == Part::unpacked;
        const bool padded = m_is.lane == Lane::padded;
        const Index i = sorted ? m_j : m_b;
        result.kind = sorted ? tr("Unpacked output") : tr("Output");
        result.name = withUnit(indexed(sorted   ? QStringLiteral("output_sorted")
                                       : padded ? QStringLiteral("nopack_output")
                                                : QStringLiteral("output"),
                                       {i, m_t}));
        if (padded) {
            result.values = last(m_trace.padded->output(), m_trace.padded->row(m_t, m_b));
            result.origins = {{QStringLiteral("gru(x)"), tr("the padded run, every step")}};
            return;
        }
        result.values = last(sorted ? m_trace.unpackedOutput : m_trace.paddedOutput,
                             i * m_trace.unpackedWidth() + m_t);
        if (!sorted && m_trace.srtidx)
            result.origins.push_back(
                {indexed(QStringLiteral("output_sorted"), {m_j, m_t}),
                 tr("%1 = %2")
                     .arg(indexed(m_trace.unsortedIndices ? QStringLiteral("unsorted_indices")
                                                          : QStringLiteral("invidx"),
                                  {m_b}))
                     .arg(m_j)});
        if (isReal())
            result.origins.push_back(
                {indexed(QStringLiteral("output.data"), {m_trace.packed.row(m_t, m_j)}),
                 tr("offset[%1] + %2").arg(m_t).arg(m_j)});
        else
            result.origins.push_back(
                {QStringLiteral("padding_value"), tr("filled in by pad_packed_sequence")});
    }

    void fillMask(Inspection &result) const
    {
        const bool padded = m_is.lane == Lane::padded;
        const core::Tensor<std::int64_t> &mask = padded ? m_trace.nopackLastMask : m_trace.lastMask;
        result.kind = tr("Mask");
        result.name = indexed(QStringLiteral("last_mask"), {m_b, m_t});
        result.landing = {
            QStringLiteral("t == length - 1"),
            QStringLiteral("%1 == %2 - 1: %3")
                .arg(m_t)
                .arg(m_trace.lengthOf(m_is.sequence))
                .arg(mask.at(m_b, m_t) ? QStringLiteral("True") : QStringLiteral("False"))};
    }

    void fillState(Inspection &result) const
    {
        const bool padded = m_is.lane == Lane::padded;
        const QString last1 = QString::number(m_trace.lengthOf(m_is.sequence) - 1);
        const QString lane = padded ? tr("padded") : tr("packed");
        switch (m_is.part) {
        case Part::finalHidden: {
            const core::RealTensor &hidden = padded ? m_trace.padded->finalHidden : m_trace.hN;
            result.kind = tr("Last state, %1").arg(lane);
            result.name = withUnit(indexed(QStringLiteral("h_n"), {run(), m_b}));
            result.values = last(hidden, run() * m_trace.B() + m_b);
            result.origins = {{stateName(padded ? m_trace.padded->steps() - 1
                                                : m_trace.lengthOf(m_is.sequence) - 1),
                               padded ? tr("after the padding") : tr("the last real step")}};
            break;
        }
        case Part::lastState:
            result.kind = tr("Last real state, %1").arg(lane);
            result.name = withUnit(indexed(QStringLiteral("last_states"), {m_b}));
            result.values = last(padded ? m_trace.nopackLastStates : m_trace.lastStates, m_b);
            result.origins = {{QStringLiteral("output[%1, %2]").arg(m_b).arg(last1),
                               tr("where last_mask is True")}};
            break;
        case Part::naiveState:
            result.kind = tr("State after the padding");
            result.name = withUnit(indexed(QStringLiteral("h"), {-1, m_b}));
            result.values = last(m_trace.naiveStates, m_b);
            result.origins = {
                {QStringLiteral("gru(x)"), tr("h after all %1 steps").arg(m_trace.paddedWidth())}};
            break;
        default:
            fillReadout(result);
            break;
        }
    }

    void fillReadout(Inspection &result) const
    {
        const bool naive = m_is.part == Part::naiveReadout;
        result.kind = naive ? tr("Readout after the padding") : tr("Readout");
        result.name = withUnit(indexed(QStringLiteral("logits"), {m_b}));
        useInputs(result,
                  naive                       ? m_trace.readoutNaive
                  : m_is.lane == Lane::padded ? m_trace.readoutNopack
                                              : m_trace.readoutPacked,
                  m_b);
        if (m_trace.document->readout)
            for (const std::string &name : m_trace.document->readout->classes)
                result.valueNames.push_back(QString::fromStdString(name));
        result.origins = {
            {naive ? QStringLiteral("h") : QStringLiteral("h_n"), tr("W h + b of the readout")}};
    }

    const core::Trace &m_trace;
    const Identity &m_is;
    int m_unit;
    Index m_b, m_t, m_j;
};

} // namespace

Inspection inspect(const core::Trace &trace, const Target &target)
{
    return Lookup(trace, target).inspection();
}

} // namespace ui
