// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/form_scroll.h"

#include "ui/views/field_form.h"

#include <QTimer>

namespace ui {

namespace {

// Units: pixels. A form is as wide as a line of prose can be read.
constexpr int formWidth = 560;
constexpr int roomForError = 56;
constexpr int besideBar = 12;

} // namespace

FormScroll::FormScroll(FieldForm &form, QWidget *parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidget(&form);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its fields have it
    form.setContentsMargins(0, 0, besideBar, 0);
    connect(&form, &FieldForm::errorShown, this, [this](QWidget *sentence) {
        // Once it has its place.
        QTimer::singleShot(0, sentence, [this, sentence] { ensureWidgetVisible(sentence); });
    });
}

QSize FormScroll::sizeHint() const
{
    return {formWidth, widget()->heightForWidth(formWidth) + roomForError};
}

} // namespace ui
