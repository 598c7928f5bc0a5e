// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/choice_bar.h"

#include "ui/state/player.h"
#include "ui/state/plot_choice.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QStyle>
#include <QToolTip>

namespace ui {

namespace {

constexpr int fieldWidth = 92; // pixels

QLabel *quietLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setObjectName(QStringLiteral("quiet"));
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    return label;
}

/// A field that is refused keeps what was typed, and says why.
void setRefused(QLineEdit &field, bool refused, const QString &why = {})
{
    if (refused)
        QToolTip::showText(field.mapToGlobal(field.rect().bottomLeft()), why, &field);
    field.setProperty("refused", refused);
    field.style()->unpolish(&field);
    field.style()->polish(&field);
}

} // namespace

ChoiceBar::ChoiceBar(const Player &player, PlotState &choice, Offers offers, QWidget *parent)
    : QWidget(parent), m_player(player), m_choice(choice), m_offers(offers),
      m_unitsLabel(quietLabel(tr("Units"))), m_units(new QLineEdit), m_sequences(new QLineEdit),
      m_layerLabel(quietLabel(tr("Layer"))), m_layer(new QComboBox), m_direction(new QComboBox)
{
    arrange();
    connect(m_units, &QLineEdit::editingFinished, this, &ChoiceBar::takeUnits);
    connect(m_sequences, &QLineEdit::editingFinished, this, &ChoiceBar::takeSequences);
    connect(m_layer, &QComboBox::activated, this, [this](int layer) {
        PlotChoice chosen = m_choice.choice();
        chosen.layer = layer;
        m_choice.choose(chosen);
    });
    connect(m_direction, &QComboBox::activated, this, [this](int direction) {
        PlotChoice chosen = m_choice.choice();
        chosen.direction = direction;
        m_choice.choose(chosen);
    });
    connect(&choice, &PlotState::changed, this, &ChoiceBar::follow);
    connect(&player, &Player::traceChanged, this, &ChoiceBar::follow);
    follow();
}

void ChoiceBar::arrange()
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    QLabel *sequencesLabel = quietLabel(tr("Sequences"));
    m_units->setToolTip(tr("Which units are drawn: 0, 3-5. The first is the one of the gates."));
    m_sequences->setToolTip(tr("Which sequences are drawn: A, C-E; empty for all"));
    m_sequences->setPlaceholderText(tr("all"));
    for (const auto &[label, field] :
         {std::pair{m_unitsLabel, m_units}, std::pair{sequencesLabel, m_sequences}}) {
        field->setFixedWidth(fieldWidth);
        field->setAccessibleName(label->text());
        label->setBuddy(field);
        auto *back = new QShortcut(Qt::Key_Escape, field, this, &ChoiceBar::follow);
        back->setContext(Qt::WidgetShortcut);
    }
    m_layer->setAccessibleName(tr("Layer"));
    m_direction->setAccessibleName(tr("Direction"));
    m_direction->addItems({tr("forward"), tr("reverse")});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_unitsLabel, m_units, sequencesLabel, m_sequences,
                                          m_layerLabel, m_layer, m_direction})
        layout->addWidget(widget);
    m_unitsLabel->setVisible(m_offers.units);
    m_units->setVisible(m_offers.units);
}

void ChoiceBar::follow()
{
    const auto &trace = m_player.trace();
    if (!trace || trace->B() == 0)
        return;
    const PlotChoice chosen = within(m_choice.choice(), *trace);
    m_units->setText(indicesText(chosen.units));
    m_sequences->setText(m_choice.choice().sequences.empty()
                             ? QString()
                             : indicesText(chosen.sequences, sequenceNames(*trace)));
    setRefused(*m_units, false);
    setRefused(*m_sequences, false);
    const auto layers = static_cast<int>(trace->shape().numLayers);
    while (m_layer->count() > layers)
        m_layer->removeItem(m_layer->count() - 1);
    while (m_layer->count() < layers)
        m_layer->addItem(QString::number(m_layer->count()));
    m_layer->setCurrentIndex(static_cast<int>(chosen.layer));
    m_direction->setCurrentIndex(static_cast<int>(chosen.direction));
    m_layerLabel->setVisible(m_offers.runs && layers > 1);
    m_layer->setVisible(m_offers.runs && layers > 1);
    m_direction->setVisible(m_offers.runs && trace->directions() > 1);
}

void ChoiceBar::takeUnits()
{
    if (!m_player.trace())
        return;
    const core::Index H = m_player.trace()->H();
    PlotChoice chosen = m_choice.choice();
    const bool isEmpty = m_units->text().trimmed().isEmpty();
    const auto units =
        isEmpty ? std::optional(std::vector<core::Index>{0}) : readIndices(m_units->text(), H);
    setRefused(*m_units, !units, tr("There are units 0 to %1: 0, 3-5").arg(H - 1));
    if (!units)
        return;
    chosen.units = *units;
    m_choice.choose(chosen);
    follow();
}

void ChoiceBar::takeSequences()
{
    if (!m_player.trace() || m_player.trace()->B() == 0)
        return;
    const QStringList names = sequenceNames(*m_player.trace());
    PlotChoice chosen = m_choice.choice();
    chosen.sequences.clear();
    const bool all = m_sequences->text().trimmed().isEmpty();
    if (const auto read = readIndices(m_sequences->text(), m_player.trace()->B(), names))
        chosen.sequences = *read;
    const bool refused = !all && chosen.sequences.empty();
    setRefused(*m_sequences, refused,
               tr("There are sequences %1 to %2: A, C-E").arg(names.first(), names.last()));
    if (!refused)
        m_choice.choose(chosen);
}

} // namespace ui
