// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

#include <QAbstractListModel>

namespace ui {

class Editing;

/// The batch as a list that can be edited: one row a sequence, as typed. It follows the document, not the
/// trace, so that it never lags behind what is typed.
///
/// Rows are dragged to another place; lines of text dropped on it become sequences.
class SequenceModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Roles {
        lengthRole = Qt::UserRole + 1,
        widthRole, ///< t_pad, the cells that a row of the padded batch has
    };
    /// Requires: the editing lives longer.
    explicit SequenceModel(Editing &editing, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// Display: the tokens of the sequence, or "3 vectors" of dense input. Edit: what can be typed.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// A text that is refused changes nothing.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

  signals:
    /// A row was dragged to another place.
    void dragged(int to);

  private:
    void follow();
    [[nodiscard]] QString text(int row) const;

    Editing &m_editing;
    int m_rows = 0;
};

/// The tokens of a sequence put together; ids with spaces between them where there is no vocabulary.
/// Requires: input of tokens.
[[nodiscard]] QString tokensText(const core::Trace &trace, core::SequenceIndex sequence);

/// The lines of a text, or of a small text file, that would become sequences.
[[nodiscard]] QStringList sequenceLines(const QString &text);
[[nodiscard]] QStringList sequenceLines(const QMimeData &data);

} // namespace ui
