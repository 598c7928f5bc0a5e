// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

class Appearance;
class Editing;

/// Draws a sequence: badge, tokens, length, a bar of as many segments, and what the model reads. Its field
/// tells every keystroke to the model; while what it holds is refused it says so by its colour, and Escape
/// puts everything back.
class SequenceDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    SequenceDelegate(const Appearance &appearance, Editing &editing, QObject *parent = nullptr);

    /// Rows are lower, so that more of them are seen.
    void setLow(bool low) { m_low = low; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

  protected:
    bool eventFilter(QObject *object, QEvent *event) override;

  private:
    const Appearance &m_appearance;
    Editing &m_editing;
    bool m_low = false;
};

} // namespace ui
