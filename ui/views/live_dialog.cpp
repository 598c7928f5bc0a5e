// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/live_dialog.h"

#include "ui/state/editing.h"
#include "ui/state/open_document.h"
#include "ui/views/beside_picture.h"
#include "ui/views/field_form.h"
#include "ui/views/form_scroll.h"
#include "ui/views/number_field.h"

#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QPushButton>

namespace ui {

namespace {

// Units: pixels.
constexpr int dialogMargin = 16, dialogGap = 12;
// Units: milliseconds.
constexpr int felt = 30, pauseOfTyping = 250;

} // namespace

LiveDialog::LiveDialog(const EditStates &states, const QString &what)
    : QDialog(&states.window), m_states(states), m_before(states.document.value()),
      m_form(new FieldForm)
{
    setWindowTitle(what);
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_WindowPropagation);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(dialogMargin, dialogMargin, dialogMargin, dialogMargin);
    layout->setSpacing(dialogGap);
    layout->addWidget(new FormScroll(*m_form, this));
    layout->addWidget(buttons);
    m_states.editing.beginGesture();
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseOfTyping);
    connect(&m_pause, &QTimer::timeout, this, &LiveDialog::preview);
}

LiveDialog::~LiveDialog() = default;

NumberField *LiveDialog::numberField(const QString &key)
{
    auto *field = new NumberField(key, this);
    connect(field, &QLineEdit::textEdited, this, [this, key] { touch(key); });
    return field;
}

NumberField *LiveDialog::addSeed(const QString &note)
{
    auto *seed = numberField(QStringLiteral("seed"));
    auto *another = new QPushButton(tr("&Another seed"), this);
    another->setAutoDefault(false);
    connect(another, &QPushButton::clicked, seed, &NumberField::enterAnotherSeed);
    form().add({QStringLiteral("seed"), tr("&seed"), note, Face::mono}, seed);
    form().addBelow(another);
    return seed;
}

void LiveDialog::touch(const QString &key)
{
    m_form->touch(key);
    m_isSlow ? m_pause.start() : preview();
}

void LiveDialog::preview()
{
    m_pause.stop();
    QElapsedTimer clock;
    clock.start();
    const auto after = edited();
    m_ok->setEnabled(after.ok());
    if (!after)
        return m_form->showError(after.error());
    m_form->clearError();
    m_states.editing.take(after, windowTitle(), windowTitle());
    tell(*after);
    m_isSlow = clock.elapsed() > felt;
}

void LiveDialog::start()
{
    preview();
    standBeside(*this, m_states.window, sizeHint());
    open();
    if (auto *first = m_form->findChild<NumberField *>()) {
        first->setFocus();
        first->selectAll();
    }
}

void LiveDialog::accept()
{
    if (m_pause.isActive())
        preview();
    if (!m_ok->isEnabled())
        return;
    keep();
    QDialog::accept();
}

void LiveDialog::reject()
{
    m_pause.stop();
    // A gesture that ends where it began is no step.
    m_states.editing.take(*m_before, windowTitle(), windowTitle());
    QDialog::reject();
}

} // namespace ui
