// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/typing_field.h"

#include "ui/scene/text.h"

#include <QStyle>

namespace ui {

namespace {

constexpr auto refusedProperty = "refused"; // the style sheet asks for it

} // namespace

TypingField::TypingField(QWidget *parent) : QLineEdit(parent)
{
    setFont(fontOf(Face::mono, 14));
}

void TypingField::setRefused(bool refused)
{
    if (refused == isRefused())
        return;
    setProperty(refusedProperty, refused);
    style()->unpolish(this);
    style()->polish(this);
}

bool TypingField::isRefused() const
{
    return property(refusedProperty).toBool();
}

} // namespace ui
