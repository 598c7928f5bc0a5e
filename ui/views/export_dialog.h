// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/background_job.h"
#include "ui/scene/timeline.h"
#include "ui/scene/view.h"
#include "ui/views/field_form.h"

#include <QDialog>

#include <memory>

class QLabel;
class QLineEdit;
class QMimeData;
class QProgressBar;
class QPushButton;

namespace ui {

class Appearance;
class ErrorBar;
class NumberField;
class ScenePreview;
class Segmented;

/// What is exported: a trace as it is looked at at a moment. It does not change while a dialog is open.
struct ExportSubject {
    std::shared_ptr<const core::Trace> trace;
    View view;      ///< of a picture that stands alone
    double time;    ///< seconds of the timeline
    QString folder; ///< where files are looked for first
    QString name;   ///< of a file, without its ending
};

/// How something is exported: a form, a preview of what comes of it, and the way to a file, which takes its
/// time and can be stopped. It stays open afterwards, for the next file. What is chosen is remembered.
class ExportDialog : public QDialog {
    Q_OBJECT

  public:
    ExportDialog(ExportSubject subject, const Appearance &appearance, const QString &title,
                 QWidget *window);

    void done(int result) override;
    /// What is written below the preview.
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] const ScenePreview &preview() const { return *m_preview; }
    /// Writes it there. Requires: all entries are good, and nothing is being written.
    void exportTo(const QString &name);

  signals:
    /// The file or folder is there, or it is not, and why.
    void exported(const core::Result<core::Done> &outcome);

  protected:
    /// How a thing is asked for that is to be written: one file, or a folder.
    struct Target {
        bool isFolder = false;
        QString kinds;  ///< "PNG pictures (*.png)"
        QString suffix; ///< "png"
    };

    [[nodiscard]] const ExportSubject &subject() const { return m_subject; }
    [[nodiscard]] const Timeline &timeline() const { return m_timeline; }
    [[nodiscard]] FieldForm &form() { return *m_form; }
    void preview(Scene scene, const Theme &theme);
    /// Makes what a person drags out of the preview.
    void setCarried(std::function<QMimeData *()> carried);

    // Each entry is remembered under its key, and changes the preview.
    Segmented *addChoice(const FieldText &text, const QStringList &choices, int chosen = 0);
    NumberField *addNumber(const FieldText &text, const QString &value);
    /// Two lengths in pixels.
    void addSize();
    void enterSize(QSizeF size);
    void addTheme();
    /// A line of text, which is not remembered.
    QLineEdit *addLine(const FieldText &text, const QString &value, const QString &whenEmpty);

    [[nodiscard]] ThemeName theme() const;
    /// Errors: a length that is no integer from 16 to 16384.
    [[nodiscard]] core::Result<QSizeF> pictureSize() const;

    /// Shows what the entries say. To be called once all are there.
    void refresh();
    /// Takes what the entries say. Errors: one that is not good.
    [[nodiscard]] virtual core::Result<core::Done> read() = 0;
    /// Shows what was read, in the preview, and returns what is to know about it.
    [[nodiscard]] virtual QString show() = 0;
    [[nodiscard]] virtual Target target() const = 0;
    /// Writes what was read, on another thread.
    [[nodiscard]] virtual BackgroundJob::Work work(const QString &name) const = 0;

  private:
    void arrange();
    void askAndExport();
    void take(const core::Result<core::Done> &outcome, bool wasStopped);
    void setRunning(bool runs);

    ExportSubject m_subject;
    Timeline m_timeline;
    const Appearance &m_appearance;
    FieldForm *m_form;
    ScenePreview *m_preview;
    QLabel *m_status;
    ErrorBar *m_errors;
    QProgressBar *m_progress;
    QPushButton *m_export;
    QPushButton *m_stop;
    Segmented *m_theme = nullptr;
    NumberField *m_width = nullptr;
    NumberField *m_height = nullptr;
    BackgroundJob m_job;
    QString m_file; ///< that is being written
};

/// A number in a field. Errors: none, or not from `least` to `most`.
[[nodiscard]] core::Result<double> numberIn(const NumberField &field, double least, double most);

} // namespace ui
