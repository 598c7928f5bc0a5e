// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/export_dialog.h"

#include <QElapsedTimer>
#include <QTimer>

class QComboBox;

namespace ui {

/// A film of the pipeline, from one stage to another. The preview plays it.
class FilmDialog : public ExportDialog {
    Q_OBJECT

  public:
    FilmDialog(ExportSubject subject, const Appearance &appearance, QWidget *window);

  protected:
    [[nodiscard]] core::Result<core::Done> read() override;
    [[nodiscard]] QString show() override;
    [[nodiscard]] Target target() const override;
    [[nodiscard]] BackgroundJob::Work work(const QString &name) const override;

  private:
    [[nodiscard]] QComboBox *addStages(const FieldText &text, core::Stage stage);
    [[nodiscard]] FilmKind kind() const;
    void showNow();

    Segmented *m_kind;
    QComboBox *m_from;
    QComboBox *m_to;
    NumberField *m_rate;
    NumberField *m_speed;
    Segmented *m_loops;

    Film m_film; ///< as read
    QTimer m_tick;
    QElapsedTimer m_clock; ///< since the preview began
};

} // namespace ui
