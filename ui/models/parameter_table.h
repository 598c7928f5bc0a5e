// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model_edits.h"

#include <QAbstractTableModel>

#include <memory>

namespace ui {

class Editing;
class OpenDocument;

/// One tensor of the model as a table that can be typed into: axes before the last are rows, a bias is a
/// column. Rows are named by what they are: a token, a gate and its unit, a sequence, a class.
class ParameterTable : public QAbstractTableModel {
    Q_OBJECT

  public:
    /// Shows the first parameter. Requires: both live longer.
    ParameterTable(const OpenDocument &document, Editing &editing, QObject *parent = nullptr);

    [[nodiscard]] const core::ParameterRef &parameter() const { return m_parameter; }
    /// Requires: one of parametersOf the document.
    void setParameter(const core::ParameterRef &parameter);
    [[nodiscard]] const core::Tensor<double> &tensor() const;
    /// Whether numbers have the precision of float64, else that of float32.
    [[nodiscard]] bool isOfDoubles() const { return m_document->dtype == core::DType::float64; }
    /// Units in each of the blocks r, z and n; 0 where rows are no gates.
    [[nodiscard]] core::Index unitsOfBlock() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Errors, as a signal: what is no number.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    /// "weight_ih_l0[3, 4]", as in PyTorch.
    [[nodiscard]] QString nameOf(const QModelIndex &index) const;

  signals:
    void refused(const core::Error &error);
    /// Another document has the tensor gone; the first one is shown instead.
    void parameterChanged();

  private:
    void showDocument();
    [[nodiscard]] QString rowName(int row) const;
    [[nodiscard]] core::Index placeOf(const QModelIndex &index) const;

    const OpenDocument &m_open;
    Editing &m_editing;
    /// What is shown; the document may be ahead of it while views are told.
    std::shared_ptr<const core::Document> m_document;
    core::ParameterRef m_parameter;
};

/// A rectangle of a table.
struct TableRange {
    int top = 0, left = 0, rows = 0, columns = 0;
};

/// Numbers with tabs between them, a line a row; each with all its digits.
[[nodiscard]] QString tabSeparated(const ParameterTable &table, const TableRange &range);
/// "torch.tensor([[0.5, 1.0], [2.0, 3.0]])"; of one row or one column, a tensor of rank 1; a single number
/// has rank 0. Of float64, dtype is said.
[[nodiscard]] QString torchTensor(const ParameterTable &table, const TableRange &range);

} // namespace ui
