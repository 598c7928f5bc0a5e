// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/time_figures.h"
#include "ui/scene/text.h"
#include "ui/scene/token_text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;

/// More lines than these, behind the chosen ones, are a grey patch.
constexpr Index mostOthers = 16;
constexpr Index mostThick = 4;
constexpr double othersWidth = 0.7; // pixels
const Colour othersColour(Role::ink4);

/// The first chosen unit has the accent; the others must only be told apart.
Colour colourOfUnit(std::size_t place)
{
    constexpr std::array roles{Role::accent, Role::update, Role::candidate, Role::reset,
                               Role::input};
    return roles[place % roles.size()];
}

class HiddenFigure {
    Q_DECLARE_TR_FUNCTIONS(HiddenFigure)

  public:
    explicit HiddenFigure(const FigureParts &parts) : m_parts(parts) {}

    Figure figure()
    {
        Figure figure;
        figure.title = titleOf(PlotKind::hidden);
        const bool overlaid = std::ssize(m_parts.choice.sequences) > std::ssize(m_parts.shown());
        if (overlaid)
            overlay(figure);
        else
            panels(figure);
        for (PlotPanel &panel : figure.panels) {
            panel.y.from = -1.05 * m_largest; // a line at the end is not cut in two
            panel.y.to = 1.05 * m_largest;
        }
        return figure;
    }

  private:
    void panels(Figure &figure)
    {
        figure.columns = m_parts.columns();
        for (const SequenceIndex sequence : m_parts.shown())
            figure.panels.push_back(panelOf(sequence));
        figure.explanation = explanation();
        addKeys(figure);
    }

    [[nodiscard]] std::vector<Span> explanation() const
    {
        if (!m_parts.hasPacked() || !m_parts.hasPadded())
            return {};
        const bool reverse = m_parts.choice.direction != 0;
        return {{tr("Packed"), Face::bold, Role::accent},
                {reverse ? tr(" begins at the last token; ") : tr(" stops at the last token; ")},
                {tr("padded"), Face::bold, Role::ink},
                {reverse ? tr(" (dashed) comes from the pads.")
                         : tr(" (dashed) keeps moving over the pads.")}};
    }

    void addKeys(Figure &figure) const
    {
        const auto &units = m_parts.choice.units;
        const auto look = m_parts.hasPacked() ? PlotKey::Look::line : PlotKey::Look::dashes;
        if (std::ssize(units) > mostThick)
            figure.keys.push_back({look, Role::accent, tr("units %1").arg(indicesText(units))});
        else
            for (std::size_t i = 0; i < units.size(); ++i)
                figure.keys.push_back(
                    {look, colourOfPadded(colourOfUnit(i)), tr("unit %1").arg(units[i])});
        if (m_parts.hasPadded() && m_parts.hasPacked())
            figure.keys.push_back({PlotKey::Look::dashes,
                                   units.size() == 1 ? Role::ink : Role::ink3, tr("padded lane")});
        if (m_parts.trace.H() > std::ssize(units))
            figure.keys.push_back({PlotKey::Look::line, othersColour,
                                   m_parts.trace.H() > mostOthers
                                       ? tr("units 0-%1").arg(mostOthers - 1)
                                       : tr("other units")});
    }

    /// Alone, the padded line of a unit must be told from the packed one.
    [[nodiscard]] Colour colourOfPadded(const Colour &ofUnit) const
    {
        const bool alone = m_parts.choice.units.size() == 1;
        return m_parts.hasPadded() && !m_parts.hasPacked() && alone ? Colour(Role::ink) : ofUnit;
    }

    void overlay(Figure &figure)
    {
        const auto &choice = m_parts.choice;
        PlotPanel panel;
        panel.x = {tr("step t"), -0.5, static_cast<double>(m_parts.width()) - 0.5, {}, true};
        panel.y.label = tr("h, unit %1").arg(choice.units.front());
        panel.head = {{tr("%1 sequences").arg(m_parts.overlaid().size()), Face::bold, Role::ink}};
        for (const SequenceIndex sequence : m_parts.overlaid())
            draw(panel, sequence, choice.units.front(), Colour::hue(sequence), 1);
        panel.marks.clear();
        panel.notes.clear();
        figure.panels.push_back(std::move(panel));
        figure.explanation = {{tr("One line a sequence in its colour; padded dashed. "
                                  "A larger plot, or fewer sequences, shows one panel each.")}};
        for (const Span &span : m_parts.notAllOverlaid())
            figure.explanation.push_back(span);
    }

