// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/picture_dialog.h"

#include "ui/export/carried_picture.h"
#include "ui/export/steps.h"
#include "ui/scene/page.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/text.h"
#include "ui/views/number_field.h"
#include "ui/views/scene_preview.h"
#include "ui/views/segmented.h"

#include <QLineEdit>
#include <QMimeData>

namespace ui {

namespace {

constexpr double dotsOfAPixel = 96;                     ///< to an inch
constexpr std::array pictureKinds{"PNG", "SVG", "PDF"}; // in the order of PictureKind

std::string pixelsText(QSizeF size)
{
    return std::to_string(qRound(size.width())) + " x " + std::to_string(qRound(size.height()));
}

} // namespace

PictureDialog::PictureDialog(ExportSubject subject, const Appearance &appearance, QWidget *window)
    : ExportDialog(std::move(subject), appearance, tr("Export picture"), window)
{
    form().setNotesBelow();
    m_what = addChoice(
        {QStringLiteral("what"), tr("&What"), tr("of each step: numbered pictures in a folder")},
        {tr("This moment"), tr("Whole pipeline"), tr("Each step")});
    m_kind = addChoice({QStringLiteral("format"), tr("&Format"),
                        tr("SVG and PDF hold lines and text, sharp at any size")},
                       {pictureKinds.begin(), pictureKinds.end()});
    addTheme();
    addSize();
    m_dpi = addNumber({QStringLiteral("dpi"), tr("&Dots per inch"), tr("96 is one for each pixel")},
                      QStringLiteral("192"));
    m_ground = addChoice({QStringLiteral("background"), tr("&Background"), {}},
                         {tr("Solid"), tr("Transparent")});
    m_letters = addChoice({QStringLiteral("letters"), tr("&Letters"),
                           tr("outlines need no fonts; text can be searched and changed")},
                          {tr("Text"), tr("Outlines")});
    m_title =
        addLine({QStringLiteral("title"), tr("&Title"), {}},
                QString::fromStdString(this->subject().trace->document->title), tr("no title"));
    m_caption =
        addLine({QStringLiteral("caption"), tr("C&aption"), {}}, {}, tr("what the moment shows"));
    m_alt = addLine(
        {QStringLiteral("alt"), tr("For the bl&ind"), tr("read aloud in place of the picture")}, {},
        tr("the caption"));
    const auto fitSize = [this] {
        enterSize(what() == What::page ? wantedPage : this->subject().view.size);
    };
    fitSize();
    connect(m_what, &Segmented::chosen, this, [this, fitSize] {
        fitSize();
        refresh();
    });
    setCarried([this] { return carriedPicture(scene(), m_style); });
    refresh();
}

PictureDialog::What PictureDialog::what() const
{
    return static_cast<What>(m_what->current());
}

PictureKind PictureDialog::kind() const
{
    return static_cast<PictureKind>(m_kind->current());
}

core::Result<core::Done> PictureDialog::read()
{
    form().setEnabledField(QStringLiteral("dpi"), kind() == PictureKind::png);
    form().setEnabledField(QStringLiteral("letters"), kind() != PictureKind::png);
    form().setEnabledField(QStringLiteral("caption"), what() != What::page);
    const auto size = pictureSize();
    if (!size)
        return size.error();
    if (what() == What::page &&
        (size->width() < leastPageWidth || size->height() < leastPageHeight))
        return core::Error{"size is " + pixelsText(*size) + "; the whole pipeline needs at least " +
                               pixelsText({leastPageWidth, leastPageHeight}) + " pixels",
                           {}};
    const auto dpi = numberIn(*m_dpi, 9.6, 768);
    if (!dpi)
        return dpi.error();
    m_view = subject().view;
    m_view.size = *size;
    m_view.title = m_title->text();
    if (!m_caption->text().isEmpty())
        m_view.caption = m_caption->text();
    m_view.transparent = m_ground->current() == 1;
    m_style = {theme(), *dpi / dotsOfAPixel,
               m_letters->current() == 1 ? Lettering::outlines : Lettering::text};
    return core::Done{};
}

Scene PictureDialog::scene() const
{
    Scene scene = what() == What::page
                      ? pipelinePage(*subject().trace, m_view)
                      : sceneAt(*subject().trace, m_view, timeline(), subject().time);
    scene.description = m_alt->text();
    return scene;
}

QString PictureDialog::show()
{
    preview(scene(), themeOf(m_style.theme));
    const QSizeF size = m_view.size;
    constexpr double inch = 2.54; // centimetres
    QString text = tr("%1 × %2 cm")
                       .arg(size.width() / dotsOfAPixel * inch, 0, 'f', 1)
                       .arg(size.height() / dotsOfAPixel * inch, 0, 'f', 1);
    if (kind() == PictureKind::png) {
        const QSize pixels = (size * m_style.scale).toSize();
        text = tr("%1 × %2 pixels, %3").arg(pixels.width()).arg(pixels.height()).arg(text);
    }
    if (what() == What::steps)
        text = tr("%n pictures of %1", nullptr, static_cast<int>(timeline().segments().size()))
                   .arg(text);
    return text;
}

ExportDialog::Target PictureDialog::target() const
{
    const QString name = QLatin1String(pictureKinds[static_cast<std::size_t>(kind())]);
    return {what() == What::steps, tr("%1 pictures (*.%2)").arg(name, name.toLower()),
            name.toLower()};
}

BackgroundJob::Work PictureDialog::work(const QString &name) const
{
    if (what() == What::steps) {
        Film film;
        film.view = m_view;
        return [trace = subject().trace, film, kind = kind(), style = m_style,
                name](const Progress &progress) {
            return writeSteps(name, kind, *trace, film, style, progress);
        };
    }
    return [scene = scene(), style = m_style, name](const Progress &) {
        return writePicture(name, scene, style);
    };
}

} // namespace ui
