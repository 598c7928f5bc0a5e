// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/principal_components.h"
#include "ui/plots/batch_figures.h"
#include "ui/scene/text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;

/// More rows times squared width than this take more than a second or two. Units: multiply-adds.
constexpr double mostWork = 4e9;
/// The axes of wider states take longer than somebody waits.
constexpr Index mostWide = 1024;

class PathsFigure {
    Q_DECLARE_TR_FUNCTIONS(PathsFigure)

  public:
    explicit PathsFigure(const FigureParts &parts) : m_parts(parts) {}

    Figure figure()
    {
        Figure figure;
        figure.title = titleOf(PlotKind::paths);
        if (m_parts.trace.H() * m_parts.trace.directions() > mostWide) {
            figure.empty =
                tr("States of more than %1 numbers are too wide for this plot.").arg(mostWide);
            return figure;
        }
        fit();
        PlotPanel panel;
        panel.playhead = Playhead::points;
        for (const SequenceIndex sequence : m_parts.overlaid())
            addPaths(panel, sequence);
        panel.x = axis(0);
        panel.y = axis(1);
        figure.panels.push_back(std::move(panel));
        const QString dot = m_parts.trace.directions() == 1
                                ? tr("A path a sequence, dot = last state")
                                : tr("A path a sequence, both directions of a step together, "
                                     "dot = last token");
        figure.explanation = {
            {m_parts.hasPadded() ? dot + tr("; dashed: where the pads lead it.") : dot}};
        for (const Span &span : m_parts.notAllOverlaid())
            figure.explanation.push_back(span);
        if (m_fewer)
            figure.explanation.push_back(
                {tr("  The axes are those of the sequences that are shown."), Face::prose,
                 Role::ink3});
        if (m_components.leftOut > 0)
            figure.explanation.push_back(
                {tr("  %1 states that are not finite are left out.").arg(m_components.leftOut),
                 Face::prose, Role::alarm});
        if (m_parts.hasPacked())
            figure.keys.push_back({PlotKey::Look::line, Role::ink2, tr("packed")});
        if (m_parts.hasPadded())
            figure.keys.push_back({PlotKey::Look::dashes, Role::ink2, tr("padded")});
        return figure;
    }

  private:
    /// To all states where that is quick, else to those of the sequences that are shown.
    void fit()
    {
        const core::Trace &trace = m_parts.trace;
        const double width = static_cast<double>(trace.H() * trace.directions());
        const double rows = static_cast<double>(trace.N() + trace.B() * trace.paddedWidth());
        if (rows * width * width <= mostWork) {
            m_components = core::principalComponents(trace);
            return;
        }
        m_fewer = true;
        std::vector<core::RealTensor> states;
        std::vector<const core::RealTensor *> pointers;
        for (const SequenceIndex sequence : m_parts.overlaid())
            for (const Lane lane : {Lane::packed, Lane::padded})
                if (lane == Lane::packed || trace.padded)
                    states.push_back(statesOf(lane, sequence));
        for (const core::RealTensor &tensor : states)
            pointers.push_back(&tensor);
        m_components = core::principalComponents(pointers);
    }

    /// [steps, H*dirs] of the top layer.
    [[nodiscard]] core::RealTensor statesOf(Lane lane, SequenceIndex sequence) const
    {
        const core::Trace &trace = m_parts.trace;
        const Index steps = core::stepsOf(trace, lane, sequence);
        const Index H = trace.H(), width = H * trace.directions();
        core::Tensor<double> states({steps, width});
        for (Index direction = 0; direction < trace.directions(); ++direction) {
            const auto half = core::hiddenOverTime(
                trace, {lane, trace.shape().numLayers - 1, direction}, sequence);
            for (Index t = 0; t < steps; ++t)
                for (Index unit = 0; unit < H; ++unit)
                    states[t * width + direction * H + unit] = half.at(t, unit);
        }
        return states;
    }

    void addPaths(PlotPanel &panel, SequenceIndex sequence)
    {
        const auto letter = QString::fromStdString(core::sequenceName(sequence));
        if (m_parts.hasPadded()) {
            const Index first = m_parts.trace.directions() == 1 ? m_parts.partingOf(sequence) : 0;
            Curve padded = path(Lane::padded, sequence, first);
            padded.name = tr("%1 padded").arg(letter);
            padded.dashed = true;
            padded.colour = Role::ink3; // it begins where a path in its own hue ends
            padded.width = 1.2;
            if (padded.x.size() > 1)
                panel.marks.push_back(
                    {{padded.x.back(), padded.y.back()}, Colour::hue(sequence), 2.5});
            if (!m_parts.hasPacked())
                addLetter(panel, {padded.x.back(), padded.y.back()}, letter);
            panel.curves.push_back(std::move(padded));
        }
        if (!m_parts.hasPacked())
            return;
        Curve packed = path(Lane::packed, sequence, 0);
        packed.name = tr("%1 packed").arg(letter);
        packed.width = 2;
        const QPointF end(packed.x.back(), packed.y.back());
        panel.marks.push_back({end, Colour::hue(sequence), 4.5});
        addLetter(panel, end, letter);
        // Pale hues need an edge, in print most of all.
        Curve edge = packed;
        edge.isDrawnOnly = true;
        edge.colour = Role::ink4;
        edge.width = 3.4;
        edge.target = nullptr;
        panel.curves.push_back(std::move(edge));
        panel.curves.push_back(std::move(packed));
    }

    void addLetter(PlotPanel &panel, QPointF at, const QString &letter) const
    {
        constexpr std::size_t most = 40; // more hide each other
        if (m_parts.choice.sequences.size() <= most)
            panel.notes.push_back(
                {at, Qt::AlignLeft | Qt::AlignBottom, {letter, Face::bold, Role::ink}, 12});
    }

    [[nodiscard]] Curve path(Lane lane, SequenceIndex sequence, Index first)
    {
        const auto points = core::projected(m_components, statesOf(lane, sequence));
        Curve curve;
        curve.firstStep = first;
        curve.colour = Colour::hue(sequence);
        for (Index t = first; t < points.extent(0); ++t) {
            curve.x.push_back(points.at(t, 0));
            curve.y.push_back(points.at(t, 1));
            for (const std::size_t i : {0U, 1U})
                if (const double at = points.at(t, static_cast<Index>(i)); std::isfinite(at)) {
                    m_least[i] = std::min(m_least[i], at);
                    m_most[i] = std::max(m_most[i], at);
                }
        }
        Identity state{Part::hidden,
                       lane,
                       sequence,
                       core::StepIndex(first),
                       m_parts.trace.shape().numLayers - 1,
                       0};
        curve.target = [state](Index point) {
            Identity at = state;
            at.step = core::StepIndex(state.step.value() + point);
            return Target{at, -1, {}};
        };
        return curve;
    }

    [[nodiscard]] PlotAxis axis(std::size_t which) const
    {
        const double margin = std::max(0.08 * (m_most[which] - m_least[which]), 1e-3);
        const QString share = numberText(100 * m_components.shares[which], 0);
        return {which == 0 ? tr("1st component, %1 % of the variance").arg(share)
                           : tr("2nd component, %1 %").arg(share),
                m_least[which] - margin, m_most[which] + margin};
    }

    const FigureParts &m_parts;
    core::PrincipalComponents m_components;
    bool m_fewer = false;
    std::array<double, 2> m_least{}, m_most{};
};

} // namespace

Figure pathsFigure(const FigureParts &parts)
{
    return PathsFigure(parts).figure();
}

} // namespace ui
