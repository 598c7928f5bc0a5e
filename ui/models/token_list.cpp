// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/token_list.h"

#include "core/model/model_edits.h"
#include "ui/scene/text.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"

#include <array>

namespace ui {

namespace {

constexpr double size = 12; // pixels

/// A character that cannot be seen, and the letter that stands for it after a backslash.
struct Escape {
    char character;
    char letter;
};
constexpr std::array<Escape, 5> escapes{
    {{' ', 's'}, {'\n', 'n'}, {'\t', 't'}, {'\r', 'r'}, {'\\', '\\'}}};

int rowsOf(const core::Document &document)
{
    return std::holds_alternative<core::TokenInput>(document.input)
               ? static_cast<int>(document.embedding.extent(0))
               : 0;
}

} // namespace

QString visibleToken(const std::string &token)
{
    std::string text;
    for (const char character : token) {
        const auto escape = std::ranges::find(escapes, character, &Escape::character);
        if (escape == escapes.end())
            text += character;
        else
            text.append({'\\', escape->letter});
    }
    return QString::fromStdString(text);
}

std::string typedToken(const QString &text)
{
    std::string token;
    const std::string typed = text.toStdString();
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const char next = i + 1 < typed.size() ? typed[i + 1] : '\0';
        const auto escape = std::ranges::find(escapes, next, &Escape::letter);
        if (typed[i] == '\\' && escape != escapes.end()) {
            token += escape->character;
            ++i;
        } else {
            token += typed[i];
        }
    }
    return token;
}

TokenList::TokenList(const OpenDocument &document, Editing &editing, QObject *parent)
    : QAbstractListModel(parent), m_open(document), m_editing(editing),
      m_rows(rowsOf(*document.value()))
{
    connect(&document, &OpenDocument::changed, this, &TokenList::showDocument);
}

const std::vector<std::string> &TokenList::tokens() const
{
    return m_open.value()->vocabulary.tokens;
}

void TokenList::showDocument()
{
    if (const int rows = rowsOf(*m_open.value()); rows != m_rows) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else if (rows > 0) {
        emit dataChanged(index(0), index(rows - 1));
    }
}

int TokenList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

QVariant TokenList::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= std::ssize(tokens()))
        return {};
    return role == Qt::DisplayRole || role == Qt::EditRole
               ? visibleToken(tokens()[static_cast<std::size_t>(index.row())])
               : QVariant();
}

QVariant TokenList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::FontRole)
        return fontOf(Face::mono, size);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return orientation == Qt::Vertical ? QString::number(section) : tr("token");
}

Qt::ItemFlags TokenList::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    // Tokens have no gaps.
    return index.isValid() && index.row() <= std::ssize(tokens()) ? flags | Qt::ItemIsEditable
                                                                  : flags;
}

bool TokenList::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable))
        return false;
    const auto row = static_cast<std::size_t>(index.row());
    std::vector<std::string> edited = tokens();
    std::string token = typedToken(value.toString());
    if (row == edited.size()) {
        if (token.empty())
            return false;
        edited.push_back(std::move(token));
    } else if (row + 1 == edited.size() && token.empty()) {
        edited.pop_back();
    } else {
        edited[row] = std::move(token);
    }
    return take(std::move(edited), QStringLiteral("token %1").arg(row));
}

bool TokenList::replaceAll(std::vector<std::string> tokens)
{
    return take(std::move(tokens), {});
}

bool TokenList::take(std::vector<std::string> tokens, const QString &kind)
{
    const auto after = core::withVocabulary(*m_open.value(), std::move(tokens));
    if (!after) {
        emit refused(after.error());
        return false;
    }
    return m_editing.take(after, tr("Vocabulary"), kind);
}

} // namespace ui
