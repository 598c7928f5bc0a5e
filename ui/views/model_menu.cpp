// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/model_menu.h"

#include "core/model/model_edits.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"
#include "ui/views/hidden_dialog.h"
#include "ui/views/model_dialog.h"
#include "ui/views/options_dialog.h"
#include "ui/views/random_dialog.h"
#include "ui/views/vocabulary_dialog.h"
#include "ui/views/weights_window.h"

namespace ui {

ModelMenu::ModelMenu(const EditStates &states)
    : QMenu(tr("&Model"), &states.window), m_states(states)
{
    addAction(tr("&Random batch…"), this, [this] { (new RandomDialog(m_states))->start(); });
    addSeparator();
    addAction(tr("&Model…"), this, [this] { (new ModelDialog(m_states))->start(); });
    addHidden();
    addAction(tr("&Weights…"), this, [this] { start(m_weights); });
    QAction *vocabulary = addAction(tr("&Vocabulary…"), this, [this] { start(m_vocabulary); });
    addSeparator();
    addAction(tr("&Options…"), this, [this] { start(m_options); });
    addPrecision();
    const auto enable = [this, vocabulary] {
        vocabulary->setEnabled(
            std::holds_alternative<core::TokenInput>(m_states.document.value()->input));
    };
    connect(&m_states.document, &OpenDocument::changed, vocabulary, enable);
    enable();
}

template <class Dialog> void ModelMenu::start(Dialog *&dialog)
{
    if (!dialog)
        dialog = new Dialog(m_states);
    dialog->start();
}

void ModelMenu::addHidden()
{
    QMenu *menu = addMenu(tr("&Initial state h_0"));
    QAction *zeros = menu->addAction(tr("&Zeros"), this, [this] {
        m_states.editing.take(core::withHidden(*m_states.document.value(), std::nullopt),
                              tr("Initial state"));
    });
    zeros->setCheckable(true);
    menu->addAction(tr("&Random…"), this, [this] { (new HiddenDialog(m_states))->start(); });
    connect(menu, &QMenu::aboutToShow, zeros,
            [this, zeros] { zeros->setChecked(!m_states.document.value()->h0); });
}

void ModelMenu::addPrecision()
{
    QAction *action = addAction(tr("Compute in &float64"));
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, [this](bool twice) {
        const auto dtype = twice ? core::DType::float64 : core::DType::float32;
        m_states.editing.take(core::withPrecision(*m_states.document.value(), dtype),
                              tr("Precision"));
    });
    const auto show = [this, action] {
        action->setChecked(m_states.document.value()->dtype == core::DType::float64);
    };
    connect(&m_states.document, &OpenDocument::changed, action, show);
    show();
}

} // namespace ui
