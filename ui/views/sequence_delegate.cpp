// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sequence_delegate.h"

#include "core/model/document.h"
#include "ui/models/sequence_model.h"
#include "ui/paint/painter.h"
#include "ui/scene/text.h"
#include "ui/state/editing.h"
#include "ui/views/appearance.h"
#include "ui/views/focus_ring.h"
#include "ui/views/sheet.h"
#include "ui/views/typing_field.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace ui {

namespace {

// Of a row, where there is room for rows, and where there is little. Units: pixels.
constexpr int rowHeight = 47, lowRowHeight = 35;
/// Of the line below, where there is a readout and room.
constexpr int readingHeight = 15;

/// A segment a cell, hatched where the row is padded; one bar where segments would not be seen.
void writeBar(Sheet &sheet, double left, double top, const QModelIndex &index)
{
    const int length = index.data(SequenceModel::lengthRole).toInt();
    const int cells = std::max(index.data(SequenceModel::widthRole).toInt(), 1);
    const double room = sheet.right() - left, pitch = room / cells;
    const Colour hue = Colour::hue(core::SequenceIndex(index.row()));
    constexpr double height = 5, gap = 2;
    const auto segment = [&](double from, double to, bool real) {
        Box box{QRectF(left + from, top, to - from, height), 2, real ? hue : Role::padGround, {}};
        box.hatched = !real;
        sheet.add(box);
    };
    if (pitch < 6) {
        segment(0, length * pitch, true);
        if (length < cells)
            segment(length * pitch, room, false);
        return;
    }
    for (int i = 0; i < cells; ++i)
        segment(i * pitch, (i + 1) * pitch - gap, i < length);
}

/// What the model reads, up to a right end; paler while it is of what stood there before. Where there is
/// little room the share goes first, then the end of the name.
void writeReading(Sheet &sheet, const QModelIndex &index, QPointF end, double room)
{
    constexpr double size = 12, shortest = 24;
    const QVariant read = index.data(SequenceModel::readingRole);
    if (!read.isValid() || room < shortest)
        return;
    const auto reading = read.value<Reading>();
    const Colour colour(Role::ink3, index.data(SequenceModel::readingIsOldRole).toBool() ? 0.4 : 1);
    QString share = QLatin1Char(' ') + shareText(reading);
    double forName = room - widthOf(share, Face::prose, size);
    if (forName < std::min(widthOf(reading.name, Face::prose, size), 2 * shortest)) {
        share.clear();
        forName = room;
    }
    const QString text = elided(reading.name, Face::prose, size, forName) + share;
    sheet.line(end.x(), end.y(), {{text, Face::prose, colour}}, size, Qt::AlignRight);
}

Scene sceneOf(const QModelIndex &index, QSize size)
{
    const double low = size.height() < rowHeight ? 1 : 0;
    Sheet sheet(size.width(), 12, 12);
    sheet.badge(12, 10 - 4 * low, 26 - 4 * low, core::SequenceIndex(index.row()));
    const QString length = QString::number(index.data(SequenceModel::lengthRole).toInt());
    const double left = 48, room = sheet.right() - left - widthOf(length, Face::mono, 14) - 8;
    const QString tokens = index.data().toString();
    sheet.line(left, 23 - 4 * low, {{tokens, Face::mono, Role::ink}}, 14, Qt::AlignLeft, room);
    sheet.line(sheet.right(), 23 - 4 * low, {{length, Face::mono, Role::ink}}, 14, Qt::AlignRight);
    writeBar(sheet, left, 33 - 8 * low, index);
    if (size.height() >= rowHeight + readingHeight)
        writeReading(sheet, index, {sheet.right(), 53}, sheet.right() - left);
    else // what the tokens leave
        writeReading(sheet, index, {left + room, 23 - 4 * low},
                     room - widthOf(tokens, Face::mono, 14) - 10);
    sheet.space(size.height());
    return sheet.finish();
}

} // namespace

SequenceDelegate::SequenceDelegate(const Appearance &appearance, Editing &editing, QObject *parent)
    : QStyledItemDelegate(parent), m_appearance(appearance), m_editing(editing)
{
}

void SequenceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const Theme ground = onGround(theme, selected  ? Role::accentSoft
                                         : hovered ? Role::gateTrough
                                                   : Role::panel);
    painter->save();
    QPainterPath outline;
    outline.addRoundedRect(option.rect, 8, 8);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipPath(outline);
    painter->translate(option.rect.topLeft());
    paintScene(*painter, sceneOf(index, option.rect.size()), ground);
    painter->restore();
    if (option.state & QStyle::State_HasFocus)
        paintFocusRing(*painter, option.rect, 8, theme);
}

QWidget *SequenceDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                        const QModelIndex &index) const
{
    auto *field = new TypingField(parent);
    field->setAccessibleName(
        tr("Sequence %1")
            .arg(QString::fromStdString(core::sequenceName(core::SequenceIndex(index.row())))));
    m_editing.beginGesture();
    const QPersistentModelIndex place(index);
    connect(field, &QLineEdit::textEdited, this, [this, field, place](const QString &text) {
        if (place.isValid())
            field->setRefused(!m_editing.type(place.row(), text));
    });
    return field;
}

/// Not while it says the same: the cursor would jump.
void SequenceDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *field = static_cast<TypingField *>(editor);
    const QString text = index.data(Qt::EditRole).toString();
    if (field->text() == text || field->isRefused())
        return;
    field->setText(text);
    field->selectAll();
}

/// Everything that was taken is in the model already.
void SequenceDelegate::setModelData(QWidget *, QAbstractItemModel *, const QModelIndex &) const {}

void SequenceDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                            const QModelIndex &) const
{
    QRect place = option.rect.adjusted(42, m_low ? 1 : 4, -4, 0);
    place.setHeight(30);
    editor->setGeometry(place);
}

bool SequenceDelegate::eventFilter(QObject *object, QEvent *event)
{
    const auto *field = qobject_cast<TypingField *>(object);
    const int key =
        field && event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event)->key() : 0;
    const bool refused = field && field->isRefused();
    // It stays open until what it holds is right, or is given up.
    if (refused && (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab))
        return true;
    if (key == Qt::Key_Escape || (refused && event->type() == QEvent::FocusOut))
        m_editing.takeBack();
    return QStyledItemDelegate::eventFilter(object, event);
}

QSize SequenceDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool reads = index.data(SequenceModel::hasReadoutRole).toBool();
    return {160, m_low ? lowRowHeight : reads ? rowHeight + readingHeight : rowHeight};
}

} // namespace ui
