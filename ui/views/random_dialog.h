// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/live_dialog.h"

#include <vector>

namespace ui {

/// The notebook's random batch and GRU, by their sizes and the seed of torch.manual_seed. What was kept last
/// is what it begins with.
class RandomDialog : public LiveDialog {
    Q_OBJECT

  public:
    explicit RandomDialog(const EditStates &states);

  protected:
    [[nodiscard]] core::Result<core::Document> edited() const override;
    void keep() override;

  private:
    [[nodiscard]] QString spec() const;

    std::vector<NumberField *> m_fields; ///< in the order of the notebook, the seed last
};

} // namespace ui
