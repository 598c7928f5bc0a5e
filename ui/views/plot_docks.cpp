// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/plot_docks.h"

#include "ui/export/plot_file.h"
#include "ui/plots/plot.h"
#include "ui/views/appearance.h"
#include "ui/views/choice_bar.h"
#include "ui/views/icon_button.h"

#include <QAction>
#include <QChildEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QSettings>
#include <QTabBar>

#include <algorithm>

namespace ui {

namespace {

constexpr auto stateKey = "layout/plots";
constexpr double fileScale = 2;    // sharp on paper and on dense screens
constexpr auto heightShare = 0.48; ///< of the stage, for docks that are shown for the first time

/// What stands on a tab.
QString shortTitle(PlotKind kind)
{
    switch (kind) {
    case PlotKind::overview:
        return PlotDocks::tr("Overview");
    case PlotKind::hidden:
        return PlotDocks::tr("Hidden state");
    case PlotKind::heatmap:
        return PlotDocks::tr("Every unit");
    case PlotKind::distance:
        return PlotDocks::tr("Distance");
    case PlotKind::gates:
        return PlotDocks::tr("Gates");
    case PlotKind::batchSizes:
        return PlotDocks::tr("Batch sizes");
    case PlotKind::readout:
        return PlotDocks::tr("Readout");
    case PlotKind::paths:
        break;
    }
    return PlotDocks::tr("Paths");
}

/// What can be chosen for a plot; nothing where all of the batch is in it.
std::optional<ChoiceBar::Offers> offersOf(PlotKind kind)
{
    switch (kind) {
    case PlotKind::batchSizes:
        return std::nullopt;
    case PlotKind::readout:
    case PlotKind::paths:
        return ChoiceBar::Offers{false, false};
    case PlotKind::distance:
        return ChoiceBar::Offers{false, true};
    default:
        return ChoiceBar::Offers{};
    }
}

/// A dock that has left its place shows by its name and its own place that it has.
void followFloating(QDockWidget &dock, QLabel &name)
{
    static constexpr QPoint away(28, -28); // pixels
    name.hide();
    QObject::connect(&dock, &QDockWidget::topLevelChanged, &name, [&dock, &name](bool floats) {
        name.setVisible(floats);
        if (floats && QGuiApplication::mouseButtons() == Qt::NoButton)
            dock.move(dock.pos() + away);
    });
}

/// What can be chosen, and the buttons of a dock, in one line: it is dragged by the rest of it.
QWidget *dockTitle(QDockWidget &dock, QWidget *choice, Plot *plot, const Appearance &appearance)
{
    auto *bar = new QWidget(&dock);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 3, 8, 3);
    layout->setSpacing(4);
    auto *name = new QLabel(dock.windowTitle(), bar);
    layout->addWidget(name);
    followFloating(dock, *name);
    if (choice)
        layout->addWidget(choice);
    layout->addStretch();
    const auto addButton = [&](Glyph glyph, const QString &purpose) {
        auto *button = new IconButton(appearance, glyph, IconButton::Look::quiet, bar);
        button->setPurpose(purpose);
        layout->addWidget(button);
        return button;
    };
    if (plot) {
        IconButton *more = addButton(Glyph::more, PlotDocks::tr("Copy, save, show all"));
        QObject::connect(more, &QAbstractButton::clicked, plot, [plot, more] {
            plot->openMenu(more->mapToGlobal(more->rect().bottomLeft()));
        });
    }
    QObject::connect(addButton(Glyph::windows, PlotDocks::tr("A window of its own, or back")),
                     &QAbstractButton::clicked, &dock,
                     [&dock] { dock.setFloating(!dock.isFloating()); });
    QObject::connect(addButton(Glyph::close, PlotDocks::tr("Close")), &QAbstractButton::clicked,
                     &dock, &QWidget::close);
    return bar;
}

/// Nobody sees it: it is closed, or behind another one that shares its place.
bool isCovered(const QDockWidget &dock)
{
    return dock.isHidden() || dock.visibleRegion().isEmpty();
}

} // namespace

PlotDocks::PlotDocks(const Sources &sources, QObject *parent)
    : QObject(parent), m_sources(sources), m_toggle(new QAction(tr("&Plots"), this))
{
    m_toggle->setCheckable(true);
    m_toggle->setShortcut(QKeySequence(Qt::Key_F7));
    sources.stage.setDockNestingEnabled(true);
    sources.stage.setDockOptions(sources.stage.dockOptions() | QMainWindow::AllowTabbedDocks);
    sources.stage.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    for (int i = 0; i < plotKindCount; ++i) {
        const auto kind = static_cast<PlotKind>(i);
        auto *plot = new Plot(kind, {sources.player, sources.viewState, m_choice});
        plot->setTheme(sources.appearance.theme());
        connect(&sources.appearance, &Appearance::changed, plot,
                [this, plot] { plot->setTheme(m_sources.appearance.theme()); });
        connect(plot, &Plot::asked, this, &PlotDocks::asked);
        connect(plot, &Plot::saveAsked, this, [this, plot] { savePicture(*plot); });
        m_plots.push_back(plot);
        const auto offers = offersOf(kind);
        addDock(nameOf(kind), shortTitle(kind), plot,
                offers ? new ChoiceBar(sources.player, m_choice, *offers) : nullptr, plot);
    }
    connect(m_toggle, &QAction::triggered, this, &PlotDocks::setShown);
    sources.stage.installEventFilter(this);
}

