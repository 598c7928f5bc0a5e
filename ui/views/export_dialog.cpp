// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/export_dialog.h"

#include "ui/paint/theme.h"
#include "ui/views/appearance.h"
#include "ui/views/error_bar.h"
#include "ui/views/form_scroll.h"
#include "ui/views/number_field.h"
#include "ui/views/scene_preview.h"
#include "ui/views/segmented.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int exportGap = 12, exportFormWidth = 490; // pixels
constexpr double leastLength = 16, mostLength = 16384;

/// Where the entry of a dialog is remembered.
QString settingOf(const QObject &dialog, const QString &key)
{
    return QLatin1String(dialog.metaObject()->className()).mid(4) + QLatin1Char('/') + key;
}

/// "4.1 MB" of a file, of all files in a folder.
QString sizeText(const QString &name)
{
    const QFileInfo info(name);
    qint64 bytes = info.size();
    if (info.isDir()) {
        bytes = 0;
        for (const QFileInfo &file : QDir(name).entryInfoList(QDir::Files))
            bytes += file.size();
    }
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace

core::Result<double> numberIn(const NumberField &field, double least, double most)
{
    const auto number = field.real();
    if (!number || (*number >= least && *number <= most))
        return number;
    return core::Error{field.key().toStdString() + " is " + field.text().toStdString() +
                           "; it must be from " + QString::number(least).toStdString() + " to " +
                           QString::number(most).toStdString(),
                       {}};
}

ExportDialog::ExportDialog(ExportSubject subject, const Appearance &appearance,
                           const QString &title, QWidget *window)
    : QDialog(window), m_subject(std::move(subject)), m_timeline(*m_subject.trace),
      m_appearance(appearance), m_form(new FieldForm), m_preview(new ScenePreview),
      m_status(new QLabel), m_errors(new ErrorBar(appearance)), m_progress(new QProgressBar),
      m_export(new QPushButton(tr("&Export…"))), m_stop(new QPushButton(tr("S&top")))
{
    setWindowTitle(title);
    arrange();
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::askAndExport);
    connect(m_stop, &QPushButton::clicked, &m_job, &BackgroundJob::stop);
    connect(&m_job, &BackgroundJob::progressed, m_progress,
            [this](double share) { m_progress->setValue(static_cast<int>(1000 * share)); });
    connect(&m_job, &BackgroundJob::finished, this, &ExportDialog::take);
    setRunning(false);
}

