// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/film_dialog.h"

#include "ui/scene/scene_at.h"
#include "ui/views/number_field.h"
#include "ui/views/scene_preview.h"
#include "ui/views/segmented.h"
#include "ui/views/stage_names.h"

#include <QComboBox>

#include <cmath>

namespace ui {

namespace {

constexpr int previewInterval = 40; ///< milliseconds
constexpr double previewRest = 1.5; ///< seconds, before it begins again
constexpr std::array filmKinds{"GIF", "WebP", "APNG", "MP4", "WebM", "PNG"}; // as FilmKind

} // namespace

FilmDialog::FilmDialog(ExportSubject subject, const Appearance &appearance, QWidget *window)
    : ExportDialog(std::move(subject), appearance, tr("Export film"), window)
{
    const bool videos = canWrite(FilmKind::mp4);
    m_kind = addChoice({QStringLiteral("format"), tr("&Format"),
                        videos ? tr("PNG: numbered files in a folder")
                               : tr("PNG: numbered files in a folder. MP4 and WebM are written by "
                                    "the program ffmpeg, which is not installed")},
                       {filmKinds.begin(), filmKinds.end()});
    for (const FilmKind kind : {FilmKind::mp4, FilmKind::webm})
        m_kind->setChoiceEnabled(static_cast<int>(kind), canWrite(kind));
    if (!canWrite(kind()))
        m_kind->setCurrent(static_cast<int>(FilmKind::gif));
    m_from =
        addStages({QStringLiteral("from"), tr("F&rom"), tr("the first stage")}, core::Stage::batch);
    m_to = addStages({QStringLiteral("to"), tr("&To"), tr("the last one")}, core::Stage::answer);
    m_rate = addNumber({QStringLiteral("fps"), tr("Fra&mes a second"), tr("1 to 120")},
                       QStringLiteral("30"));
    m_speed = addNumber({QStringLiteral("speed"), tr("S&peed"), tr("1 is that of the window")},
                        QStringLiteral("1"));
    addTheme();
    addSize();
    m_loops = addChoice({QStringLiteral("loop"), tr("S&how"), tr("how often; of GIF, WebP, APNG")},
                        {tr("Again and again"), tr("Once")});
    connect(&m_tick, &QTimer::timeout, this, &FilmDialog::showNow);
    m_tick.start(previewInterval);
    m_clock.start();
    refresh();
}

QComboBox *FilmDialog::addStages(const FieldText &text, core::Stage stage)
{
    auto *box = new QComboBox;
    for (const core::Stage each : core::allStages)
        box->addItem(stageName(each));
    box->setCurrentIndex(static_cast<int>(stage));
    form().add(text, box);
    connect(box, &QComboBox::activated, this, [this, key = text.key] {
        form().touch(key);
        refresh();
    });
    return box;
}

FilmKind FilmDialog::kind() const
{
    return static_cast<FilmKind>(m_kind->current());
}

core::Result<core::Done> FilmDialog::read()
{
    const bool loops = kind() <= FilmKind::apng;
    form().setEnabledField(QStringLiteral("loop"), loops);
    const auto size = pictureSize();
    const auto rate = numberIn(*m_rate, 1, 120), speed = numberIn(*m_speed, 0.05, 100);
    if (!size)
        return size.error();
    if (!rate || !speed)
        return rate ? speed.error() : rate.error();
    if (m_from->currentIndex() > m_to->currentIndex())
        return core::Error{"from " + m_from->currentText().toStdString() + " comes after to " +
                               m_to->currentText().toStdString() + "; it must not come later",
                           {}};
    m_film.view = subject().view;
    m_film.view.size = *size;
    m_film.theme = theme();
    m_film.from = static_cast<core::Stage>(m_from->currentIndex());
    m_film.to = static_cast<core::Stage>(m_to->currentIndex());
    m_film.framesPerSecond = *rate;
    m_film.speed = *speed;
    m_film.loops = m_loops->current() == 1 ? 1 : 0;
    return core::Done{};
}

QString FilmDialog::show()
{
    m_clock.restart();
    showNow();
    const auto frames = framesOf(m_film, timeline());
    return tr("%1 frames, %2 s, %3 × %4 pixels")
        .arg(frames.size())
        .arg(frames.empty() ? 0 : frames.back().end, 0, 'f', 1)
        .arg(m_film.view.size.width())
        .arg(m_film.view.size.height());
}

/// The frame of the film that is shown at this moment.
void FilmDialog::showNow()
{
    const auto frames = framesOf(m_film, timeline());
    if (frames.empty() || !form().isEnabled())
        return;
    const double length = frames.back().end;
    const double now =
        std::fmod(static_cast<double>(m_clock.elapsed()) / 1000, length + previewRest);
    const auto at = std::ranges::upper_bound(frames, now, {}, &FilmFrame::end);
    const FilmFrame &frame = at == frames.end() ? frames.back() : *at;
    preview(sceneAt(*subject().trace, m_film.view, timeline(), frame.time), themeOf(m_film.theme));
}

ExportDialog::Target FilmDialog::target() const
{
    const QString name = QLatin1String(filmKinds[static_cast<std::size_t>(kind())]);
    return {kind() == FilmKind::frames, tr("%1 films (*.%2)").arg(name, name.toLower()),
            name.toLower()};
}

BackgroundJob::Work FilmDialog::work(const QString &name) const
{
    return [trace = subject().trace, film = m_film, name](const Progress &progress) {
        return writeFilm(name, *trace, film, progress);
    };
}

} // namespace ui
