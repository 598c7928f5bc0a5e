// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/scene/text.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace ui {

/// A row of a form in words. `label` may mark a letter with & for the keyboard.
struct FieldText {
    QString key; ///< what errors call it: "hidden_size"
    QString label;
    QString note;            ///< one line: what it changes; code between backquotes
    Face face = Face::prose; ///< of the label
};

/// A form: to each thing that can be set its name, its editor, a line that says what it changes and, while
/// what stands there is refused, why, with PyTorch's own words beneath.
class FieldForm : public QWidget {
    Q_OBJECT

  public:
    explicit FieldForm(QWidget *parent = nullptr);

    /// From now on a note stands below its editor, not beside it where there is room.
    void setNotesBelow() { m_notesBelow = true; }
    void add(const FieldText &text, QWidget *editor);
    /// Something that belongs to the editor added last, below it.
    void addBelow(QWidget *widget);
    /// A row for the whole form, of no key.
    void addWide(QWidget *widget);
    /// Whether the field can be set. Requires: there is one of this key.
    void setEnabledField(const QString &key, bool enabled);
    /// What a person touched last: an error that names no field is shown there.
    void touch(const QString &key) { m_touched = key; }

    void showError(const core::Error &error);
    void clearError();
    /// The field where the error stands, or nothing.
    [[nodiscard]] QString wrongField() const { return m_wrong; }
    /// What is said there; empty if all is well.
    [[nodiscard]] QString errorText() const;

  signals:
    /// The error begins to be shown.
    void errorShown(QWidget *beside);

  private:
    struct Row {
        QString key;
        QWidget *editor;
        QLabel *sentence;
        QLabel *torch;
    };
    [[nodiscard]] const Row *rowOf(const QString &key) const;
    [[nodiscard]] QString fieldOf(const QString &sentence) const;

    QGridLayout *m_grid;
    bool m_notesBelow = false;
    std::vector<Row> m_rows;
    QString m_touched, m_wrong;
};

/// A text with code between backquotes as rich text, the code in the face of code.
[[nodiscard]] QString richText(const QString &text);
/// A quiet line that breaks where it must; code between backquotes.
[[nodiscard]] QLabel *noteLabel(const QString &text, QWidget *parent);

} // namespace ui