void ExportDialog::arrange()
{
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_status->setObjectName(QStringLiteral("quiet"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How much is written"));
    auto *close = new QPushButton(tr("&Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    for (QPushButton *button : {m_stop, close})
        button->setAutoDefault(false);
    m_export->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(exportGap);
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(m_stop);
    buttons->addWidget(m_export);
    buttons->addWidget(close);
    auto *right = new QVBoxLayout;
    right->setSpacing(exportGap);
    right->addWidget(m_preview, 1);
    right->addWidget(m_status);
    right->addWidget(m_errors);
    right->addLayout(buttons);
    auto *scroll = new FormScroll(*m_form);
    scroll->setFixedWidth(exportFormWidth);
    auto *both = new QHBoxLayout(this);
    both->setSpacing(2 * exportGap);
    both->addWidget(scroll);
    both->addLayout(right, 1);
    m_errors->hide();
    resize(QSize(1160, 740).boundedTo(parentWidget()->screen()->availableSize() * 0.9));
}

Segmented *ExportDialog::addChoice(const FieldText &text, const QStringList &choices, int chosen)
{
    auto *box = new Segmented;
    for (int id = 0; id < choices.size(); ++id)
        box->add(choices[id], id);
    const QString setting = settingOf(*this, text.key);
    const int last = QSettings().value(setting, chosen).toInt();
    box->setCurrent(last >= 0 && last < choices.size() ? last : chosen);
    m_form->add(text, box);
    connect(box, &Segmented::chosen, this, [this, setting](int id) {
        QSettings().setValue(setting, id);
        refresh();
    });
    return box;
}

NumberField *ExportDialog::addNumber(const FieldText &text, const QString &value)
{
    auto *field = new NumberField(text.key);
    const QString setting = settingOf(*this, text.key);
    field->setText(QSettings().value(setting, value).toString());
    m_form->add(text, field);
    connect(field, &QLineEdit::textEdited, this, [this, setting, key = text.key, field] {
        m_form->touch(key);
        refresh();
        if (m_export->isEnabled()) // what is refused is not remembered
            QSettings().setValue(setting, field->text());
    });
    return field;
}

void ExportDialog::addSize()
{
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    const std::pair<NumberField **, const char *> fields[] = {{&m_width, "width"},
                                                              {&m_height, "height"}};
    for (const auto &[field, key] : fields) {
        *field = new NumberField(QLatin1String(key));
        (*field)->setFixedWidth(70);
        connect(*field, &QLineEdit::textEdited, this, [this] {
            m_form->touch(QStringLiteral("size"));
            refresh();
        });
    }
    enterSize(m_subject.view.size);
    m_width->setAccessibleName(tr("Width"));
    m_height->setAccessibleName(tr("Height"));
    row->addWidget(m_width);
    row->addWidget(new QLabel(QStringLiteral("×")));
    row->addWidget(m_height);
    both->setFocusProxy(m_width);
    m_form->add({QStringLiteral("size"), tr("&Size"), tr("in pixels, before they are magnified")},
                both);
}

void ExportDialog::enterSize(QSizeF size)
{
    m_width->setText(QString::number(qRound(size.width())));
    m_height->setText(QString::number(qRound(size.height())));
}

void ExportDialog::addTheme()
{
    m_theme = addChoice({QStringLiteral("theme"), tr("&Colours"), tr("print is grey, for copiers")},
                        {tr("Light"), tr("Dark"), tr("Contrast"), tr("Print")},
                        static_cast<int>(m_appearance.theme().name));
}

QLineEdit *ExportDialog::addLine(const FieldText &text, const QString &value,
                                 const QString &whenEmpty)
{
    auto *line = new QLineEdit(value);
    line->setPlaceholderText(whenEmpty);
    line->setMinimumWidth(300);
    m_form->add(text, line);
    connect(line, &QLineEdit::textEdited, this, &ExportDialog::refresh);
    return line;
}

ThemeName ExportDialog::theme() const
{
    return static_cast<ThemeName>(m_theme->current());
}

core::Result<QSizeF> ExportDialog::pictureSize() const
{
    QSizeF size;
    for (const auto &[field, length] :
         {std::pair{m_width, &size.rwidth()}, std::pair{m_height, &size.rheight()}}) {
        const auto number = numberIn(*field, leastLength, mostLength);
        if (!number)
            return number.error();
        *length = std::round(*number);
    }
    return size;
}

void ExportDialog::refresh()
{
    const auto good = read();
    m_export->setEnabled(good.ok() && !m_job.isRunning());
    if (!good)
        return m_form->showError(good.error());
    m_form->clearError();
    m_errors->hide();
    m_status->setText(show());
}

QString ExportDialog::statusText() const
{
    return m_status->text();
}

void ExportDialog::preview(Scene scene, const Theme &theme)
{
    m_preview->setScene(std::move(scene), theme);
}

void ExportDialog::setCarried(std::function<QMimeData *()> carried)
{
    m_preview->setCarried(std::move(carried));
}

void ExportDialog::askAndExport()
{
    const Target what = target();
    if (what.isFolder) {
        const QString folder =
            QFileDialog::getExistingDirectory(this, windowTitle(), m_subject.folder);
        if (!folder.isEmpty())
            exportTo(folder);
        return;
    }
    QFileDialog dialog(this, windowTitle(), m_subject.folder, what.kinds);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(what.suffix);
    dialog.selectFile(m_subject.name + QLatin1Char('.') + what.suffix);
    if (dialog.exec() == QDialog::Accepted)
        exportTo(dialog.selectedFiles().constFirst());
}

void ExportDialog::exportTo(const QString &name)
{
    m_errors->hide();
    m_file = name;
    m_subject.folder = QFileInfo(name).absolutePath();
    m_progress->setValue(0);
    m_job.start(work(name));
    setRunning(true);
}

void ExportDialog::take(const core::Result<core::Done> &outcome, bool wasStopped)
{
    setRunning(false);
    m_export->setFocus();
    const QString name = QFileInfo(m_file).fileName();
    if (outcome) {
        m_status->setText(tr("%1 is written, %2").arg(name, sizeText(m_file)));
    } else if (wasStopped) {
        m_status->setText(tr("Stopped; nothing was written"));
    } else {
        m_errors->showError(outcome.error());
    }
    emit exported(outcome);
}

void ExportDialog::setRunning(bool runs)
{
    m_progress->setVisible(runs);
    m_stop->setVisible(runs);
    m_export->setVisible(!runs);
    m_form->setEnabled(!runs);
}

void ExportDialog::done(int result)
{
    m_job.stop();
    QDialog::done(result);
}

} // namespace ui
