// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/number_field.h"

#include "ui/scene/text.h"
#include "ui/state/typed_number.h"

#include <QKeyEvent>
#include <QRandomGenerator>
#include <QWheelEvent>

namespace ui {

namespace {

constexpr int numberWidth = 96; // pixels
constexpr int wheelNotch = 120;
constexpr std::uint32_t seedsToTry = 10000;

} // namespace

NumberField::NumberField(QString key, QWidget *parent) : QLineEdit(parent), m_key(std::move(key))
{
    setFont(fontOf(Face::mono, 13));
    setAlignment(Qt::AlignRight);
    setFixedWidth(numberWidth);
    setAccessibleName(m_key);
}

core::Error NumberField::mustBe(const char *what) const
{
    return {m_key.toStdString() + " is \"" + text().toStdString() + "\"; it must be " + what, {}};
}

core::Result<std::int64_t> NumberField::integer() const
{
    bool ok = false;
    const std::int64_t value = text().trimmed().toLongLong(&ok);
    if (!ok)
        return mustBe("an integer");
    return value;
}

core::Result<std::optional<std::int64_t>> NumberField::integerIfAny() const
{
    if (text().trimmed().isEmpty())
        return std::optional<std::int64_t>();
    const auto value = integer();
    if (!value)
        return value.error();
    return std::optional(*value);
}

core::Result<std::uint64_t> NumberField::seed() const
{
    if (const auto value = integer())
        return static_cast<std::uint64_t>(*value);
    bool ok = false;
    const std::uint64_t value = text().trimmed().toULongLong(&ok);
    if (!ok)
        return mustBe("an integer of 64 bits");
    return value;
}

core::Result<double> NumberField::real() const
{
    if (const auto value = readNumber(text()))
        return *value;
    return mustBe("a number");
}

void NumberField::enter(const QString &text)
{
    setText(text);
    emit textEdited(text);
}

void NumberField::enterAnotherSeed()
{
    QString text;
    do
        text = QString::number(QRandomGenerator::global()->bounded(seedsToTry));
    while (text == this->text());
    enter(text);
}

void NumberField::stepBy(std::int64_t steps)
{
    if (const auto value = integer())
        enter(QString::number(*value + steps));
    else if (text().isEmpty())
        enter(QString::number(steps));
}

void NumberField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Up && event->key() != Qt::Key_Down)
        return QLineEdit::keyPressEvent(event);
    const int by = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    stepBy(event->key() == Qt::Key_Up ? by : -by);
}

void NumberField::wheelEvent(QWheelEvent *event)
{
    // Elsewhere the wheel scrolls past the field.
    const int notches = event->angleDelta().y() / wheelNotch;
    if (!hasFocus() || notches == 0)
        return event->ignore();
    stepBy(notches);
    event->accept();
}

} // namespace ui
