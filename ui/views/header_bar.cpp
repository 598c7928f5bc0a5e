// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/header_bar.h"

#include "ui/scene/text.h"
#include "ui/state/open_document.h"
#include "ui/state/view_state.h"
#include "ui/views/appearance.h"
#include "ui/views/icon_button.h"
#include "ui/views/logo.h"
#include "ui/views/segmented.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QPainter>
#include <QPushButton>

namespace ui {

namespace {

// Units: pixels. In a narrow window the menus need the room that the program's name takes.
constexpr int besideName = 134;
constexpr int besideLogo = 50;
constexpr int narrowest = 1060;
constexpr int narrowestForButtons = 900;

} // namespace

HeaderBar::HeaderBar(const OpenDocument &document, ViewState &viewState,
                     const Appearance &appearance, QWidget *parent)
    : Panel(appearance, Qt::BottomEdge, parent), m_document(document), m_viewState(viewState),
      m_menus(new QMenuBar(this)), m_title(new QLabel(this)),
      m_lanesLabel(new QLabel(tr("Lanes"), this))
{
    setFixedHeight(44);
    m_menus->setNativeMenuBar(false);
    m_menus->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_title->setObjectName(QStringLiteral("title"));
    m_title->setMinimumWidth(40);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_title->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(besideName, 0, 14, 1);
    layout->setSpacing(4);
    layout->addWidget(m_menus);
    layout->addSpacing(12);
    layout->addWidget(m_title, 1);
    addLanes();
    connect(&document, &OpenDocument::changed, this, &HeaderBar::showTitle);
    connect(&document, &OpenDocument::fileNameChanged, this, &HeaderBar::showTitle);
    connect(&document, &OpenDocument::modifiedChanged, this, &HeaderBar::showTitle);
    showTitle();
}

void HeaderBar::addLanes()
{
    m_lanesLabel->setObjectName(QStringLiteral("quiet"));
    auto *lanes = new Segmented(this);
    lanes->setAccessibleName(tr("Lanes"));
    lanes->add(tr("Packed"), static_cast<int>(Lanes::packed));
    lanes->add(tr("Both"), static_cast<int>(Lanes::both));
    lanes->add(tr("Padded"), static_cast<int>(Lanes::padded));
    const auto show = [lanes](Lanes which) { lanes->setCurrent(static_cast<int>(which)); };
    show(m_viewState.lanes());
    connect(lanes, &Segmented::chosen, &m_viewState,
            [this](int id) { m_viewState.setLanes(static_cast<Lanes>(id)); });
    connect(&m_viewState, &ViewState::lanesChanged, lanes, show);
    m_lanesLabel->setContentsMargins(0, 0, 6, 0);
    layout()->addWidget(m_lanesLabel);
    layout()->addWidget(lanes);
    static_cast<QHBoxLayout *>(layout())->addSpacing(8);
}

void HeaderBar::addButton(QAction *action)
{
    auto *button = new QPushButton(action->text().remove(QLatin1Char('&')), this);
    button->setFocusPolicy(Qt::TabFocus); // a click must not take the keyboard from the stage
    button->setAutoDefault(true);
    button->setToolTip(
        tr("%1 (%2)").arg(button->text(), action->shortcut().toString(QKeySequence::NativeText)));
    button->setCheckable(action->isCheckable());
    connect(button, &QAbstractButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::toggled, button, &QAbstractButton::setChecked);
    layout()->addWidget(button);
    static_cast<QHBoxLayout *>(layout())->addSpacing(4);
    m_buttons.push_back(button);
}

void HeaderBar::addPanelButton(QAction *action, bool left)
{
    auto *button = new IconButton(appearance(), left ? Glyph::leftPanel : Glyph::rightPanel,
                                  IconButton::Look::quiet, this);
    button->setCheckable(true);
    button->setChecked(action->isChecked());
    button->setPurpose(action->text().remove(QLatin1Char('&')),
                       action->shortcut().toString(QKeySequence::NativeText));
    connect(button, &QAbstractButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::toggled, button, &QAbstractButton::setChecked);
    layout()->addWidget(button);
}

void HeaderBar::showTitle()
{
    const QString title =
        m_document.title() + (m_document.isModified() ? QStringLiteral(" *") : QString());
    m_title->setText(elided(title, Face::prose, 13, m_title->width()));
    m_title->setToolTip(m_document.fileName());
    m_title->setAccessibleName(title);
}

void HeaderBar::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    layout()->setContentsMargins(isNarrow() ? besideLogo : besideName, 0, 14, 1);
    m_lanesLabel->setHidden(isNarrow());
    for (QWidget *button : m_buttons)
        button->setHidden(width() < narrowestForButtons);
    // The layout gives the title its new width only after this.
    QMetaObject::invokeMethod(this, &HeaderBar::showTitle, Qt::QueuedConnection);
}

bool HeaderBar::isNarrow() const
{
    return width() < narrowest;
}

void HeaderBar::paintEvent(QPaintEvent *event)
{
    Panel::paintEvent(event);
    QPainter painter(this);
    const Theme &theme = appearance().theme();
    paintLogo(painter, QRectF(20, 13, 19, 18), theme);
    if (isNarrow())
        return;
    painter.setFont(fontOf(Face::bold, 14));
    painter.setPen(theme.resolve(Role::ink));
    painter.drawText(QPointF(48, 27), QStringLiteral("Packscope"));
}

} // namespace ui
