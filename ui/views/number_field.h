// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QLineEdit>

#include <cstdint>
#include <optional>

namespace ui {

/// A number to type, in the face of numbers. The arrow keys and the wheel count up and down, by ten with
/// Shift; that counts as typing. What is typed is judged by whoever asks for it.
class NumberField : public QLineEdit {
    Q_OBJECT

  public:
    /// `key` is what sentences about it call the number.
    explicit NumberField(QString key, QWidget *parent = nullptr);

    [[nodiscard]] const QString &key() const { return m_key; }
    /// Errors: "hidden_size is "x"; it must be an integer".
    [[nodiscard]] core::Result<std::int64_t> integer() const;
    /// The same, or nothing where the field is empty.
    [[nodiscard]] core::Result<std::optional<std::int64_t>> integerIfAny() const;
    /// As torch.manual_seed takes it: a negative one counts from the end of 64 bits.
    /// Errors: "seed is "x"; it must be an integer of 64 bits".
    [[nodiscard]] core::Result<std::uint64_t> seed() const;
    /// Errors: "dropout is "x"; it must be a number".
    [[nodiscard]] core::Result<double> real() const;

    /// Types a number in a person's place.
    void enter(const QString &text);
    /// A seed that a person has not seen: small, so that it can be remembered, and another one.
    void enterAnotherSeed();

  protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

  private:
    void stepBy(std::int64_t steps);
    [[nodiscard]] core::Error mustBe(const char *what) const;

    QString m_key;
};

} // namespace ui
