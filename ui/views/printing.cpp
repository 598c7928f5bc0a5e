// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/printing.h"

#include "ui/export/print.h"

#include <QPrintDialog>
#include <QPrintPreviewDialog>
#include <QPrinter>

namespace ui {

core::Result<core::Done> askAndPrint(const PrintJob &job, QWidget &window)
{
    QPrinter printer(QPrinter::HighResolution);
    setUpPage(printer, job.picture, job.name);
    QPrintDialog dialog(&printer, &window);
    dialog.setOptions(QAbstractPrintDialog::PrintToFile); // one page, and all of it
    if (dialog.exec() != QDialog::Accepted)
        return core::Done{};
    return printPicture(printer, job.picture);
}

core::Result<core::Done> previewPrint(const PrintJob &job, QWidget &window)
{
    QPrinter printer(QPrinter::HighResolution);
    setUpPage(printer, job.picture, job.name);
    QPrintPreviewDialog dialog(&printer, &window);
    dialog.resize(window.size() * 0.9); // so that its tool bar is whole
    core::Result<core::Done> last = core::Done{};
    QObject::connect(&dialog, &QPrintPreviewDialog::paintRequested, &dialog,
                     [&](QPrinter *page) { last = printPicture(*page, job.picture); });
    dialog.exec();
    return last;
}

} // namespace ui
