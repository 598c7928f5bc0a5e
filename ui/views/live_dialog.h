// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"
#include "ui/views/edit_states.h"

#include <QDialog>
#include <QTimer>

#include <memory>

class QPushButton;

namespace ui {

class FieldForm;
class NumberField;

/// A dialog whose entries are seen in the picture at once. What it does is one step of undo; Cancel takes it
/// back. While an entry is refused the last good picture stays, and the field says what is wrong.
class LiveDialog : public QDialog {
    Q_OBJECT

  public:
    /// `what` is the dialog's title, and the name of the step in the menu.
    LiveDialog(const EditStates &states, const QString &what);
    ~LiveDialog() override;

    /// Shows it beside the picture, and in the picture what its entries say. It deletes itself when closed.
    void start();
    void accept() override;
    void reject() override;

  protected:
    [[nodiscard]] FieldForm &form() { return *m_form; }
    [[nodiscard]] const FieldForm &form() const { return *m_form; }
    /// The document as it was when the dialog opened.
    [[nodiscard]] const core::Document &before() const { return *m_before; }
    /// A field whose every keystroke is seen.
    NumberField *numberField(const QString &key);
    /// A field for a seed, and a button beside it that enters another one.
    NumberField *addSeed(const QString &note);
    /// A person touched the entry that errors call `key`: shows what all entries say, at once or, where that
    /// would be felt at each key, when a person pauses.
    void touch(const QString &key);

    /// What the entries make of the document as it was.
    [[nodiscard]] virtual core::Result<core::Document> edited() const = 0;
    /// The picture follows: tells what came of it.
    virtual void tell(const core::Document &) {}
    /// A person keeps it.
    virtual void keep() {}

  private:
    void preview();

    EditStates m_states;
    std::shared_ptr<const core::Document> m_before;
    FieldForm *m_form;
    QPushButton *m_ok;
    QTimer m_pause;
    bool m_isSlow = false; ///< the last preview was felt
};

} // namespace ui
