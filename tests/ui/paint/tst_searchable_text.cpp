// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/foreign_program.h"
#include "tests/support/test_program.h"
#include "ui/export/pdf.h"
#include "ui/paint/searchable_text.h"
#include "ui/scene/text.h"

#include <QImage>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

class TestSearchableText : public QObject {
    Q_OBJECT

  private slots:
    void whatIsDrawnInAPdfIsFoundAgain_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"t = 10: 1 row", "padded to 11 steps: 55 cells", "12:30 × 4 − 3 + 2", "row A = row B",
              "größe, teléfono", "한국 = 10: 2"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void whatIsDrawnInAPdfIsFoundAgain()
    {
        QFETCH(const QString, text);
        const QTemporaryDir folder;
        QFile pdf(folder.filePath("a.pdf"));
        QVERIFY(pdf.open(QIODevice::WriteOnly));
        pdf.write(ui::pdfOf({400, 60}, "a", [&](QPaintDevice &device) {
            QPainter painter(&device);
            painter.setFont(ui::fontOf(ui::Face::prose, 15));
            ui::paintSearchable(painter, {10, 30}, text);
        }));
        pdf.close();
        const auto read = tests::judgementOf("pdftotext", {pdf.fileName(), "-"});
        if (!read)
            QSKIP("pdftotext is not installed");
        QCOMPARE(read->out.trimmed(), text);
    }

    void elsewhereItIsDrawnAsEver()
    {
        const auto drawn = [](auto draw) {
            QImage image(300, 40, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.setFont(ui::fontOf(ui::Face::prose, 15));
            draw(painter);
            return image;
        };
        const QString text("t = 10: 1 row");
        QCOMPARE(drawn([&](QPainter &painter) {
                     ui::paintSearchable(painter, {5, 25}, text);
                 }),
                 drawn([&](QPainter &painter) { painter.drawText(QPointF(5, 25), text); }));
    }
};

PACKSCOPE_WIDGET_TEST(TestSearchableText)
#include "tst_searchable_text.moc"
