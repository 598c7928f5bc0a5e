// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/picture.h"
#include "ui/views/export_dialog.h"

namespace ui {

/// A picture of this moment, of the whole pipeline on one page, or one of each step, for slides and papers.
class PictureDialog : public ExportDialog {
    Q_OBJECT

  public:
    PictureDialog(ExportSubject subject, const Appearance &appearance, QWidget *window);

  protected:
    [[nodiscard]] core::Result<core::Done> read() override;
    [[nodiscard]] QString show() override;
    [[nodiscard]] Target target() const override;
    [[nodiscard]] BackgroundJob::Work work(const QString &name) const override;

  private:
    enum class What { moment, page, steps };

    [[nodiscard]] Scene scene() const;
    [[nodiscard]] PictureKind kind() const;
    [[nodiscard]] What what() const;

    Segmented *m_what;
    Segmented *m_kind;
    NumberField *m_dpi;
    Segmented *m_ground;
    Segmented *m_letters;
    QLineEdit *m_title;
    QLineEdit *m_caption;
    QLineEdit *m_alt;

    // As read.
    View m_view;
    PictureStyle m_style;
};

} // namespace ui
