// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/random_dialog.h"

#include "core/io/random_document.h"
#include "ui/views/field_form.h"
#include "ui/views/number_field.h"

#include <QSettings>

namespace ui {

namespace {

constexpr auto batchKey = "randomBatch";

core::RandomSpec rememberedSpec()
{
    const auto spec = core::randomSpec(QSettings().value(batchKey).toString().toStdString());
    return spec ? *spec : core::RandomSpec{};
}

} // namespace

RandomDialog::RandomDialog(const EditStates &states) : LiveDialog(states, tr("Random batch"))
{
    const core::RandomSpec spec = rememberedSpec();
    const auto add = [this](const char *key, const QString &label, std::int64_t value,
                            const QString &note) {
        NumberField *field = numberField(QLatin1String(key));
        field->setText(QString::number(value));
        form().add({field->key(), label, note, Face::mono}, field);
        m_fields.push_back(field);
    };
    add("B", tr("&B"), spec.B, tr("sequences"));
    add("T", tr("&T"), spec.T, tr("the longest length that can be drawn, and the padded width"));
    add("V", tr("&V"), spec.V, tr("rows of the embedding: ids are 0 to V − 1"));
    add("D", tr("&D"), spec.D, tr("numbers in each row of the embedding"));
    add("H", tr("&H"), spec.H, tr("hidden units"));
    add("low", tr("&low"), spec.low, tr("the smallest id that can be drawn"));
    add("high", tr("h&igh"), spec.high, tr("one more than the largest id that can be drawn"));
    m_fields.push_back(addSeed(tr("the numbers that `torch.manual_seed(seed)` gives on a CPU")));
    m_fields.back()->setText(QString::number(spec.seed));
}

QString RandomDialog::spec() const
{
    QStringList parts;
    for (const NumberField *field : m_fields)
        parts += field->key() + QLatin1Char('=') + field->text().trimmed();
    return parts.join(QLatin1Char(','));
}

core::Result<core::Document> RandomDialog::edited() const
{
    // A comma would begin another part of the text that is read below.
    for (const NumberField *field : m_fields)
        if (field->text().contains(QLatin1Char(',')))
            return field->seed().error();
    const auto spec = core::randomSpec(this->spec().toStdString());
    if (!spec)
        return spec.error();
    core::Document document = core::randomDocument(*spec);
    if (const auto done = core::check(document); !done)
        return done.error();
    return document;
}

void RandomDialog::keep()
{
    QSettings().setValue(batchKey, spec());
}

} // namespace ui
