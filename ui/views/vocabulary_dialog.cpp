// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/vocabulary_dialog.h"

#include "core/model/model_edits.h"
#include "ui/models/token_list.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"
#include "ui/state/token_file.h"
#include "ui/views/beside_picture.h"
#include "ui/views/error_bar.h"
#include "ui/views/field_form.h"
#include "ui/views/segmented.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace ui {

using core::UnknownTokens;

namespace {

// Units: pixels.
constexpr int partGap = 12, buttonGap = 8, wordHeight = 24;
constexpr QSize usualSize(520, 600);

} // namespace

VocabularyDialog::VocabularyDialog(const EditStates &states)
    : QDialog(&states.window), m_states(states), m_form(new FieldForm(this)),
      m_split(new Segmented(this)), m_unknown(new Segmented(this)),
      m_errors(new ErrorBar(states.appearance, this)),
      m_tokens(new TokenList(states.document, states.editing, this)), m_table(new QTableView(this))
{
    setWindowTitle(tr("Vocabulary"));
    addRules();
    addTokens();
    auto *contents = new QWidget(this);
    auto *layout = new QVBoxLayout(contents);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(partGap);
    layout->addWidget(m_form);
    layout->addWidget(m_errors);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons());
    fillBeside(*this, m_states, contents);
    connect(&states.document, &OpenDocument::changed, this, &VocabularyDialog::showRules);
    showRules();
}

void VocabularyDialog::addRules()
{
    m_split->add(tr("Characters"), 0);
    m_split->add(tr("Words"), 1);
    m_form->add({QStringLiteral("tokens"), tr("&Split text into"),
                 tr("Characters: the longest tokens that match, one after the other.\n"
                    "Words: what stands between spaces.")},
                m_split);
    m_unknown->add(tr("Refuse"), static_cast<int>(UnknownTokens::refuse));
    m_unknown->add(tr("Map"), static_cast<int>(UnknownTokens::map));
    m_unknown->add(tr("Add"), static_cast<int>(UnknownTokens::add));
    m_form->add({QStringLiteral("vocabulary"), tr("&Unknown text"),
                 tr("Refuse: a text that no token matches is not taken.\n"
                    "Map: what no token matches becomes `<unk>`.\n"
                    "Add: it becomes a new token, with a new row of the embedding.")},
                m_unknown);
    connect(m_split, &Segmented::chosen, this, [this] { setRules(QStringLiteral("tokens")); });
    connect(m_unknown, &Segmented::chosen, this,
            [this] { setRules(QStringLiteral("vocabulary")); });
}

void VocabularyDialog::addTokens()
{
    m_table->setModel(m_tokens);
    m_table->setFont(fontOf(Face::mono, 13));
    m_table->setAccessibleName(tr("Tokens"));
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->setDefaultSectionSize(wordHeight);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->setTabKeyNavigation(false); // Tab leads on to the buttons
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(m_tokens, &TokenList::refused, m_errors, &ErrorBar::showError);
}

QWidget *VocabularyDialog::buttons()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(buttonGap);
    auto *load = new QPushButton(tr("&Load…"), row);
    auto *clear = new QPushButton(tr("&Clear"), row);
    load->setToolTip(tr("From a file of one token a line"));
    clear->setToolTip(tr("No tokens: sequences are ids"));
    connect(load, &QPushButton::clicked, this, &VocabularyDialog::askAndLoad);
    connect(clear, &QPushButton::clicked, this, [this] { m_tokens->replaceAll({}); });
    for (QPushButton *button : {load, clear}) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    layout->addWidget(
        noteLabel(tr("A row for each row of the embedding; spaces are typed as `\\s`. "
                     "The batch stays the same ids."),
                  row),
        1);
    return row;
}

void VocabularyDialog::start()
{
    if (!isVisible())
        m_states.editing.beginGesture();
    standBeside(*this, m_states.window, usualSize);
    show();
    activateWindow();
}

void VocabularyDialog::setRules(const QString &key)
{
    m_form->touch(key);
    const auto after =
        core::withVocabularyRules(*m_states.document.value(), m_split->current() == 1,
                                  static_cast<UnknownTokens>(m_unknown->current()));
    if (!after) {
        showRules(); // what holds, not what was refused
        return m_form->showError(after.error());
    }
    m_states.editing.take(after, tr("Vocabulary"), key);
}

void VocabularyDialog::showRules()
{
    const core::Vocabulary &vocabulary = m_states.document.value()->vocabulary;
    m_form->clearError();
    m_errors->hide();
    m_split->setCurrent(vocabulary.words ? 1 : 0);
    m_unknown->setCurrent(static_cast<int>(vocabulary.unknown));
}

void VocabularyDialog::askAndLoad()
{
    const QString fileName = QFileDialog::getOpenFileName(
        this, tr("Load vocabulary"), {}, tr("Texts (*.txt *.vocab);;All files (*)"));
    if (!fileName.isEmpty())
        load(fileName);
}

void VocabularyDialog::load(const QString &fileName)
{
    const auto tokens = readTokenFile(fileName);
    if (!tokens)
        return m_errors->showError(tokens.error());
    m_tokens->replaceAll(*tokens);
}

} // namespace ui