    PlotPanel panelOf(SequenceIndex sequence)
    {
        PlotPanel panel = m_parts.panelOf(sequence);
        panel.y.label = tr("h");
        const auto &units = m_parts.choice.units;
        const auto isChosen = [&](Index unit) {
            return std::ranges::find(units, unit) != units.end();
        };
        for (Index unit = 0; unit < std::min(m_parts.trace.H(), mostOthers); ++unit)
            if (!isChosen(unit))
                draw(panel, sequence, unit, othersColour, othersWidth);
        panel.marks.clear();
        panel.notes.clear();
        // Thick lines take several times as long as thin ones, and many of them hide each other.
        const double width = std::ssize(units) > mostThick ? 1 : 2;
        for (std::size_t i = units.size(); i-- > 0;)
            draw(panel, sequence, units[i], colourOfUnit(i), i == 0 ? 2 : width);
        return panel;
    }

    /// The two lanes of one unit, and where each ends.
    void draw(PlotPanel &panel, SequenceIndex sequence, Index unit, Colour colour, double width)
    {
        const auto letter = QString::fromStdString(core::sequenceName(sequence));
        const bool strong = width > 1;
        if (m_parts.hasPadded()) {
            const Index first = m_parts.partingOf(sequence);
            Curve padded = curveOf(states(Lane::padded, sequence), unit, first);
            padded.name = tr("%1 h, unit %2, padded").arg(letter).arg(unit);
            padded.dashed = true;
            padded.width = std::min(width, 1.6);
            padded.colour = strong && m_parts.choice.units.size() == 1 ? Colour(Role::ink) : colour;
            padded.target = m_parts.targets(Part::hidden, Lane::padded, sequence, first,
                                            static_cast<int>(unit));
            add(panel, std::move(padded), strong ? std::optional(Colour(Role::ink)) : std::nullopt);
        }
        if (!m_parts.hasPacked())
            return;
        Curve packed = curveOf(states(Lane::packed, sequence), unit, 0);
        packed.name = tr("%1 h, unit %2, packed").arg(letter).arg(unit);
        packed.colour = colour;
        packed.width = width;
        packed.target =
            m_parts.targets(Part::hidden, Lane::packed, sequence, 0, static_cast<int>(unit));
        if (strong && m_parts.choice.direction == 0)
            park(panel, packed);
        add(panel, std::move(packed), strong ? std::optional(colour) : std::nullopt);
    }

    /// The last state waits while the padded lane goes on.
    void park(PlotPanel &panel, const Curve &packed) const
    {
        const double end = static_cast<double>(m_parts.width() - 1);
        if (!m_parts.hasPadded() || packed.x.back() >= end)
            return;
        Curve parked;
        parked.isDrawnOnly = true;
        parked.x = {packed.x.back(), end};
        parked.y = {packed.y.back(), packed.y.back()};
        parked.colour = packed.colour;
        parked.width = 1;
        panel.curves.push_back(std::move(parked));
    }

    /// A run ends at the step that it computes last.
    void add(PlotPanel &panel, Curve curve, const std::optional<Colour> &mark)
    {
        for (const double y : curve.y)
            if (std::isfinite(y))
                m_largest = std::max(m_largest, niceAbove(std::abs(y)));
        if (mark && !curve.x.empty()) {
            const bool reverse = m_parts.choice.direction != 0;
            panel.marks.push_back({{reverse ? curve.x.front() : curve.x.back(),
                                    reverse ? curve.y.front() : curve.y.back()},
                                   *mark,
                                   3.5});
        }
        panel.curves.push_back(std::move(curve));
    }

    const core::Tensor<double> &states(Lane lane, SequenceIndex sequence)
    {
        auto &[of, hidden] = m_states[lane == Lane::packed ? 0 : 1];
        if (of != sequence) {
            of = sequence;
            hidden = core::hiddenOverTime(m_parts.trace, m_parts.run(lane), sequence);
        }
        return hidden;
    }

    const FigureParts &m_parts;
    double m_largest = 1; ///< of what is drawn; a state that begins within ±1 stays there
    /// Of each lane, those read last.
    std::array<std::pair<std::optional<SequenceIndex>, core::Tensor<double>>, 2> m_states;
};

} // namespace

Figure hiddenFigure(const FigureParts &parts)
{
    return HiddenFigure(parts).figure();
}

} // namespace ui
