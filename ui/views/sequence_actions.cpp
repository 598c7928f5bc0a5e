// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sequence_actions.h"

#include "core/model/document.h"
#include "ui/models/sequence_model.h"
#include "ui/state/editing.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QMimeData>

#include <algorithm>
#include <utility>

namespace ui {

SequenceActions::SequenceActions(QListView &list, Editing &editing)
    : QObject(&list), m_list(list), m_editing(editing)
{
    const auto ofRows = [this](const QString &text, const QKeySequence &key,
                               void (SequenceActions::*command)()) {
        m_ofRows.push_back(make(text, key, command));
        return m_ofRows.back();
    };
    make(tr("&Add sequence"), QKeySequence(Qt::CTRL | Qt::Key_Return), &SequenceActions::addBelow);
    ofRows(tr("&Edit sequence"), QKeySequence(Qt::Key_F2), &SequenceActions::edit);
    ofRows(tr("&Duplicate sequence"), QKeySequence(Qt::CTRL | Qt::Key_D),
           &SequenceActions::duplicate);
    QAction *remove =
        ofRows(tr("Re&move sequence"), QKeySequence(Qt::Key_Delete), &SequenceActions::remove);
    remove->setShortcutContext(Qt::WidgetShortcut);
    ofRows(tr("Move &up"), QKeySequence(Qt::ALT | Qt::Key_Up), &SequenceActions::moveUp);
    ofRows(tr("Move d&own"), QKeySequence(Qt::ALT | Qt::Key_Down), &SequenceActions::moveDown);
    m_actions.push_back(nullptr);
    ofRows(tr("&Copy sequences"), QKeySequence(Qt::CTRL | Qt::Key_C), &SequenceActions::copy)
        ->setShortcutContext(Qt::WidgetShortcut);
    make(tr("&Paste sequences"), QKeySequence(Qt::CTRL | Qt::Key_V), &SequenceActions::paste);
    for (QAction *action : m_actions)
        if (action)
            m_list.addAction(action);
    connect(m_list.selectionModel(), &QItemSelectionModel::currentChanged, this,
            &SequenceActions::enable);
    connect(m_list.model(), &QAbstractItemModel::modelReset, this, &SequenceActions::enable);
    connect(&editing, &Editing::documentChanged, this, &SequenceActions::enable);
    enable();
}

QAction *SequenceActions::make(const QString &text, const QKeySequence &key,
                               void (SequenceActions::*command)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, command);
    m_actions.push_back(action);
    return action;
}

void SequenceActions::enable()
{
    for (QAction *action : m_ofRows)
        action->setEnabled(m_list.currentIndex().isValid());
    m_ofRows.front()->setEnabled(m_list.currentIndex().isValid() && m_editing.canType());
}

std::vector<int> SequenceActions::rows() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : m_list.selectionModel()->selectedIndexes())
        rows.push_back(index.row());
    if (rows.empty() && m_list.currentIndex().isValid())
        rows.push_back(m_list.currentIndex().row());
    std::ranges::sort(rows);
    return rows;
}

void SequenceActions::addTo(QMenu &menu) const
{
    for (QAction *action : m_actions)
        if (action)
            menu.addAction(action);
        else
            menu.addSeparator();
}

void SequenceActions::fieldClosed(bool givenUp)
{
    if (std::exchange(m_isNew, false) && givenUp)
        m_editing.undo();
}

/// Makes a row the current one and opens its field.
void SequenceActions::openField(int row, bool isNew)
{
    m_isNew = isNew && m_editing.canType();
    const QModelIndex index = m_list.model()->index(row, 0);
    m_list.setCurrentIndex(index);
    m_list.scrollTo(index);
    if (!m_editing.canType())
        return;
    m_list.setFocus();
    m_list.edit(index);
}

void SequenceActions::add()
{
    if (const int row = m_editing.insertBelow(m_list.model()->rowCount() - 1); row >= 0)
        openField(row, true);
}

void SequenceActions::addBelow()
{
    const QModelIndex current = m_list.currentIndex();
    if (!current.isValid())
        return add();
    if (const int row = m_editing.insertBelow(current.row()); row >= 0)
        openField(row, true);
}

void SequenceActions::edit()
{
    openField(m_list.currentIndex().row(), false);
}

void SequenceActions::duplicate()
{
    const int row = m_list.currentIndex().row();
    if (m_editing.duplicate(row))
        m_list.setCurrentIndex(m_list.model()->index(row + 1, 0));
}

void SequenceActions::remove()
{
    const std::vector<int> gone = rows();
    if (!m_editing.remove(gone))
        return;
    const int left = m_list.model()->rowCount();
    m_list.setCurrentIndex(m_list.model()->index(std::min(gone.front(), left - 1), 0));
}

void SequenceActions::moveUp()
{
    moveBy(-1);
}

void SequenceActions::moveDown()
{
    moveBy(1);
}

void SequenceActions::moveBy(int by)
{
    const int from = m_list.currentIndex().row(), to = from + by;
    if (to < 0 || to >= m_list.model()->rowCount() || !m_editing.move(from, to))
        return;
    m_list.setCurrentIndex(m_list.model()->index(to, 0));
}

void SequenceActions::copy()
{
    QStringList lines;
    for (const int row : rows())
        lines += m_list.model()->index(row, 0).data(Qt::EditRole).toString();
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

/// Below the current row, else at the end.
void SequenceActions::paste()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    const QStringList lines = data ? sequenceLines(*data) : QStringList();
    if (lines.isEmpty())
        return;
    const QModelIndex current = m_list.currentIndex();
    const int at = current.isValid() ? current.row() + 1 : m_list.model()->rowCount();
    if (m_editing.insert(at, lines))
        m_list.setCurrentIndex(m_list.model()->index(at, 0));
}

} // namespace ui
