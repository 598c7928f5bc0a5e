// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/live_dialog.h"

class QLabel;

namespace core {
struct ModelSpec;
} // namespace core

namespace ui {

class Segmented;
struct FieldText;

/// The sizes of the embedding and the GRU, its precision, and the seed from which its numbers are drawn.
/// A model whose sizes and seed are left alone keeps its numbers.
class ModelDialog : public LiveDialog {
    Q_OBJECT

  public:
    explicit ModelDialog(const EditStates &states);

  protected:
    [[nodiscard]] core::Result<core::Document> edited() const override;
    void tell(const core::Document &after) override;

  private:
    NumberField *addNumber(const FieldText &text, core::Index value);
    Segmented *addSwitch(const FieldText &text, bool on);
    void addPrecision();
    [[nodiscard]] core::Result<core::ModelSpec> spec() const;

    NumberField *m_rows, *m_inputSize, *m_hiddenSize, *m_layers, *m_seed;
    Segmented *m_bidirectional, *m_bias, *m_precision = nullptr;
    QLabel *m_consequences;
};

/// What goes and what is drawn anew when a model becomes another: a sentence each.
[[nodiscard]] QStringList consequences(const core::Document &before, const core::Document &after);

} // namespace ui
