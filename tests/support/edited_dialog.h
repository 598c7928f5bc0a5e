// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/shown_window.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"
#include "ui/state/runner.h"
#include "ui/views/appearance.h"
#include "ui/views/field_form.h"
#include "ui/views/number_field.h"

#include <QAbstractButton>
#include <QPointer>
#include <QUndoStack>

namespace tests {

/// A document that is open in a window, and a dialog that edits it.
template <class Dialog> class EditedDialog {
  public:
    explicit EditedDialog(core::Document document) : m_open(std::move(document))
    {
        m_window.resize(1440, 900);
        m_window.show();
        QObject::connect(&m_open, &ui::OpenDocument::changed, &m_runner,
                         [this] { m_runner.start(m_open.value()); });
        QObject::connect(&m_runner, &ui::Runner::finished, &m_window,
                         [this](const auto &trace) { m_trace = trace; });
    }
    explicit EditedDialog(std::string_view example = "article")
        : EditedDialog(*core::exampleDocument(example))
    {
    }

    /// Opens the dialog. Requires: it is not open.
    void start()
    {
        m_dialog = new Dialog({m_open, m_editing, m_appearance, m_window});
        m_dialog->start();
    }
    Dialog &dialog() const { return *m_dialog; }
    ui::FieldForm &form() const { return *dialog().template findChild<ui::FieldForm *>(); }
    /// What the form says is wrong; empty if all is well.
    QString error() const { return form().errorText(); }
    /// The field that errors call `key`. Requires: there is one.
    ui::NumberField &field(const QString &key) const
    {
        for (ui::NumberField *field : dialog().template findChildren<ui::NumberField *>())
            if (field->key() == key)
                return *field;
        qFatal("no field %s", qPrintable(key));
    }
    QAbstractButton &button(const QString &text) const
    {
        for (QAbstractButton *button : dialog().template findChildren<QAbstractButton *>())
            if (button->text().remove(QLatin1Char('&')) == text)
                return *button;
        qFatal("no button %s", qPrintable(text));
    }
    /// Types over what stands in a field, a key at a time.
    void type(const QString &key, const QString &text) const
    {
        ui::NumberField &into = field(key);
        into.setFocus();
        into.selectAll();
        if (text.isEmpty())
            QTest::keyClick(&into, Qt::Key_Delete);
        QTest::keyClicks(&into, text);
    }
    void press(const QString &text) const { button(text).click(); }

    ui::OpenDocument &open() { return m_open; }
    core::Document value() const { return *m_open.value(); }
    QUndoStack &undo() { return m_open.undoStack(); }
    /// Whether a trace of the document as it is now comes.
    bool pictureFollows()
    {
        return QTest::qWaitFor([this] { return m_trace && *m_trace->document == value(); });
    }

  private:
    ui::OpenDocument m_open;
    ui::Editing m_editing{m_open};
    ui::Runner m_runner;
    std::shared_ptr<const core::Trace> m_trace;
    QWidget m_window;
    ui::Appearance m_appearance{m_window};
    QPointer<Dialog> m_dialog;
};

} // namespace tests
