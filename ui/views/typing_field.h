// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace ui {

/// A field for tokens or numbers in the face of all numbers, which can say by its colour that what it
/// holds is refused.
class TypingField : public QLineEdit {
    Q_OBJECT

  public:
    explicit TypingField(QWidget *parent = nullptr);

    void setRefused(bool refused);
    [[nodiscard]] bool isRefused() const;
};

} // namespace ui
