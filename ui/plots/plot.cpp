// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot.h"

#include "core/explain/explain.h"
#include "ui/scene/target_cells.h"
#include "ui/scene/text.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPromise>
#include <QThreadPool>
#include <QTimer>
#include <QToolTip>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr double copyScale = 2;
/// A state lights all of its units, which are more than can be told apart.
constexpr std::size_t mostLit = 64;

/// All that shows the number of a target: it may be a copy of another, as a last state is of an output.
std::vector<Target> sameNumber(const core::Trace &trace, const Target &target)
{
    std::vector<Target> targets{target};
    for (auto cell = cellOf(trace, target); cell;) {
        targets.push_back({{}, -1, cell});
        for (const Target &other : targetsOf(trace, *cell))
            targets.push_back(other);
        const core::Expression made = core::explain(trace, *cell).expression;
        cell = made.kind == core::Expression::Kind::cell ? std::optional(made.cell) : std::nullopt;
    }
    // Up to a sequence's end a plot draws one lane for both.
    for (std::size_t i = 0, count = targets.size(); i < count; ++i) {
        Target twin = targets[i];
        const Identity &identity = twin.identity;
        if (identity.part != Part::hidden || identity.direction != 0 ||
            identity.step.value() >= trace.lengthOf(identity.sequence))
            continue;
        twin.identity.lane =
            identity.lane == core::Lane::packed ? core::Lane::padded : core::Lane::packed;
        targets.push_back(twin);
    }
    return targets;
}

} // namespace

Plot::Plot(PlotKind kind, const Sources &sources, QWidget *parent)
    : QWidget(parent), m_kind(kind), m_sources(sources), m_theme(themeOf(ThemeName::light)),
      m_view(new FigureView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setMinimumSize(160, 150);
    setAccessibleName(titleOf(kind));
    connect(&sources.player, &Player::traceChanged, this, &Plot::refreshSoon);
    connect(&sources.choice, &PlotState::changed, this, &Plot::refreshSoon);
    connect(&sources.viewState, &ViewState::lanesChanged, this, &Plot::refreshSoon);
    connect(&sources.player, &Player::timeChanged, this, &Plot::followTime);
    connect(&sources.viewState, &ViewState::targetChanged, this, &Plot::followTarget);
    connect(&m_figure, &QFutureWatcher<Figure>::finished, this, &Plot::showFigure);
    connect(m_view, &FigureView::pointedAt, this, &Plot::point);
    connect(m_view, &FigureView::clicked, this, &Plot::click);
    connect(m_view, &FigureView::menuAsked, this, &Plot::openMenu);
}

void Plot::setTheme(const Theme &theme)
{
    m_theme = theme;
    refreshSoon();
}

/// Several changes at once make one figure, and a plot that nobody sees makes none.
void Plot::refreshSoon()
{
    if (std::exchange(m_isStale, true) || !isVisible())
        return;
    QTimer::singleShot(0, this, &Plot::refresh);
}

void Plot::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        QTimer::singleShot(0, this, &Plot::refresh);
}

void Plot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (roomFor(size()) != m_room)
        refreshSoon();
}

PlotChoice Plot::choice() const
{
    return within(m_sources.choice.choice(), *m_sources.player.trace());
}

void Plot::refresh()
{
    const auto &trace = m_sources.player.trace();
    if (!isVisible() || !m_isStale)
        return;
    m_isStale = false;
    m_room = roomFor(size());
    if (!trace || trace->B() == 0) {
        m_view->setFigure({titleOf(m_kind), {}, {}, 1, {}, {}}, m_theme);
        return;
    }
    const auto promise = std::make_shared<QPromise<Figure>>();
    promise->start();
    m_figure.setFuture(promise->future()); // one that is still in the making is forgotten
    QThreadPool::globalInstance()->start(
        [promise, kind = m_kind,
         input = PlotInput{trace, m_sources.choice.choice(), m_sources.viewState.lanes(), m_room}] {
            promise->addResult(figureOf(kind, input));
            promise->finish();
        });
}

void Plot::showFigure()
{
    m_view->setFigure(m_figure.result(), m_theme);
    followTime();
    followTarget();
}

void Plot::followTime()
{
    if (m_isStale || !isVisible() || !m_sources.player.timeline())
        return;
    const Moment moment = m_sources.player.timeline()->momentAt(m_sources.player.time());
    m_view->setPlayhead(playheadStep(moment, choice()));
}

/// Both what is pinned and what is pointed at.
void Plot::followTarget()
{
    if (m_isStale || !isVisible() || !m_sources.player.trace())
        return;
    std::vector<PlotPoint> points;
    for (const auto &target : {m_sources.viewState.selection(), m_sources.viewState.hover()}) {
        if (!target)
            continue;
        auto more = pointsOf(m_view->figure(), sameNumber(*m_sources.player.trace(), *target));
        more.resize(std::min(more.size(), mostLit));
        points.insert(points.end(), more.begin(), more.end());
    }
    m_view->setLit(points);
}

void Plot::point(const std::optional<PlotPoint> &point)
{
    if (!point) {
        QToolTip::hideText();
        m_sources.viewState.setHover(std::nullopt);
        return;
    }
    m_sources.viewState.setHover(point->target);
    QToolTip::showText(QCursor::pos(), tr("%1\n%2").arg(point->name, numberText(point->value)),
                       m_view);
}

void Plot::click(const PlotPoint &point)
{
    if (const auto cell = cellOf(*m_sources.player.trace(), point.target))
        emit asked(*cell);
    else
        m_sources.viewState.select(point.target);
    if (point.target.unit < 0 || m_kind == PlotKind::readout)
        return;
    // The unit that is looked at is the one that the other plots draw.
    PlotChoice chosen = m_sources.choice.choice();
    if (std::ranges::find(chosen.units, point.target.unit) == chosen.units.end())
        chosen.units = {point.target.unit};
    m_sources.choice.choose(chosen);
}

void Plot::copyPicture()
{
    QGuiApplication::clipboard()->setImage(m_view->image(copyScale));
}

void Plot::copyData()
{
    QGuiApplication::clipboard()->setText(dataText(m_view->figure()));
}

void Plot::openMenu(QPoint at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy &picture"), this, &Plot::copyPicture);
    menu->addAction(tr("Copy &data"), this, &Plot::copyData);
    menu->addAction(tr("&Save picture…"), this, &Plot::saveAsked);
    menu->addSeparator();
    menu->addAction(tr("Show &all"), m_view, &FigureView::showAll);
    menu->popup(at);
}

} // namespace ui
