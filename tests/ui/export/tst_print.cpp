// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/foreign_program.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/export/print.h"
#include "ui/scene/scene_at.h"

#include <QDir>
#include <QImage>
#include <QPrinter>
#include <QTemporaryDir>
#include <QTest>

namespace {

ui::Scene pictureOfSize(const QSizeF &size)
{
    const auto trace = tests::traceOf("article");
    const ui::Timeline timeline(*trace);
    ui::View view;
    view.size = size;
    view.standalone = true;
    return ui::sceneAt(*trace, view, timeline, *timeline.timeNamed("pack"));
}

/// Prints on a page of A4 in a file.
core::Result<core::Done> printTo(const QString &file, const ui::Scene &picture)
{
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(file);
    printer.setPageSize(QPageSize(QPageSize::A4));
    ui::setUpPage(printer, picture, "Two words");
    return ui::printPicture(printer, picture);
}

/// Where something is drawn that is not white.
QRect drawnPart(const QImage &page)
{
    QRect part;
    for (int y = 0; y < page.height(); ++y)
        for (int x = 0; x < page.width(); ++x)
            if (qGray(page.pixel(x, y)) < 250)
                part |= QRect(x, y, 1, 1);
    return part;
}

} // namespace

class TestPrint : public QObject {
    Q_OBJECT

  private slots:
    void thePictureIsOnOnePageBetweenItsMargins_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<QSize>("page");
        QTest::newRow("wide") << QSizeF(1400, 700) << QSize(842, 595);
        QTest::newRow("tall") << QSizeF(800, 1100) << QSize(595, 842);
    }
    void thePictureIsOnOnePageBetweenItsMargins()
    {
        QFETCH(const QSizeF, size);
        QFETCH(const QSize, page);
        const QTemporaryDir folder;
        QVERIFY(printTo(folder.filePath("a.pdf"), pictureOfSize(size)));
        const auto drawn = tests::judgementOf(
            "pdftoppm", {"-r", "72", "-png", folder.filePath("a.pdf"), folder.filePath("page")});
        if (!drawn)
            QSKIP("pdftoppm is not installed");
        QCOMPARE(QDir(folder.path()).entryList({"page*"}), QStringList{"page-1.png"});
        const QImage image(folder.filePath("page-1.png"));
        QVERIFY((image.size() - page).width() <= 1 && (image.size() - page).height() <= 1);
        const QRect part = drawnPart(image), between = image.rect().adjusted(33, 33, -33, -33);
        QVERIFY(between.contains(part));
        QVERIFY(part.width() > 0.8 * between.width());
        QVERIFY(std::abs((part.center() - between.center()).x()) < 20);
    }

    void linesAreLinesAndTextIsText()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath("a.pdf");
        QVERIFY(printTo(file, pictureOfSize({1200, 700})));
        QFile pdf(file);
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(!pdf.readAll().contains("/Subtype /Image"));
        const auto text = tests::judgementOf("pdftotext", {file, "-"});
        if (!text)
            QSKIP("pdftotext is not installed");
        QVERIFY2(text->out.contains("batch_sizes"), qPrintable(text->out));
        QCOMPARE(*tests::fontsThatLack(file), QStringList());
        QVERIFY(tests::judgementOf("pdfinfo", {file})->out.contains("Two words"));
    }

    void whereNothingCanBeWrittenThatIsSaid()
    {
        const auto done = printTo("/proc/a.pdf", pictureOfSize({800, 600}));
        QVERIFY(!done);
        QCOMPARE(done.error().message, "/proc/a.pdf: cannot be written");
    }
};

PACKSCOPE_WIDGET_TEST(TestPrint)
#include "tst_print.moc"
