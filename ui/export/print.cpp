// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/print.h"

#include "ui/paint/painter.h"
#include "ui/paint/theme.h"

#include <QPainter>
#include <QPrinter>

namespace ui {

namespace {

constexpr qreal margin = 12; ///< most printers reach that far. Units: millimetres

core::Error cannotPrint(const QPrinter &printer)
{
    const QString file = printer.outputFileName();
    const QString printerName = printer.printerName();
    if (!file.isEmpty())
        return {file.toStdString() + ": cannot be written", {}};
    return {"the printer" + (printerName.isEmpty() ? "" : " " + printerName.toStdString()) +
                " takes no page; print to a PDF file instead",
            {}};
}

} // namespace

void setUpPage(QPrinter &printer, const Scene &scene, const QString &name)
{
    printer.setDocName(name);
    printer.setCreator(QStringLiteral("Packscope"));
    printer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout::Millimeter);
    printer.setPageOrientation(scene.size.width() > scene.size.height() ? QPageLayout::Landscape
                                                                        : QPageLayout::Portrait);
}

core::Result<core::Done> printPicture(QPrinter &printer, const Scene &scene)
{
    QPainter painter;
    if (!painter.begin(&printer))
        return cannotPrint(printer);
    const QSizeF page = printer.pageLayout().paintRectPixels(printer.resolution()).size();
    const qreal scale =
        std::min(page.width() / scene.size.width(), page.height() / scene.size.height());
    const QSizeF left = page - scene.size * scale;
    painter.translate(left.width() / 2, left.height() / 2);
    painter.scale(scale, scale);
    paintScene(painter, scene, themeOf(ThemeName::print));
    if (!painter.end() || printer.printerState() == QPrinter::Error)
        return cannotPrint(printer);
    return core::Done{};
}

} // namespace ui
