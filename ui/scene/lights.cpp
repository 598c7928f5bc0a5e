// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/lights.h"

#include "core/explain/explain.h"
#include "core/explain/uses.h"
#include "ui/scene/target_cells.h"

#include <cmath>
#include <unordered_map>

namespace ui {

namespace {

using core::Cell;
using core::Index;

enum class Light { use, source, self };

struct CellHash {
    std::size_t operator()(const Cell &cell) const
    {
        std::size_t hash = static_cast<std::size_t>(cell.tensor.name);
        for (const Index part : {static_cast<Index>(cell.tensor.lane), cell.tensor.layer,
                                 cell.tensor.direction, cell.i, cell.j, cell.k})
            hash = hash * 1000003U + static_cast<std::size_t>(part);
        return hash;
    }
};

using LitCells = std::unordered_map<Cell, Light, CellHash>;

/// More uses than can be told apart in a picture are not looked for.
constexpr Index mostUses = 4096;
/// A whole row is asked unit by unit, if it has no more than so many.
constexpr std::size_t mostUnits = 64;

/// Collects the cells to light around one cell.
class Surroundings {
  public:
    explicit Surroundings(const core::Trace &trace) : m_trace(trace) {}

    void addSelf(const Cell &cell) { m_lit[cell] = Light::self; }
    void addSourcesOf(const Cell &cell)
    {
        const core::Explanation explanation = core::explain(m_trace, cell);
        for (const Cell &source : core::sourcesOf(explanation.expression))
            add(source, Light::source);
        for (const Cell &chooser : explanation.choosers)
            add(chooser, Light::source);
    }
    void addUsesOf(const Cell &cell)
    {
        for (const Cell &use : core::usesOf(m_trace, cell, mostUses).cells)
            add(use, Light::use);
    }
    LitCells take() { return std::move(m_lit); }

  private:
    void add(const Cell &cell, Light light)
    {
        if (!m_lit.try_emplace(cell, light).second)
            return;
        if (!targetsOf(m_trace, cell).empty())
            return;
        light == Light::source ? addSourcesOf(cell) : addUsesOf(cell);
    }

    const core::Trace &m_trace;
    LitCells m_lit;
};

/// What is lit beside the cell itself.
enum class Around { nothing, sources, sourcesAndUses };

struct Asked {
    Target target;
    Around around = Around::nothing;
};

/// A ring to be drawn, and the thing in whose row it stands.
struct Ring {
    QRectF rect;
    QRectF row;
    Light light;
};

class Lights {
  public:
    Lights(Scene &scene, const core::Trace &trace) : m_scene(scene), m_trace(trace) {}

    void draw(const Asked &asked)
    {
        const LitCells lit = litBy(asked);
        m_rings.clear();
        if (lit.empty())
            ringWhole(asked.target.identity);
        else
            collect(lit);
        ringInPictures(asked.target.identity);
        for (const Light light : {Light::use, Light::source})
            for (const Ring &ring : m_rings)
                if (ring.light == light)
                    drawRing(ring);
        drawTraces();
        for (const Ring &ring : m_rings)
            if (ring.light == Light::self)
                drawRing(ring);
    }

  private:
    LitCells litBy(const Asked &asked) const
    {
        Surroundings surroundings(m_trace);
        const std::vector<Cell> cells = cellsOf(asked.target);
        for (const Cell &cell : cells) {
            if (asked.around != Around::nothing)
                surroundings.addSourcesOf(cell);
            if (asked.around == Around::sourcesAndUses)
                surroundings.addUsesOf(cell);
        }
        for (const Cell &cell : cells)
            surroundings.addSelf(cell);
        return surroundings.take();
    }

    /// The cell of a target, or all of its row.
    std::vector<Cell> cellsOf(const Target &target) const
    {
        if (const auto cell = cellOf(m_trace, target))
            return {*cell};
        if (target.unit >= 0)
            return {};
        std::vector<Cell> cells;
        for (const Item &item : m_scene.items) {
            const auto *slits = std::get_if<Slits>(&item.shape);
            if (!slits || !(item.identity == target.identity) || slits->values.size() > mostUnits)
                continue;
            for (int unit = 0; unit < static_cast<int>(slits->values.size()); ++unit)
                if (const auto cell = cellOf(m_trace, {item.identity, unit, {}}))
                    cells.push_back(*cell);
            break;
        }
        return cells;
    }

    /// The topmost thing with this identity; a token is followed through all its shapes.
    void ringWhole(const Identity &identity)
    {
        const auto ring = [&](const auto &stands) {
            for (std::size_t i = m_scene.items.size(); i-- > 0;) {
                const Item &item = m_scene.items[i];
                if (item.identity.part == Part::none || item.opacity < visible ||
                    std::holds_alternative<Picture>(item.shape) || !stands(item.identity))
                    continue;
                m_rings.push_back({bounds(item), bounds(item), Light::self});
                return true;
            }
            return false;
        };
        if (identity.part == Part::none || ring([&](const Identity &is) { return is == identity; }))
            return;
        ring([&](const Identity &is) {
            return is.lane == identity.lane && is.sequence == identity.sequence &&
                   is.step == identity.step;
        });
    }

    /// In a tensor that is shown as a picture, the cell itself is all that can be told apart.
    void ringInPictures(const Identity &identity)
    {
        if (identity.part == Part::none)
            return;
        for (const Item &item : m_scene.items)
            if (const auto *picture = std::get_if<Picture>(&item.shape);
                picture && item.opacity >= visible)
                if (const auto place = placeIn(*picture, item.identity, identity))
                    m_rings.push_back({*place, *place, Light::self});
    }

