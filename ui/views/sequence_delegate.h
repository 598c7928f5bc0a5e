// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

class Appearance;

/// Draws a sequence: badge, tokens, length, and a bar of as many segments.
class SequenceDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    explicit SequenceDelegate(const Appearance &appearance, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

  private:
    const Appearance &m_appearance;
};

} // namespace ui
