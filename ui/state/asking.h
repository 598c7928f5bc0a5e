// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace ui {

/// How closely arithmetic is told.
enum class Telling {
    symbols,
    numbers,
    products, ///< of every dot product, with the running sum
};

/// How numbers are asked: how closely, and whether the textbook's GRU stands beside PyTorch's.
class Asking : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    [[nodiscard]] Telling telling() const { return m_telling; }
    [[nodiscard]] bool textbook() const { return m_textbook; }

    void setTelling(Telling telling);
    void setTextbook(bool shown);

  signals:
    void changed();

  private:
    Telling m_telling = Telling::numbers;
    bool m_textbook = false;
};

} // namespace ui
