// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace ui {

class FieldForm;

/// A form that scrolls where the screen is too low for it. It comes as high as the form and a sentence more,
/// so that an error moves nothing, and leads to the error where it is out of sight.
class FormScroll : public QScrollArea {
    Q_OBJECT

  public:
    /// Takes the form.
    explicit FormScroll(FieldForm &form, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
};

} // namespace ui
