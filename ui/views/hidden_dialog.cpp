// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hidden_dialog.h"

#include "core/model/model_edits.h"
#include "ui/views/field_form.h"
#include "ui/views/number_field.h"

namespace ui {

HiddenDialog::HiddenDialog(const EditStates &states)
    : LiveDialog(states, tr("Random initial state")),
      m_seed(addSeed(tr("`torch.manual_seed(seed)`, then `torch.randn` of the shape of `h_0`; its "
                        "numbers can be typed over under Weights")))
{
    m_seed->setText(QStringLiteral("0"));
}

core::Result<core::Document> HiddenDialog::edited() const
{
    const auto seed = m_seed->seed();
    if (!seed)
        return seed.error();
    return core::withHidden(before(), core::randomHidden(before(), *seed));
}

} // namespace ui
