// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/plot_file.h"

#include "ui/export/pdf.h"
#include "ui/export/picture.h"
#include "ui/plots/figure_view.h"
#include "ui/state/whole_file.h"

#include <QBuffer>
#include <QSvgGenerator>

namespace ui {

namespace {

constexpr int screenDotsPerInch = 96; ///< so that a pixel of the screen is one of the drawing

core::Error noMemory(const QString &fileName)
{
    return {fileName.toStdString() + ": there is no memory for this picture", {}};
}

bool writeSvg(QBuffer &bytes, FigureView &plot, double)
{
    QSvgGenerator device;
    device.setOutputDevice(&bytes);
    device.setResolution(screenDotsPerInch);
    device.setSize(plot.size());
    device.setViewBox(QRect(QPoint(), plot.size()));
    device.setTitle(plot.figure().title);
    plot.draw(device);
    return true;
}

bool writePdf(QBuffer &bytes, FigureView &plot, double)
{
    bytes.write(pdfOf(plot.size(), plot.figure().title,
                      [&plot](QPaintDevice &device) { plot.draw(device); }));
    return true;
}

bool writePng(QBuffer &bytes, FigureView &plot, double scale)
{
    const QByteArray png = pngOf(plot.image(scale), scale, plot.figure().title);
    return !png.isEmpty() && bytes.write(png) == png.size();
}

} // namespace

core::Result<core::Done> writePlot(const QString &fileName, FigureView &plot, double scale)
{
    const std::pair<QLatin1String, bool (*)(QBuffer &, FigureView &, double)> writers[] = {
        {QLatin1String(".png"), writePng},
        {QLatin1String(".svg"), writeSvg},
        {QLatin1String(".pdf"), writePdf}};
    for (const auto &[ending, write] : writers) {
        if (!fileName.endsWith(ending, Qt::CaseInsensitive))
            continue;
        QBuffer bytes;
        if (!bytes.open(QIODevice::WriteOnly) || !write(bytes, plot, scale))
            return noMemory(fileName);
        return writeWholeFile(fileName, bytes.data().toStdString());
    }
    return core::Error{fileName.toStdString() + ": a plot is written as .png, .svg or .pdf", {}};
}

} // namespace ui
