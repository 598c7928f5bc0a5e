// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/parameter_table.h"
#include "ui/views/edit_states.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QTableView;

namespace ui {

class ErrorBar;
class Heatmap;

/// Every tensor of the model: as a whole in colours, and as numbers that can be typed over. What is selected
/// in one is selected in the other.
class WeightsWindow : public QDialog {
    Q_OBJECT

  public:
    explicit WeightsWindow(const EditStates &states);

    void start();
    /// Shows one tensor. Requires: one of parametersOf the document.
    void choose(const core::ParameterRef &parameter);

  private:
    void arrange();
    void addCopying();
    void listParameters();
    void describe();
    void copyAs(QString (*text)(const ParameterTable &, const TableRange &));
    [[nodiscard]] TableRange selected() const;

    EditStates m_states;
    ParameterTable *m_table;
    QListWidget *m_list;
    QTableView *m_view;
    Heatmap *m_heatmap;
    QLabel *m_facts;
    ErrorBar *m_errors;
    std::vector<core::ParameterRef> m_listed;
};

} // namespace ui
