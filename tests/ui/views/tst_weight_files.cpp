// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/views/error_bar.h"
#include "ui/views/file_menu.h"
#include "ui/views/weight_files.h"

#include <QApplication>
#include <QFile>
#include <QInputDialog>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>

namespace {

QString weightFileNamed(const char *name)
{
    return QStringLiteral(PACKSCOPE_GOLDEN_DIR "/weights/") + QLatin1String(name);
}

/// A .safetensors file with a GRU of D = 2, H = 1 and without biases under each prefix, all of it zeros.
void writeGrus(const QString &fileName, const QStringList &prefixes)
{
    QStringList members;
    qint64 at = 0;
    const auto add = [&](const QString &name, int rows, int columns) {
        const qint64 end = at + qint64{4} * rows * columns;
        members += QStringLiteral(R"("%1":{"dtype":"F32","shape":[%2,%3],"data_offsets":[%4,%5]})")
                       .arg(name)
                       .arg(rows)
                       .arg(columns)
                       .arg(at)
                       .arg(end);
        at = end;
    };
    for (const QString &prefix : prefixes) {
        add(prefix + QStringLiteral("weight_ih_l0"), 3, 2);
        add(prefix + QStringLiteral("weight_hh_l0"), 3, 1);
    }
    const QByteArray header = "{" + members.join(QLatin1Char(',')).toUtf8() + "}";
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto size = static_cast<quint64>(header.size());
    file.write(reinterpret_cast<const char *>(&size), 8);
    file.write(header + QByteArray(at, '\0'));
}

/// Answers the next question with this choice, or with none.
void answer(const std::function<void(QInputDialog &)> &with)
{
    QTimer::singleShot(0, [with] {
        auto *dialog = qobject_cast<QInputDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            qFatal("nobody asks");
        with(*dialog);
    });
}

} // namespace

class TestWeightFiles : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("weight_files"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void theModelReplacesThatOfTheBatch()
    {
        QWidget window;
        ui::WeightFiles files(window);
        QSignalSpy told(&files, &ui::WeightFiles::told);
        const core::Document before = *core::exampleDocument("article");
        const auto loaded = files.load(before, weightFileNamed("state_dict.pt"));
        QVERIFY(loaded && *loaded);
        QVERIFY((*loaded)->weights != before.weights);
        QVERIFY((*loaded)->readout);
        QCOMPARE(told.size(), 1);
        QVERIFY(told.front().front().toString().contains(QStringLiteral("state_dict.pt")));
    }

    void whatIsNoGruIsRefusedWithItsName_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("word");
        QTest::newRow("LSTM") << weightFileNamed("lstm.pt") << "LSTM";
        QTest::newRow("module") << weightFileNamed("module.pt") << "state_dict";
        QTest::newRow("legacy") << weightFileNamed("legacy.pt") << "legacy.pt";
        QTest::newRow("no file") << weightFileNamed("none.pt") << "none.pt";
    }
    void whatIsNoGruIsRefusedWithItsName()
    {
        QFETCH(QString, file);
        QFETCH(QString, word);
        QWidget window;
        ui::WeightFiles files(window);
        const auto loaded = files.load({}, file);
        QVERIFY(loaded && !*loaded);
        const QString sentence = QString::fromStdString(loaded->error().message);
        QVERIFY2(sentence.contains(word), qPrintable(sentence));
    }

    void ofSeveralAPersonChooses()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("two.safetensors"));
        writeGrus(file, {"encoder.", "decoder."});
        QWidget window;
        ui::WeightFiles files(window);
        QSignalSpy told(&files, &ui::WeightFiles::told);
        answer([](QInputDialog &dialog) {
            QCOMPARE(dialog.comboBoxItems().size(), 2);
            QVERIFY(dialog.comboBoxItems().join(' ').contains(QStringLiteral("GRU(2, 1)")));
            for (const QString &item : dialog.comboBoxItems())
                if (item.startsWith(QStringLiteral("encoder.")))
                    dialog.setTextValue(item);
            dialog.accept();
        });
        const auto loaded = files.load({}, file);
        QVERIFY(loaded && *loaded);
        QVERIFY(told.front().front().toString().contains(QStringLiteral("encoder.")));
        answer([](QInputDialog &dialog) { dialog.reject(); });
        QVERIFY(!files.load({}, file));
    }

    void aModelIsSavedAndComesBack_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("safetensors") << "a.safetensors";
        QTest::newRow("npz") << "a.npz";
    }
    void aModelIsSavedAndComesBack()
    {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const core::Document document = *core::exampleDocument("two-layers");
        QVERIFY(ui::WeightFiles::save(document, folder.filePath(name)));
        QWidget window;
        ui::WeightFiles files(window);
        core::Document other = document;
        other.weights = core::exampleDocument("bidirectional")->weights;
        const auto loaded = files.load(other, folder.filePath(name));
        QVERIFY(loaded && *loaded);
        QCOMPARE((*loaded)->weights, document.weights);
        QCOMPARE((*loaded)->embedding, document.embedding);
        QVERIFY(!ui::WeightFiles::save(document, folder.filePath(QStringLiteral("a.pt"))));
        QVERIFY(!ui::WeightFiles::save(document, folder.filePath(QStringLiteral("none/a.npz"))));
    }

    void aFileOpensAsADocumentOfItsOwn()
    {
        tests::ShownWindow window;
        window.findChild<ui::FileMenu *>()->openFile(weightFileNamed("checkpoint.pth"));
        QTRY_COMPARE(window.player().trace()->shape().directions, core::Index{2});
        QVERIFY(window.windowTitle().contains(QStringLiteral("checkpoint")));
        QTRY_VERIFY(window.view<ui::ErrorBar>().text().contains(QStringLiteral("took")));
        window.findChild<ui::FileMenu *>()->openFile(weightFileNamed("lstm.pt"));
        QVERIFY(window.view<ui::ErrorBar>().text().contains(QStringLiteral("LSTM")));
        QCOMPARE(window.player().trace()->shape().directions, core::Index{2});
    }
};

PACKSCOPE_WIDGET_TEST(TestWeightFiles)
#include "tst_weight_files.moc"
