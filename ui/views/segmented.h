// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QButtonGroup;

namespace ui {

/// One choice out of few, side by side.
class Segmented : public QFrame {
    Q_OBJECT

  public:
    explicit Segmented(QWidget *parent = nullptr);

    void add(const QString &text, int id);
    /// Python's False and True, by the ids 0 and 1.
    void addTruth();
    /// Whether a choice can be made; the one that is made stays.
    void setChoiceEnabled(int id, bool enabled);
    /// Chooses without saying so.
    void setCurrent(int id);
    /// The id that is chosen; -1 if none is.
    [[nodiscard]] int current() const;

  signals:
    /// A person chose.
    void chosen(int id);

  private:
    QButtonGroup *m_group;
};

} // namespace ui
