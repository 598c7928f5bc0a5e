// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/edit_states.h"

#include <QDialog>

class QTableView;

namespace ui {

class ErrorBar;
class FieldForm;
class Segmented;
class TokenList;

/// What text is split into: the tokens, each with its id, how text is split, and what becomes of text that
/// no token matches.
class VocabularyDialog : public QDialog {
    Q_OBJECT

  public:
    explicit VocabularyDialog(const EditStates &states);

    /// Beside the picture, which goes on while it is open.
    void start();
    /// Takes the tokens of a file of one token a line, or says why not.
    void load(const QString &fileName);

  private:
    void addRules();
    void addTokens();
    [[nodiscard]] QWidget *buttons();
    void setRules(const QString &key);
    void showRules();
    void askAndLoad();

    EditStates m_states;
    FieldForm *m_form;
    Segmented *m_split;
    Segmented *m_unknown;
    ErrorBar *m_errors;
    TokenList *m_tokens;
    QTableView *m_table;
};

} // namespace ui
