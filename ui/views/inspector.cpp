// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/inspector.h"

#include "ui/scene/target_cells.h"
#include "ui/state/asking.h"
#include "ui/state/open_document.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/batch_facts.h"
#include "ui/views/inspection_sheet.h"
#include "ui/views/linked_sheet.h"
#include "ui/views/segmented.h"
#include "ui/views/story_sheet.h"

#include <QAction>
#include <QCheckBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace ui {

Inspector::Inspector(const Sources &sources, QWidget *parent)
    : Panel(sources.appearance, Qt::LeftEdge, parent), m_sources(sources),
      m_scroll(new QScrollArea(this)),
      m_head(new LinkedSheet(sources.appearance, [this](double width) { return head(width); })),
      m_body(new LinkedSheet(sources.appearance, [this](double width) { return body(width); }))
{
    setAccessibleName(tr("Inspector"));
    addTextbook();
    m_switches = makeSwitches();
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_head, m_switches, m_body})
        column->addWidget(part);
    column->addStretch(1);
    m_head->setFocusPolicy(Qt::NoFocus); // it has nothing to go to, nor has the other yet
    m_body->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::TabFocus);
    m_scroll->setAccessibleName(tr("Inspector"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->addWidget(m_scroll);
    connectSheet(*m_head);
    connectSheet(*m_body);
    connect(&sources.player, &Player::traceChanged, this, &Inspector::look);
    connect(&sources.viewState, &ViewState::targetChanged, this, &Inspector::look);
    connect(&sources.asking, &Asking::changed, m_body, &SceneLabel::rebuild);
}

void Inspector::addTextbook()
{
    Asking &asking = m_sources.asking;
    m_textbook = new QAction(tr("Te&xtbook GRU beside PyTorch's"), this);
    m_textbook->setCheckable(true);
    connect(m_textbook, &QAction::toggled, &asking, &Asking::setTextbook);
    connect(&asking, &Asking::changed, m_textbook,
            [this, &asking] { m_textbook->setChecked(asking.textbook()); });
}

QWidget *Inspector::makeSwitches()
{
    Asking &asking = m_sources.asking;
    auto *row = new QWidget;
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(16, 0, 16, 0);
    auto *telling = new Segmented(row);
    telling->add(tr("Symbols"), static_cast<int>(Telling::symbols));
    telling->add(tr("Numbers"), static_cast<int>(Telling::numbers));
    telling->add(tr("Products"), static_cast<int>(Telling::products));
    telling->setCurrent(static_cast<int>(asking.telling()));
    layout->addWidget(telling);
    auto *textbook = new QCheckBox(tr("Textbook GRU beside PyTorch's"), row);
    layout->addWidget(textbook);
    connect(telling, &Segmented::chosen, &asking,
            [&asking](int id) { asking.setTelling(static_cast<Telling>(id)); });
    connect(textbook, &QCheckBox::toggled, &asking, &Asking::setTextbook);
    connect(&asking, &Asking::changed, row, [telling, textbook, &asking] {
        telling->setCurrent(static_cast<int>(asking.telling()));
        textbook->setChecked(asking.textbook());
    });
    row->hide();
    return row;
}

void Inspector::connectSheet(LinkedSheet &sheet)
{
    connect(&sheet, &LinkedSheet::asked, this, &Inspector::asked);
    connect(&sheet, &LinkedSheet::pointedAt, this, &Inspector::pointedAt);
    connect(&sheet, &LinkedSheet::reached, this, [this, &sheet](const QRect &area) {
        const QPoint at = sheet.mapTo(m_scroll->widget(), area.center());
        m_scroll->ensureVisible(at.x(), at.y(), 0, area.height() + 24);
    });
}

/// Looks at what is asked now.
void Inspector::look()
{
    const auto &trace = m_sources.player.trace();
    const auto &target = m_sources.viewState.target();
    const auto cell = trace && target ? cellOf(*trace, *target) : std::nullopt;
    const bool another = !cell || !m_story || !(m_story->cell == *cell);
    m_inspection.reset();
    m_story.reset();
    if (trace && target && !target->unseen)
        m_inspection = inspect(*trace, *target);
    if (cell)
        m_story = storyOf(*trace, *cell);
    m_switches->setVisible(m_story && !m_story->symbols.empty());
    m_head->rebuild();
    m_body->rebuild();
    m_body->setFocusPolicy(m_body->scene().links.empty() ? Qt::NoFocus : Qt::StrongFocus);
    if (another)
        m_scroll->verticalScrollBar()->setValue(0);
}

Scene Inspector::head(double width) const
{
    if (m_story)
        return storyHead(*m_story, m_inspection ? &*m_inspection : nullptr, width);
    if (m_inspection)
        return inspectionSheet(*m_inspection, width);
    const auto &trace = m_sources.player.trace();
    return trace ? tensorSummary(*trace, m_sources.document.isModified(), width) : Scene{};
}

Scene Inspector::body(double width) const
{
    const auto &trace = m_sources.player.trace();
    return m_story && trace ? storyBody(*trace, *m_story, m_sources.asking, width) : Scene{};
}

QString Inspector::text() const
{
    return plainText(m_head->scene()) + QLatin1Char('\n') + plainText(m_body->scene());
}

} // namespace ui
