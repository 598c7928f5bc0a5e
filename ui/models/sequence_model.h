// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

#include <QAbstractListModel>

#include <memory>

namespace ui {

/// The batch as a list: one row a sequence, as typed.
class SequenceModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Roles {
        lengthRole = Qt::UserRole + 1,
        widthRole, ///< t_pad, the cells that a row of the padded batch has
    };
    using QAbstractListModel::QAbstractListModel;

    void setTrace(std::shared_ptr<const core::Trace> trace);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// Display: the tokens of the sequence, or "3 vectors" of dense input.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

  private:
    [[nodiscard]] QString text(core::SequenceIndex sequence) const;

    std::shared_ptr<const core::Trace> m_trace;
};

/// The tokens of a sequence put together; ids with spaces between them where there is no vocabulary.
/// Requires: input of tokens.
[[nodiscard]] QString tokensText(const core::Trace &trace, core::SequenceIndex sequence);

} // namespace ui
