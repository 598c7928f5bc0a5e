// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/views/error_bar.h"

#include <QApplication>
#include <QPrintDialog>
#include <QPrintPreviewDialog>
#include <QPrintPreviewWidget>
#include <QPrinter>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <functional>

namespace {

/// Chooses from a menu what opens a dialog, and does something in that.
template <class Dialog>
void inDialogOf(const tests::ShownWindow &window, const QString &text,
                const std::function<void(Dialog &)> &act)
{
    QTimer poll;
    poll.setInterval(20);
    QObject::connect(&poll, &QTimer::timeout, [&] {
        auto *dialog = qobject_cast<Dialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        poll.stop();
        act(*dialog);
    });
    poll.start();
    window.action(text).trigger();
}

} // namespace

class TestPrinting : public QObject {
    Q_OBJECT

  private slots:
    void init() { tests::useEmptySettings("tst_printing"); }

    void thePictureIsPrintedIntoAFile()
    {
        const tests::ShownWindow window("eight");
        const QTemporaryDir folder;
        const auto printTo = [&](const QString &file) {
            inDialogOf<QPrintDialog>(window, "Pr&int…", [&](QPrintDialog &dialog) {
                dialog.printer()->setOutputFormat(QPrinter::PdfFormat);
                dialog.printer()->setOutputFileName(file);
                dialog.done(QDialog::Accepted);
            });
        };
        printTo(folder.filePath("a.pdf"));
        QFile pdf(folder.filePath("a.pdf"));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.readAll().startsWith("%PDF"));
        QVERIFY(window.view<ui::ErrorBar>().isHidden());
        printTo("/proc/a.pdf");
        QCOMPARE(window.view<ui::ErrorBar>().text(), "/proc/a.pdf: cannot be written");
    }

    void thePreviewShowsOnePageAsItLies()
    {
        const tests::ShownWindow window("eight");
        int pages = 0;
        bool lies = false;
        inDialogOf<QPrintPreviewDialog>(
            window, "Print pre&view…", [&](QPrintPreviewDialog &dialog) {
                const auto &preview = *dialog.findChild<QPrintPreviewWidget *>();
                QTRY_COMPARE(preview.pageCount(), 1);
                pages = preview.pageCount();
                lies = preview.orientation() == QPageLayout::Landscape;
                dialog.reject();
            });
        QCOMPARE(pages, 1);
        QVERIFY(lies);
        QVERIFY(window.view<ui::ErrorBar>().isHidden());
    }
};

PACKSCOPE_WIDGET_TEST(TestPrinting)
#include "tst_printing.moc"
