// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

class QAction;
class QListView;
class QMenu;

namespace ui {

class Editing;

/// What can be done to the sequences of a list, by menu and by keys. The keys of one stroke work while the
/// list has the focus.
class SequenceActions : public QObject {
    Q_OBJECT

  public:
    /// Requires: all live longer.
    SequenceActions(QListView &list, Editing &editing);

    /// Adds all of it to a menu, in groups.
    void addTo(QMenu &menu) const;
    /// A field was closed; `givenUp` says that a person does not want what was typed, nor the row that
    /// was made for it.
    void fieldClosed(bool givenUp);

    /// A new sequence at the end, its field open.
    void add();

  private:
    QAction *make(const QString &text, const QKeySequence &key, void (SequenceActions::*command)());
    void addBelow();
    void edit();
    void duplicate();
    void remove();
    void moveUp();
    void moveDown();
    void moveBy(int by);
    void copy();
    void paste();
    void openField(int row, bool isNew);
    void enable();
    /// The rows that are selected; else the current one.
    [[nodiscard]] std::vector<int> rows() const;

    QListView &m_list;
    Editing &m_editing;
    std::vector<QAction *> m_actions;
    std::vector<QAction *> m_ofRows; ///< need a row
    bool m_isNew = false;            ///< the row of the open field was made for it
};

} // namespace ui
