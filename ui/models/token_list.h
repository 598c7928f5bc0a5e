// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QAbstractListModel>

#include <string>
#include <vector>

namespace ui {

class Editing;
class OpenDocument;

/// The tokens of the vocabulary, a row for each row of the embedding. One can be typed over, the first row
/// without one can be named, and the last token goes when it is emptied.
class TokenList : public QAbstractListModel {
    Q_OBJECT

  public:
    /// Requires: both live longer.
    TokenList(const OpenDocument &document, Editing &editing, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Errors, as a signal: as core::withVocabulary.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    /// Other tokens for the same rows. Errors: as setData.
    bool replaceAll(std::vector<std::string> tokens);

  signals:
    void refused(const core::Error &error);

  private:
    void showDocument();
    [[nodiscard]] const std::vector<std::string> &tokens() const;
    bool take(std::vector<std::string> tokens, const QString &kind);

    const OpenDocument &m_open;
    Editing &m_editing;
    int m_rows; ///< as views were told
};

/// A token as it can be seen and typed: spaces and what moves the cursor are written as "\s", "\n", "\t",
/// "\r", and a backslash as "\\".
[[nodiscard]] QString visibleToken(const std::string &token);
/// The token that a person typed so.
[[nodiscard]] std::string typedToken(const QString &text);

} // namespace ui
