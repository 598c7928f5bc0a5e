// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/live_dialog.h"

namespace ui {

/// An h_0 from N(0, 1), by its seed.
class HiddenDialog : public LiveDialog {
    Q_OBJECT

  public:
    explicit HiddenDialog(const EditStates &states);

  protected:
    [[nodiscard]] core::Result<core::Document> edited() const override;

  private:
    NumberField *m_seed;
};

} // namespace ui
