// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/asking.h"

namespace ui {

void Asking::setTelling(Telling telling)
{
    if (m_telling == telling)
        return;
    m_telling = telling;
    emit changed();
}

void Asking::setTextbook(bool shown)
{
    if (m_textbook == shown)
        return;
    m_textbook = shown;
    emit changed();
}

} // namespace ui
