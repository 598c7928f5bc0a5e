// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"
#include "ui/scene/reading.h"

#include <QAbstractListModel>

#include <memory>
#include <optional>

namespace ui {

class Editing;

/// The batch as a list that can be edited: one row a sequence, as typed. It follows the document, not the
/// trace, so that it never lags behind what is typed; only what the model reads of a row is the trace's.
///
/// Rows are dragged to another place; lines of text dropped on it become sequences.
class SequenceModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Roles {
        lengthRole = Qt::UserRole + 1,
        widthRole,      ///< t_pad, the cells that a row of the padded batch has
        hasReadoutRole, ///< whether the model reads anything
        readingRole,    ///< a Reading: what it reads of the packed last state; absent if not known
        readingIsOldRole, ///< the row has been typed over, or the model changed, since it was read
    };
    /// Requires: the editing lives longer.
    explicit SequenceModel(Editing &editing, QObject *parent = nullptr);

    /// What was read last, of this document or of one before it; may be null.
    void setTrace(std::shared_ptr<const core::Trace> trace);

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
    enum class Age { unknown, old, current };

    void follow();
    void compareModels();
    [[nodiscard]] QString text(int row) const;
    [[nodiscard]] QString facts(int row) const;
    [[nodiscard]] Age ageOfReading(int row) const;
    [[nodiscard]] std::optional<Reading> reading(int row) const;
    [[nodiscard]] QString accessibleText(int row) const;
    [[nodiscard]] QString toolTip(int row) const;

    Editing &m_editing;
    int m_rows = 0;
    std::shared_ptr<const core::Trace> m_trace; ///< with a readout; else null
    bool m_sameModel = false;                   ///< the trace's model is the document's
};

/// The tokens of a sequence put together; ids with spaces between them where there is no vocabulary.
/// Requires: input of tokens.
[[nodiscard]] QString tokensText(const core::Trace &trace, core::SequenceIndex sequence);

/// The lines of a text, or of a small text file, that would become sequences.
[[nodiscard]] QStringList sequenceLines(const QString &text);
[[nodiscard]] QStringList sequenceLines(const QMimeData &data);

} // namespace ui
