// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/canvas_editing.h"

#include "ui/scene/layout.h"
#include "ui/scene/presented.h"
#include "ui/state/editing.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/canvas.h"
#include "ui/views/typing_field.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// How far from the end of a row a pointer still takes hold of it. Units: pixels.
constexpr double reach = 6;
constexpr int narrowestField = 44, fieldHeight = 28;

/// A token that is not computed, but given.
bool isGiven(const Identity &identity)
{
    return identity.part == Part::token || identity.part == Part::embedding;
}

} // namespace

CanvasEditing::CanvasEditing(Canvas &canvas, const Player &player, ViewState &viewState,
                             Editing &editing)
    : QObject(&canvas), m_canvas(canvas), m_player(player), m_viewState(viewState),
      m_editing(editing)
{
    canvas.installEventFilter(this);
    connect(&player, &Player::timeChanged, this, [this] {
        if (m_field && !tileOf(m_sequence, m_step))
            closeField(); // its token is gone
    });
}

const Item *CanvasEditing::tileOf(core::SequenceIndex sequence, core::StepIndex step) const
{
    const auto &items = m_canvas.scene().items;
    const auto found = std::ranges::find_if(items, [&](const Item &item) {
        return isGiven(item.identity) && item.identity.sequence == sequence &&
               item.identity.step == step && m_canvas.rect().contains(bounds(item).toRect());
    });
    return found == items.end() ? nullptr : &*found;
}

std::optional<core::SequenceIndex> CanvasEditing::rowEndAt(QPointF at) const
{
    const core::Document &document = m_editing.document();
    for (const Item &item : m_canvas.scene().items) {
        const core::SequenceIndex sequence = item.identity.sequence;
        if (!isGiven(item.identity) || sequence.value() >= document.batchSize() ||
            item.identity.step.value() + 1 != document.lengthOf(sequence))
            continue;
        const QRectF tile = bounds(item);
        if (std::abs(at.x() - tile.right()) <= reach && at.y() >= tile.top() &&
            at.y() <= tile.bottom())
            return sequence;
    }
    return std::nullopt;
}

bool CanvasEditing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return watched == &m_canvas && press(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        return watched == &m_canvas && move(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonRelease:
        return watched == &m_canvas && std::exchange(m_drag, std::nullopt).has_value();
    case QEvent::MouseButtonDblClick:
        return watched == &m_canvas && doubleClick(*static_cast<QMouseEvent *>(event));
    case QEvent::KeyPress:
        return watched == m_field && keyInField(static_cast<QKeyEvent *>(event)->key());
    default:
        return false;
    }
}

bool CanvasEditing::press(const QMouseEvent &event)
{
    const auto row = event.button() == Qt::LeftButton ? rowEndAt(event.position()) : std::nullopt;
    if (!row)
        return false;
    m_editing.beginGesture();
    const Layout layout(*m_player.trace(), laidOut(m_canvas.view()));
    m_drag = Drag{*row, m_editing.document().lengthOf(*row), event.position().x(),
                  layout.packedGrid.columnPitch * pictureScale(m_canvas.view())};
    return true;
}

bool CanvasEditing::move(const QMouseEvent &event)
{
    if (!m_drag) {
        if (event.buttons() || !rowEndAt(event.position()))
            return false;
        m_canvas.setCursor(Qt::SizeHorCursor);
        return true;
    }
    const double columns = (event.position().x() - m_drag->x) / m_drag->pitch;
    const core::Index length = std::max<core::Index>(m_drag->length + std::lround(columns), 1);
    if (length != m_editing.document().lengthOf(m_drag->sequence))
        m_editing.setLength(static_cast<int>(m_drag->sequence.value()), length);
    return true;
}

bool CanvasEditing::doubleClick(const QMouseEvent &event)
{
    const auto target = hitTest(m_canvas.scene(), event.position());
    if (!target || !isGiven(target->identity) || !m_editing.canType())
        return false;
    openField(target->identity.sequence, target->identity.step);
    return true;
}

void CanvasEditing::openField(core::SequenceIndex sequence, core::StepIndex step)
{
    const core::Document &document = m_editing.document();
    const bool real = sequence.value() < document.batchSize() && step.value() >= 0 &&
                      step.value() < document.lengthOf(sequence);
    const Item *tile = real ? tileOf(sequence, step) : nullptr;
    closeField();
    if (!tile)
        return;
    m_sequence = sequence;
    m_step = step;
    m_viewState.select(Target{tile->identity});
    tile = tileOf(sequence, step); // the picture was made again
    m_editing.beginGesture();
    m_field = new TypingField(&m_canvas);
    m_field->setAccessibleName(tr("Token"));
    m_field->setAlignment(Qt::AlignCenter);
    const QRect place = bounds(*tile).toRect();
    const int width = std::max(place.width() + 4, narrowestField);
    m_field->setGeometry(place.center().x() - width / 2, place.center().y() - fieldHeight / 2,
                         width, fieldHeight);
    const auto &ids = std::get<core::TokenInput>(document.input).ids;
    const std::int64_t id =
        ids[static_cast<std::size_t>(sequence.value())][static_cast<std::size_t>(step.value())];
    m_field->setText(QString::fromStdString(core::tokenText(document.vocabulary, id)));
    m_field->selectAll();
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textEdited, this, &CanvasEditing::type);
    connect(m_field, &QLineEdit::editingFinished, this, &CanvasEditing::closeField);
    m_field->show();
    m_field->setFocus();
}

void CanvasEditing::type(const QString &text)
{
    const bool taken =
        m_editing.setToken(static_cast<int>(m_sequence.value()), m_step.value(), text);
    if (m_field)
        m_field->setRefused(!taken);
}

/// Escape puts the token back; Tab goes on to the next one.
bool CanvasEditing::keyInField(int key)
{
    const bool ends = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab;
    if (ends && m_field->isRefused())
        return true; // it stays open until what it holds is right, or is given up
    if (key == Qt::Key_Tab || key == Qt::Key_Backtab) {
        const core::StepIndex next(m_step.value() + (key == Qt::Key_Tab ? 1 : -1));
        m_canvas.setFocus();
        openField(m_sequence, next);
        return true;
    }
    if (key != Qt::Key_Escape)
        return false;
    m_editing.takeBack();
    closeField();
    return true;
}

void CanvasEditing::closeField()
{
    if (!m_field)
        return;
    const bool hadFocus = m_field->hasFocus();
    if (m_field->isRefused())
        m_editing.takeBack();
    m_field->removeEventFilter(this);
    m_field->disconnect(this);
    m_field->hide();
    m_field->deleteLater();
    m_field.clear();
    m_editing.forgetRefusal();
    if (hadFocus)
        m_canvas.setFocus();
}

} // namespace ui
