// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/segmented.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace ui {

Segmented::Segmented(QWidget *parent) : QFrame(parent), m_group(new QButtonGroup(this))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(0);
    connect(m_group, &QButtonGroup::idClicked, this, &Segmented::chosen);
}

void Segmented::add(const QString &text, int id)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    // Room for the heavier letters of the chosen one, so that nothing moves when the choice does.
    QFont heavy = font();
    heavy.setWeight(QFont::DemiBold);
    button->setFixedWidth(QFontMetrics(heavy).horizontalAdvance(text) + 28);
    m_group->addButton(button, id);
    if (!focusProxy())
        setFocusProxy(button);
    layout()->addWidget(button);
}

void Segmented::addTruth()
{
    add(QStringLiteral("False"), 0);
    add(QStringLiteral("True"), 1);
}

void Segmented::setChoiceEnabled(int id, bool enabled)
{
    m_group->button(id)->setEnabled(enabled);
}

void Segmented::setCurrent(int id)
{
    if (QAbstractButton *button = m_group->button(id))
        button->setChecked(true);
}

int Segmented::current() const
{
    return m_group->checkedId();
}

} // namespace ui
