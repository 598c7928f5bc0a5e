// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>

namespace ui {

class OpenDocument;

/// Asks where the numbers are to be written and as what; the kind that is chosen is the ending of the name.
class NumbersDialog : public QFileDialog {
    Q_OBJECT

  public:
    NumbersDialog(const OpenDocument &document, QWidget *parent);

    /// The file, or the folder of CSV files; empty if a person wants none.
    [[nodiscard]] QString ask();
};

} // namespace ui
