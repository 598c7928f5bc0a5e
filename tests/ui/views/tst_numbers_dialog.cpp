// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/state/open_document.h"
#include "ui/views/error_bar.h"
#include "ui/views/numbers_dialog.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

namespace {

QLineEdit &fieldOf(const QFileDialog &dialog)
{
    return *dialog.findChild<QLineEdit *>("fileNameEdit");
}

/// Asks the menu for the numbers and names a file.
void exportNumbers(const tests::ShownWindow &window, const QString &path)
{
    QTimer answer;
    answer.setInterval(20);
    QObject::connect(&answer, &QTimer::timeout, [&] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        answer.stop();
        fieldOf(*dialog).setText(path);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    answer.start();
    window.action("Export n&umbers…").trigger();
}

} // namespace

class TestNumbersDialog : public QObject {
    Q_OBJECT

  private slots:
    void init() { tests::useEmptySettings("tst_numbers_dialog"); }

    void theNameFollowsTheKind()
    {
        const ui::OpenDocument document(*core::exampleDocument("one"));
        ui::NumbersDialog dialog(document, nullptr);
        dialog.setOption(QFileDialog::DontUseNativeDialog);
        dialog.show();
        const auto choose = [&](int kind) {
            dialog.selectNameFilter(dialog.nameFilters()[kind]);
            emit dialog.filterSelected(dialog.nameFilters()[kind]); // as a person does it
            return fieldOf(dialog).text();
        };
        const QString base = document.baseName();
        QCOMPARE(fieldOf(dialog).text(), base + ".json");
        QCOMPARE(choose(1), base + ".npz");
        QCOMPARE(choose(2), base + ".csv");
        fieldOf(dialog).setText("plain");
        QCOMPARE(choose(1), "plain");
        QVERIFY(dialog.selectedFiles().constFirst().endsWith("/plain.npz"));
    }

    void theMenuWritesThem()
    {
        const tests::ShownWindow window("eight");
        const auto &errors = window.view<ui::ErrorBar>();
        const QTemporaryDir folder;
        exportNumbers(window, folder.filePath("a")); // no ending is JSON
        exportNumbers(window, folder.filePath("b.npz"));
        exportNumbers(window, folder.filePath("c.csv"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList({"a.json", "b.npz", "c.csv"}));
        QVERIFY(QFile::exists(folder.filePath("c.csv/packed_output.csv")));
        QVERIFY(errors.isHidden());
        exportNumbers(window, "/proc/a.json");
        QVERIFY2(errors.text().contains("/proc/a.json: cannot be written"),
                 qPrintable(errors.text()));
    }
};

PACKSCOPE_WIDGET_TEST(TestNumbersDialog)
#include "tst_numbers_dialog.moc"
