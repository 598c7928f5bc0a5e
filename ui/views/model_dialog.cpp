// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/model_dialog.h"

#include "core/model/model_edits.h"
#include "ui/scene/text.h"
#include "ui/views/field_form.h"
#include "ui/views/number_field.h"
#include "ui/views/segmented.h"

#include <QLabel>

namespace ui {

using core::DType;

ModelDialog::ModelDialog(const EditStates &states) : LiveDialog(states, tr("Model"))
{
    const core::ModelSpec spec = core::modelSpecOf(before());
    const core::GruShape &shape = spec.shape;
    m_rows = addNumber({QStringLiteral("rows"), tr("&V"),
                        tr("rows of `nn.Embedding`, one for each id"), Face::mono},
                       spec.V);
    m_inputSize = addNumber({QStringLiteral("input_size"), tr("&D"),
                             tr("`input_size`: numbers in each row of the embedding"), Face::mono},
                            shape.inputSize);
    m_hiddenSize = addNumber({QStringLiteral("hidden_size"), tr("&H"),
                              tr("`hidden_size`: numbers in a state"), Face::mono},
                             shape.hiddenSize);
    m_layers = addNumber({QStringLiteral("num_layers"), tr("&Layers"),
                          tr("`num_layers`: each reads the states of the one below"), Face::prose},
                         shape.numLayers);
    m_bidirectional = addSwitch(
        {QStringLiteral("bidirectional"), tr("&Bidirectional"),
         tr("`bidirectional`: a second run reads each sequence from its end"), Face::prose},
        shape.directions == 2);
    m_bias = addSwitch({QStringLiteral("bias"), tr("B&iases"),
                        tr("`bias`: two for each gate; `r` multiplies one of them"), Face::prose},
                       shape.bias);
    addPrecision();
    m_seed = addSeed(tr("`torch.manual_seed(seed)`, then what PyTorch draws; empty: numbers stay "
                        "while the sizes do"));
    m_seed->setPlaceholderText(tr("keep"));
    m_consequences = noteLabel({}, this);
    form().addWide(m_consequences);
    if (std::holds_alternative<core::DenseInput>(before().input)) {
        m_rows->setEnabled(false);
        m_rows->clear();
        m_inputSize->setEnabled(false);
        m_inputSize->setToolTip(tr("The batch is vectors of this size."));
    }
}

NumberField *ModelDialog::addNumber(const FieldText &text, core::Index value)
{
    NumberField *field = numberField(text.key);
    field->setText(QString::number(value));
    form().add(text, field);
    return field;
}

Segmented *ModelDialog::addSwitch(const FieldText &text, bool on)
{
    auto *truth = new Segmented(this);
    truth->addTruth();
    truth->setCurrent(on ? 1 : 0);
    form().add(text, truth);
    connect(truth, &Segmented::chosen, this, [this, key = text.key] { touch(key); });
    return truth;
}

void ModelDialog::addPrecision()
{
    m_precision = new Segmented(this);
    m_precision->add(QStringLiteral("float32"), static_cast<int>(DType::float32));
    m_precision->add(QStringLiteral("float64"), static_cast<int>(DType::float64));
    m_precision->setCurrent(static_cast<int>(before().dtype));
    form().add({QStringLiteral("dtype"), tr("&Precision"),
                tr("`dtype`: what is computed in; float32 rounds the numbers that are there")},
               m_precision);
    connect(m_precision, &Segmented::chosen, this, [this] { touch(QStringLiteral("dtype")); });
}

core::Result<core::ModelSpec> ModelDialog::spec() const
{
    core::ModelSpec spec = core::modelSpecOf(before());
    core::GruShape &shape = spec.shape;
    const std::pair<const NumberField *, core::Index *> sizes[] = {
        {m_rows, &spec.V},
        {m_inputSize, &shape.inputSize},
        {m_hiddenSize, &shape.hiddenSize},
        {m_layers, &shape.numLayers}};
    for (const auto &[field, size] : sizes) {
        if (!field->isEnabled())
            continue;
        const auto value = field->integer();
        if (!value)
            return value.error();
        *size = *value;
    }
    if (m_rows->isEnabled() && spec.V < 1)
        return core::Error{"rows is " + std::to_string(spec.V) + "; it must be at least 1", {}};
    shape.directions = 1 + m_bidirectional->current();
    shape.bias = m_bias->current() == 1;
    if (!m_seed->text().isEmpty()) {
        const auto seed = m_seed->seed();
        if (!seed)
            return seed.error();
        spec.seed = *seed;
    }
    return spec;
}

core::Result<core::Document> ModelDialog::edited() const
{
    const auto spec = this->spec();
    if (!spec)
        return spec.error();
    const auto dtype = static_cast<DType>(m_precision->current());
    auto after =
        dtype == before().dtype ? core::Result(before()) : core::withPrecision(before(), dtype);
    if (!after || (m_seed->text().isEmpty() && *spec == core::modelSpecOf(before())))
        return after;
    return core::withModel(*after, *spec);
}

void ModelDialog::tell(const core::Document &after)
{
    m_consequences->setText(richText(consequences(before(), after).join(QLatin1Char(' '))));
}

QStringList consequences(const core::Document &before, const core::Document &after)
{
    QStringList told;
    if (after.embedding.shape != before.embedding.shape)
        told += ModelDialog::tr("The embedding is drawn anew: `%1` becomes `%2`.")
                    .arg(shapeText(before.embedding.shape), shapeText(after.embedding.shape));
    const bool rounded = after.dtype != before.dtype && after.dtype == core::DType::float32;
    if (after.weights.shape != before.weights.shape ||
        (after.dtype == before.dtype && after.weights != before.weights))
        told += ModelDialog::tr("The GRU’s weights are drawn anew.");
    else if (rounded)
        told += ModelDialog::tr("Numbers are rounded to float32.");
    if (before.h0 && !after.h0)
        told += ModelDialog::tr("`h_0` would no longer fit: it becomes zeros.");
    if (before.readout && !after.readout)
        told += ModelDialog::tr("The readout goes: it reads another number of units.");
    if (!before.dropoutMasks.empty() && after.dropoutMasks.empty())
        told += ModelDialog::tr("The dropout masks go, and training with them.");
    return told;
}

} // namespace ui
