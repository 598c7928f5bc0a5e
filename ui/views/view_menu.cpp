// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_menu.h"

#include "ui/state/view_state.h"
#include "ui/views/appearance.h"

#include <QActionGroup>

namespace ui {

ViewMenu::ViewMenu(ViewState &viewState, Appearance &appearance, QWidget &window)
    : QMenu(tr("&View"), &window), m_viewState(viewState), m_appearance(appearance)
{
    addLanes();
    addSeparator();
    addThemes();
    m_reduceMotion = addAction(tr("&Reduce motion"));
    m_reduceMotion->setCheckable(true);
    addSeparator();
    m_sequences = addPanel(tr("&Sequences"), QKeySequence(Qt::Key_F9));
    m_inspector = addPanel(tr("&Inspector"), QKeySequence(Qt::SHIFT | Qt::Key_F9));
    m_code = addPanel(tr("PyTorch &code"), QKeySequence(Qt::Key_F8));
    m_code->setChecked(false);
    m_sequences->setObjectName(QStringLiteral("sequences"));
    m_inspector->setObjectName(QStringLiteral("inspector"));
    m_code->setObjectName(QStringLiteral("code"));
    m_plots = addMenu(tr("P&lots"));
    m_resetLayout = addAction(tr("Rese&t layout"));
    addSeparator();
    addSwitch(tr("Sla&b order while packing"), &Switches::slabs);
    addSwitch(tr("Restore t&wice by mistake"), &Switches::unsortTwice);
    addAction(tr("&Measure time on this machine"), this, &ViewMenu::measureAsked);
    addSeparator();
    addZoom();
    addSeparator();
    addFullScreen(window);
    m_present = addAction(tr("Prese&nt"));
    m_present->setShortcuts({Qt::Key_F5, Qt::CTRL | Qt::SHIFT | Qt::Key_P});
}

void ViewMenu::addPlots(QAction &all, const std::vector<QAction *> &each)
{
    window()->addAction(&all); // its key works everywhere
    m_plots->addAction(tr("&All\t%1").arg(all.shortcut().toString(QKeySequence::NativeText)), &all,
                       &QAction::trigger);
    m_plots->addSeparator();
    for (QAction *action : each)
        m_plots->addAction(action);
}

void ViewMenu::addLanes()
{
    auto *group = new QActionGroup(this);
    const std::pair<QString, Lanes> choices[] = {{tr("&Packed lane"), Lanes::packed},
                                                 {tr("&Both lanes"), Lanes::both},
                                                 {tr("Pa&dded lane"), Lanes::padded}};
    for (const auto &[text, lanes] : choices) {
        QAction *action =
            addAction(text, this, [this, which = lanes] { m_viewState.setLanes(which); });
        action->setCheckable(true);
        action->setActionGroup(group);
        const auto show = [action, which = lanes](Lanes now) { action->setChecked(now == which); };
        connect(&m_viewState, &ViewState::lanesChanged, action, show);
        show(m_viewState.lanes());
    }
}

void ViewMenu::addZoom()
{
    const auto add = [this](const QString &text, const QList<QKeySequence> &keys,
                            void (ViewMenu::*signal)()) {
        m_zooms += addAction(text, this, signal);
        m_zooms.constLast()->setShortcuts(keys);
    };
    // On most keyboards the plus is a shifted key.
    add(tr("&Zoom in"), {QKeySequence(tr("Ctrl++")), QKeySequence(tr("Ctrl+="))},
        &ViewMenu::zoomedIn);
    add(tr("Zoom &out"), {QKeySequence(tr("Ctrl+-"))}, &ViewMenu::zoomedOut);
    add(tr("Fit the whole pictu&re"), {QKeySequence(tr("Ctrl+0"))}, &ViewMenu::fitted);
}

void ViewMenu::addThemes()
{
    QMenu *menu = addMenu(tr("&Theme"));
    auto *group = new QActionGroup(this);
    const std::pair<QString, ThemeChoice> choices[] = {
        {tr("As the &system"), ThemeChoice::system},
        {tr("&Light"), ThemeChoice::light},
        {tr("&Dark"), ThemeChoice::dark},
        {tr("High &contrast"), ThemeChoice::contrast},
        {tr("&Print"), ThemeChoice::print}};
    for (const auto &[text, choice] : choices) {
        QAction *action =
            menu->addAction(text, this, [this, which = choice] { m_appearance.choose(which); });
        action->setCheckable(true);
        action->setChecked(m_appearance.choice() == choice);
        action->setActionGroup(group);
    }
}

QAction *ViewMenu::addPanel(const QString &text, const QKeySequence &shortcut)
{
    QAction *action = addAction(text);
    action->setCheckable(true);
    action->setChecked(true);
    action->setShortcut(shortcut);
    return action;
}

void ViewMenu::addSwitch(const QString &text, bool Switches::*which)
{
    QAction *action = addAction(text);
    action->setCheckable(true);
    action->setChecked(m_viewState.switches().*which);
    connect(action, &QAction::toggled, &m_viewState, [this, which](bool on) {
        Switches switches = m_viewState.switches();
        switches.*which = on;
        m_viewState.setSwitches(switches);
    });
    connect(&m_viewState, &ViewState::switchesChanged, action,
            [action, which](const Switches &now) { action->setChecked(now.*which); });
}

void ViewMenu::addFullScreen(QWidget &window)
{
    QAction *action = addAction(tr("&Full screen"));
    action->setCheckable(true);
    action->setShortcut(QKeySequence(Qt::Key_F11));
    connect(action, &QAction::triggered, &window,
            [&window](bool full) { full ? window.showFullScreen() : window.showNormal(); });
    connect(this, &QMenu::aboutToShow, action,
            [&window, action] { action->setChecked(window.isFullScreen()); });
}

} // namespace ui
