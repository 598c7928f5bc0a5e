// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/pdf.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>

namespace ui {

namespace {

constexpr int dotsPerInch = 96, pointsPerInch = 72;
// What a page was made at is no part of it. As long as what it replaces, for a PDF counts bytes.
constexpr char dateKey[] = "/CreationDate (";
constexpr char noDate[] = "D:19700101000000Z";

void removeDate(QByteArray &pdf)
{
    const qsizetype at = pdf.indexOf(dateKey);
    const qsizetype from = at + static_cast<qsizetype>(sizeof dateKey) - 1;
    const qsizetype end = pdf.indexOf(')', from);
    if (at < 0 || end < 0)
        return;
    QByteArray date = QByteArray(noDate).leftJustified(end - from, ' ', true);
    pdf.replace(from, end - from, date);
}

} // namespace

QByteArray pdfOf(const QSizeF &size, const QString &title,
                 const std::function<void(QPaintDevice &)> &draw)
{
    QByteArray pdf;
    QBuffer bytes(&pdf);
    bytes.open(QIODevice::WriteOnly);
    {
        QPdfWriter device(&bytes);
        device.setResolution(dotsPerInch);
        device.setTitle(title);
        device.setCreator(QStringLiteral("Packscope"));
        const QSizeF points = size * pointsPerInch / dotsPerInch;
        device.setPageSize(QPageSize(points, QPageSize::Point, {}, QPageSize::ExactMatch));
        device.setPageMargins(QMarginsF());
        draw(device);
    } // which writes the end
    removeDate(pdf);
    return pdf;
}

} // namespace ui
