// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/field_form.h"

#include <QAccessible>
#include <QGridLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

// Units: pixels. What stands beside an editor is centred on it, or begins there.
constexpr int editorHeight = 28, noteTop = 6;
constexpr int rowGap = 8, columnGap = 12;
/// A note stands below an editor that is wider than this.
constexpr int widestBeside = 160;

QLabel *hiddenLabel(Face face, double size, const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    label->setFont(fontOf(face, size));
    label->setObjectName(QLatin1String(name));
    label->hide();
    return label;
}

/// Style sheets look at properties only when they are told to.
void markWrong(QWidget &editor, bool wrong)
{
    if (editor.property("refused").toBool() == wrong)
        return;
    editor.setProperty("refused", wrong);
    editor.style()->unpolish(&editor);
    editor.style()->polish(&editor);
}

/// Where the key stands in a sentence as a word of its own; -1 if it does not. A remark in parentheses,
/// "(sequence B)", names no field.
qsizetype placeOfWord(QString sentence, const QString &word)
{
    static const QRegularExpression remarks(QStringLiteral("\\([^)]*\\)"));
    sentence.remove(remarks);
    return sentence.indexOf(QRegularExpression(QStringLiteral("(?<![\\w.])%1(?!\\w)").arg(word)));
}

} // namespace

QString richText(const QString &text)
{
    static const QRegularExpression code(QStringLiteral("`([^`]*)`"));
    static const QString family = familiesOf(Face::mono).join(QStringLiteral("','"));
    return text.toHtmlEscaped()
        .replace(code, QStringLiteral("<span style=\"font-family:'%1'\">\\1</span>").arg(family))
        .replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

QLabel *noteLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(richText(text), parent);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setFont(fontOf(Face::prose, 12));
    label->setObjectName(QStringLiteral("quiet"));
    return label;
}

FieldForm::FieldForm(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(m_grid);
    layout->addStretch(); // rows stay together
    layout->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(columnGap);
    m_grid->setVerticalSpacing(rowGap);
    m_grid->setColumnStretch(2, 1);
}

void FieldForm::add(const FieldText &text, QWidget *editor)
{
    auto *label = new QLabel(text.label, this);
    label->setFont(fontOf(text.face, 13));
    label->setBuddy(editor);
    label->setMinimumHeight(editorHeight);
    editor->setMinimumHeight(editorHeight);
    editor->setAccessibleName(QString(text.label).remove(QLatin1Char('&')));
    editor->setAccessibleDescription(QString(text.note).remove(QLatin1Char('`')));
    const Row row{text.key, editor, hiddenLabel(Face::prose, 13, "complaint", this),
                  hiddenLabel(Face::mono, 12, "quiet", this)};
    const int at = m_grid->rowCount();
    m_grid->addWidget(label, at, 0, Qt::AlignTop);
    const int width = std::min(editor->sizeHint().width(), editor->maximumWidth());
    const bool isBeside = !m_notesBelow && width <= widestBeside;
    if (isBeside)
        m_grid->addWidget(editor, at, 1, Qt::AlignTop | Qt::AlignLeft);
    else
        m_grid->addWidget(editor, at, 1, 1, 2, Qt::AlignLeft);
    if (!text.note.isEmpty()) {
        QLabel *note = noteLabel(text.note, this);
        note->setContentsMargins(0, isBeside ? noteTop : 0, 0, 0);
        if (isBeside)
            m_grid->addWidget(note, at, 2, Qt::AlignTop);
        else
            m_grid->addWidget(note, at + 1, 1, 1, 2);
    }
    m_grid->addWidget(row.sentence, at + 2, 1, 1, 2);
    m_grid->addWidget(row.torch, at + 3, 1, 1, 2);
    m_rows.push_back(row);
}

void FieldForm::addBelow(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 1, 1, 2, Qt::AlignLeft);
}

void FieldForm::addWide(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 3);
}

const FieldForm::Row *FieldForm::rowOf(const QString &key) const
{
    const auto found = std::ranges::find(m_rows, key, &Row::key);
    return found == m_rows.end() ? nullptr : &*found;
}

void FieldForm::setEnabledField(const QString &key, bool enabled)
{
    rowOf(key)->editor->setEnabled(enabled);
}

/// The field that was touched last if the sentence names it or no other, else the first that it names.
QString FieldForm::fieldOf(const QString &sentence) const
{
    QString first = m_touched;
    qsizetype place = sentence.size();
    for (const Row &row : m_rows)
        if (const qsizetype at = placeOfWord(sentence, row.key); at >= 0) {
            if (row.key == m_touched)
                return m_touched;
            if (at < place) {
                place = at;
                first = row.key;
            }
        }
    return first.isEmpty() && !m_rows.empty() ? m_rows.front().key : first;
}

void FieldForm::showError(const core::Error &error)
{
    // How a file calls the place is of no use here.
    QString sentence = QString::fromStdString(error.message);
    if (sentence.startsWith(QStringLiteral("config.")))
        sentence.remove(0, 7);
    const QString key = fieldOf(sentence);
    if (key != m_wrong)
        clearError();
    const Row *row = rowOf(key);
    if (!row)
        return;
    m_wrong = key;
    row->sentence->setText(sentence);
    row->torch->setText(tr("PyTorch: %1").arg(QString::fromStdString(error.torch)));
    row->sentence->show();
    row->torch->setVisible(!error.torch.empty());
    markWrong(*row->editor, true);
    emit errorShown(row->sentence);
    QAccessibleEvent event(row->sentence, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void FieldForm::clearError()
{
    const Row *row = rowOf(m_wrong);
    m_wrong.clear();
    if (!row)
        return;
    row->sentence->hide();
    row->torch->hide();
    markWrong(*row->editor, false);
}

QString FieldForm::errorText() const
{
    const Row *row = rowOf(m_wrong);
    if (!row)
        return {};
    return row->torch->isHidden() ? row->sentence->text()
                                  : row->sentence->text() + QLatin1Char('\n') + row->torch->text();
}

} // namespace ui