    void collect(const LitCells &lit)
    {
        for (const Item &item : m_scene.items) {
            if (item.identity.part == Part::none || item.opacity < visible)
                continue;
            if (const auto *slits = std::get_if<Slits>(&item.shape))
                collectSlits(lit, item, *slits);
            else if (std::holds_alternative<Box>(item.shape))
                if (const auto light = lightOf(lit, {item.identity, -1, {}}))
                    m_rings.push_back({bounds(item), bounds(item), *light});
        }
    }

    [[nodiscard]] std::optional<Light> lightOf(const LitCells &lit, const Target &target) const
    {
        const auto cell = cellOf(m_trace, target);
        const auto found = cell ? lit.find(*cell) : lit.end();
        return found == lit.end() ? std::nullopt : std::optional(found->second);
    }

    /// One ring for neighbours that are lit alike.
    void collectSlits(const LitCells &lit, const Item &item, const Slits &slits)
    {
        const int count = static_cast<int>(slits.values.size());
        const int columns = slits.columns > 0 ? std::min(slits.columns, count) : count;
        std::optional<Ring> open;
        const auto close = [&] {
            if (open)
                m_rings.push_back(*open);
            open.reset();
        };
        for (int unit = 0; unit < count; ++unit) {
            const auto light = lightOf(lit, {item.identity, unit, {}});
            if (open && (!light || *light != open->light || unit % columns == 0))
                close();
            if (!light)
                continue;
            const QRectF rect = slitRect(slits, unit);
            if (open)
                open->rect |= rect;
            else
                open = Ring{rect, slits.rect, *light};
        }
        close();
        joinLines();
    }

    /// Lines of one block that are lit from end to end are one ring.
    void joinLines()
    {
        while (m_rings.size() >= 2) {
            Ring &upper = m_rings[m_rings.size() - 2];
            const Ring &lower = m_rings.back();
            const bool alike = upper.row == lower.row && upper.light == lower.light &&
                               std::abs(upper.rect.left() - lower.rect.left()) < 0.5 &&
                               std::abs(upper.rect.right() - lower.rect.right()) < 0.5;
            if (!alike)
                return;
            upper.rect |= lower.rect;
            m_rings.pop_back();
        }
    }

    void drawRing(const Ring &ring)
    {
        const double out = ring.light == Light::self ? 2.5 : 1.5;
        const QRectF rect = ring.rect.adjusted(-out, -out, out, out);
        const double radius = std::min(4.0, rect.width() / 3);
        switch (ring.light) {
        case Light::self:
            m_scene.add(Box{rect, radius, {}, Role::canvas, 4.5});
            m_scene.add(Box{rect, radius, {}, Role::accent, 2});
            break;
        case Light::source:
            m_scene.add(Box{rect, radius, {}, Role::canvas, 3.5}, {}, 0.8);
            m_scene.add(Box{rect, radius, {}, Role::accent, 1.5});
            break;
        case Light::use:
            m_scene.add(Box{rect, radius, {}, Role::accent, 1}, {}, 0.6);
            break;
        }
    }

    /// Under each row in which the cell stands together with what it comes from.
    void drawTraces()
    {
        for (const Ring &self : m_rings) {
            if (self.light != Light::self)
                continue;
            const double bottom = self.row.bottom(), y = bottom + 6;
            QPainterPath path;
            // Where numbers stand in lines, the line goes down between them.
            const auto across = [](const Ring &ring) {
                return ring.row.bottom() - ring.rect.bottom() > 4 ? ring.rect.left() - 0.5
                                                                  : ring.rect.center().x();
            };
            double left = across(self), right = left;
            const auto drop = [&](const Ring &ring) {
                const double x = across(ring);
                path.moveTo(x, ring.rect.bottom() + 2);
                path.lineTo(x, y);
                left = std::min(left, x);
                right = std::max(right, x);
            };
            for (const Ring &source : m_rings)
                if (source.light == Light::source && std::abs(source.row.bottom() - bottom) < 2)
                    drop(source);
            if (path.isEmpty())
                continue;
            drop(self);
            path.moveTo(left, y);
            path.lineTo(right, y);
            m_scene.add(Stroke{path, Role::accent, {}, 1.25});
        }
    }

    static constexpr double visible = 0.2; ///< as for what can be pointed at

    Scene &m_scene;
    const core::Trace &m_trace;
    std::vector<Ring> m_rings;
};

std::optional<Target> targetFrom(const std::optional<Identity> &identity, int unit,
                                 const std::optional<Cell> &unseen)
{
    if (!identity && !unseen)
        return std::nullopt;
    return Target{identity.value_or(Identity{}), unit, unseen};
}

} // namespace

void drawLights(Scene &scene, const core::Trace &trace, const View &view,
                const std::optional<Target> &told)
{
    const auto hover = targetFrom(view.hover, view.hoveredUnit, view.unseenHover);
    const auto selection = targetFrom(view.selection, view.selectedUnit, view.unseenSelection);
    Lights lights(scene, trace);
    if (told && told != selection)
        lights.draw({*told, Around::sources});
    // What is under the pointer is asked now; the pinned cell keeps its own ring meanwhile.
    if (hover)
        lights.draw({*hover, Around::sourcesAndUses});
    if (selection)
        lights.draw({*selection, hover ? Around::nothing : Around::sourcesAndUses});
}

} // namespace ui
