// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"
#include "ui/views/edit_states.h"
#include "ui/views/field_form.h"

#include <QDialog>

#include <functional>

namespace ui {

class NumberField;
class Segmented;

/// What the pipeline does with the batch: each option with a line that says what it changes. What is set is
/// seen at once, a step of undo for each option; what is refused stays in its field, with the reason.
class OptionsDialog : public QDialog {
    Q_OBJECT

  public:
    explicit OptionsDialog(const EditStates &states);

    /// Beside the picture, which goes on while it is open.
    void start();

  private:
    using Read = std::function<core::Result<core::Options>(core::Options)>;
    using Show = std::function<void(const core::Options &)>;
    /// An option as it is entered: how it goes into the options, and how it comes from them.
    struct Entry {
        QString key;
        Read read;
        Show show;
    };

    void addSorting();
    void addTies();
    void addWidths();
    void addPadding();
    void addTraining();
    Segmented *addChoice(const FieldText &text, const QStringList &choices);
    NumberField *addNumber(const FieldText &text, const QString &whenEmpty);
    void addWidth(const FieldText &text, std::optional<core::Index> core::Options::*width);
    void addSwitch(const FieldText &text, bool core::Options::*on);
    void set(const QString &key);
    void showAll(const QString &except);

    EditStates m_states;
    FieldForm *m_form;
    std::vector<Entry> m_entries;
    bool m_setting = false; ///< the change that comes is this dialog's own
};

} // namespace ui
