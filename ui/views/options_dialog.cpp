// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/options_dialog.h"

#include "core/model/model_edits.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"
#include "ui/state/typed_number.h"
#include "ui/views/beside_picture.h"
#include "ui/views/form_scroll.h"
#include "ui/views/number_field.h"
#include "ui/views/segmented.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <tuple>

namespace ui {

using core::Options;
using core::SortBy;
using core::TieOrder;

OptionsDialog::OptionsDialog(const EditStates &states)
    : QDialog(&states.window), m_states(states), m_form(new FieldForm)
{
    setWindowTitle(tr("Options"));
    addSorting();
    addTies();
    addSwitch({QStringLiteral("batch_first"), tr("&Batch first"),
               tr("`batch_first`: padded tensors are [B, T, …], else [T, B, …]; the numbers stay")},
              &Options::batchFirst);
    addWidths();
    addPadding();
    addTraining();
    fillBeside(*this, m_states, new FormScroll(*m_form, this));
    connect(&m_states.document, &OpenDocument::changed, this, [this] {
        if (!m_setting)
            showAll({});
    });
    showAll({});
}

void OptionsDialog::start()
{
    if (!isVisible())
        m_states.editing.beginGesture();
    standBeside(*this, m_states.window, sizeHint());
    show();
    activateWindow();
}

void OptionsDialog::addSorting()
{
    // By place in the list: who sorts, and what is asked of the order.
    static const std::pair<SortBy, bool> ways[] = {
        {SortBy::torch, false}, {SortBy::byHand, false}, {SortBy::torch, true}};
    Segmented *box = addChoice(
        {QStringLiteral("enforce_sorted"), tr("&Sorting"),
         tr("who puts the longest first; nobody is `enforce_sorted=True`, and lengths must not "
            "increase")},
        {tr("PyTorch"), tr("By hand"), tr("Nobody")});
    const auto read = [box](Options options) -> core::Result<Options> {
        std::tie(options.sort, options.enforceSorted) = ways[box->current()];
        return options;
    };
    const auto show = [box](const Options &options) {
        box->setCurrent(options.sort == SortBy::byHand ? 1 : options.enforceSorted ? 2 : 0);
    };
    m_entries.push_back({QStringLiteral("enforce_sorted"), read, show});
}

void OptionsDialog::addTies()
{
    Segmented *box = addChoice({QStringLiteral("tie order"), tr("&Equal lengths"),
                                tr("which goes first among them; `torch.sort` promises no order")},
                               {tr("As typed"), tr("As torch 1.13")});
    const auto read = [box](Options options) -> core::Result<Options> {
        options.tieOrder = box->current() == 0 ? TieOrder::stable : TieOrder::torch;
        return options;
    };
    const auto show = [box](const Options &options) {
        box->setCurrent(options.tieOrder == TieOrder::stable ? 0 : 1);
    };
    m_entries.push_back({QStringLiteral("tie order"), read, show});
}

void OptionsDialog::addWidths()
{
    addWidth({QStringLiteral("t_pad"), tr("Padded &width"),
              tr("steps of the padded batch; empty: the longest length")},
             &Options::paddedWidth);
    addWidth({QStringLiteral("total_length"), tr("&Total length"),
              tr("`total_length`: steps of the unpacked output; empty: the longest length")},
             &Options::totalLength);
}

void OptionsDialog::addWidth(const FieldText &text, std::optional<core::Index> Options::*width)
{
    NumberField *field = addNumber(text, tr("longest"));
    const auto read = [field, width](Options options) -> core::Result<Options> {
        const auto value = field->integerIfAny();
        if (!value)
            return value.error();
        options.*width = *value;
        return options;
    };
    const auto show = [field, width](const Options &options) {
        field->setText(options.*width ? QString::number(*(options.*width)) : QString());
    };
    m_entries.push_back({text.key, read, show});
}

void OptionsDialog::addPadding()
{
    NumberField *value =
        addNumber({QStringLiteral("padding_value"), tr("&Padding value"),
                   tr("`padding_value`: what stands in the unpacked output after each end")},
                  QStringLiteral("0"));
    const auto readValue = [value](Options options) -> core::Result<Options> {
        const auto number = value->real();
        if (!number)
            return number.error();
        options.paddingValue = *number;
        return options;
    };
    m_entries.push_back({value->key(), readValue, [value](const Options &options) {
                             value->setText(typedNumber(options.paddingValue));
                         }});
    addWidth(
        {QStringLiteral("padding_idx"), tr("Padding &id"),
         tr("`padding_idx`: the row of `nn.Embedding` that pads; empty: id 0 pads, and is drawn "
            "like any other")},
        &Options::paddingIdx);
}

void OptionsDialog::addTraining()
{
    NumberField *dropout = addNumber({QStringLiteral("dropout"), tr("&Dropout"),
                                      tr("`dropout`: the share of states that becomes zero between "
                                         "layers, in training")},
                                     QStringLiteral("0"));
    const auto read = [dropout](Options options) -> core::Result<Options> {
        const auto number = dropout->real();
        if (!number)
            return number.error();
        options.dropout = *number;
        return options;
    };
    m_entries.push_back({dropout->key(), read, [dropout](const Options &options) {
                             dropout->setText(typedNumber(options.dropout));
                         }});
    addSwitch({QStringLiteral("training"), tr("T&raining"),
               tr("`gru.train()`: dropout takes place; else `gru.eval()`")},
              &Options::training);
}

Segmented *OptionsDialog::addChoice(const FieldText &text, const QStringList &choices)
{
    auto *box = new Segmented(this);
    for (int id = 0; id < choices.size(); ++id)
        box->add(choices[id], id);
    m_form->add(text, box);
    connect(box, &Segmented::chosen, this, [this, key = text.key] { set(key); });
    return box;
}

NumberField *OptionsDialog::addNumber(const FieldText &text, const QString &whenEmpty)
{
    auto *field = new NumberField(text.key, this);
    field->setPlaceholderText(whenEmpty);
    m_form->add(text, field);
    connect(field, &QLineEdit::textEdited, this, [this, key = text.key] { set(key); });
    // Also while the dialog goes and its fields lose the focus; the editing lives longer.
    connect(field, &QLineEdit::editingFinished, &m_states.editing, &Editing::beginGesture);
    return field;
}

void OptionsDialog::addSwitch(const FieldText &text, bool Options::*on)
{
    auto *box = new Segmented(this);
    box->addTruth();
    m_form->add(text, box);
    connect(box, &Segmented::chosen, this, [this, key = text.key] { set(key); });
    const auto read = [box, on](Options options) -> core::Result<Options> {
        options.*on = box->current() == 1;
        return options;
    };
    m_entries.push_back({text.key, read, [box, on](const Options &options) {
                             box->setCurrent(options.*on ? 1 : 0);
                         }});
}

void OptionsDialog::set(const QString &key)
{
    m_form->touch(key);
    const core::Document &document = *m_states.document.value();
    const auto options = std::ranges::find(m_entries, key, &Entry::key)->read(document.options);
    const auto after = options ? core::withOptions(document, *options)
                               : core::Result<core::Document>(options.error());
    if (!after)
        return m_form->showError(after.error());
    const QScopedValueRollback setting(m_setting, true);
    m_states.editing.take(after, tr("Option %1").arg(key), key);
    showAll(key);
}

void OptionsDialog::showAll(const QString &except)
{
    m_form->clearError();
    const Options &options = m_states.document.value()->options;
    for (const Entry &entry : m_entries)
        if (entry.key != except)
            entry.show(options);
    // Vectors come padded.
    const bool padsHere =
        std::holds_alternative<core::TokenInput>(m_states.document.value()->input);
    for (const char *key : {"t_pad", "padding_idx"})
        m_form->setEnabledField(QLatin1String(key), padsHere);
}

} // namespace ui