/// The bars of tabs are made by the stage, as docks come together.
bool PlotDocks::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ChildPolished)
        if (auto *tabs = qobject_cast<QTabBar *>(static_cast<QChildEvent *>(event)->child())) {
            tabs->setAccessibleName(tr("Plots"));
            follow();
        }
    return QObject::eventFilter(watched, event);
}

void PlotDocks::addPanel(const QString &name, const QString &title, QWidget *panel)
{
    addDock(name, title, panel, nullptr, nullptr);
}

QDockWidget *PlotDocks::addDock(const QString &name, const QString &title, QWidget *contents,
                                QWidget *choice, Plot *plot)
{
    auto *dock = new QDockWidget(title, &m_sources.stage);
    dock->setObjectName(name); // by which its place is kept
    dock->setWidget(contents);
    dock->setTitleBarWidget(dockTitle(*dock, choice, plot, m_sources.appearance));
    m_sources.stage.addDockWidget(Qt::BottomDockWidgetArea, dock);
    if (!m_docks.empty())
        m_sources.stage.tabifyDockWidget(m_docks.front(), dock);
    dock->hide();
    connect(dock->toggleViewAction(), &QAction::toggled, this, &PlotDocks::follow);
    m_docks.push_back(dock);
    // Unlike its own, this action brings a dock to the front before it closes it.
    auto *action = new QAction(title, this);
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, [this, dock] {
        if (isCovered(*dock)) {
            dock->show();
            dock->raise();
        } else {
            dock->hide();
        }
        follow();
    });
    m_toggles.push_back(action);
    return dock;
}

Plot &PlotDocks::plot(PlotKind kind) const
{
    return *m_plots[static_cast<std::size_t>(kind)];
}

void PlotDocks::show(PlotKind kind)
{
    QDockWidget *dock = m_docks[static_cast<std::size_t>(kind)];
    dock->show();
    dock->raise();
}

void PlotDocks::setShown(bool shown)
{
    if (!shown) {
        m_last.clear();
        for (QDockWidget *dock : m_docks)
            if (!dock->isHidden())
                m_last.push_back(dock);
        // Of those that share a place, the one in front is seen.
        std::ranges::stable_partition(m_last,
                                      [](const QDockWidget *dock) { return isCovered(*dock); });
        for (QDockWidget *dock : m_docks)
            dock->hide();
        return;
    }
    const bool isFirst = m_last.empty();
    for (QDockWidget *dock : isFirst ? m_docks : m_last)
        dock->show();
    if (!isFirst) {
        m_last.back()->raise();
        return;
    }
    show(PlotKind::hidden);
    const int height = static_cast<int>(heightShare * m_sources.stage.height());
    m_sources.stage.resizeDocks({m_docks.front()}, {height}, Qt::Vertical);
}

void PlotDocks::follow()
{
    const bool shown =
        std::ranges::any_of(m_docks, [](const QDockWidget *dock) { return !dock->isHidden(); });
    m_toggle->setChecked(shown);
    for (std::size_t i = 0; i < m_toggles.size(); ++i)
        m_toggles[i]->setChecked(!m_docks[i]->isHidden());
    // The bar of tabs stays when there is no dock left, as an empty one.
    for (QTabBar *tabs : m_sources.stage.findChildren<QTabBar *>())
        tabs->setFocusPolicy(shown ? Qt::TabFocus : Qt::NoFocus);
}

void PlotDocks::restore()
{
    m_sources.stage.restoreState(QSettings().value(stateKey).toByteArray(), plotKindCount);
    follow();
}

void PlotDocks::save() const
{
    QSettings().setValue(stateKey, m_sources.stage.saveState(plotKindCount));
}

void PlotDocks::reset()
{
    m_last.clear();
    for (QDockWidget *dock : m_docks) {
        dock->hide();
        dock->setFloating(false);
        m_sources.stage.addDockWidget(Qt::BottomDockWidgetArea, dock);
        if (dock != m_docks.front())
            m_sources.stage.tabifyDockWidget(m_docks.front(), dock);
    }
}

void PlotDocks::savePicture(Plot &plot)
{
    const QString file = QFileDialog::getSaveFileName(&m_sources.stage, tr("Save picture"),
                                                      nameOf(plot.kind()) + QStringLiteral(".png"),
                                                      tr("Pictures (*.png *.svg *.pdf)"));
    if (file.isEmpty())
        return;
    if (const auto written = writePlot(file, plot.view(), fileScale); !written)
        emit failed(written.error());
}

} // namespace ui
