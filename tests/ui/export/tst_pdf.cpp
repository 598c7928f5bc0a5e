// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/export/picture.h"
#include "ui/scene/scene_at.h"

#include <QHashFunctions>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

ui::Scene sceneOf(std::string_view example, std::string_view moment)
{
    const auto trace = tests::traceOf(example);
    const ui::Timeline timeline(*trace);
    ui::View view;
    view.size = QSizeF(1200, 700);
    view.standalone = true;
    return ui::sceneAt(*trace, view, timeline, *timeline.timeNamed(moment));
}

QByteArray pdfOf(std::string_view example, std::string_view moment)
{
    return ui::pdfOf(sceneOf(example, moment), ui::themeOf(ui::ThemeName::light));
}

/// What a program makes of a PDF; nothing where the program is not installed.
std::optional<QString> readBy(const QString &program, const QStringList &before,
                              const QByteArray &pdf, const QStringList &after = {})
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        return std::nullopt;
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.pdf")));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
        return std::nullopt;
    file.close();
    QProcess process;
    process.start(program, before + QStringList{file.fileName()} + after);
    process.waitForFinished(30'000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

class TestPdf : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { QHashSeed::setDeterministicGlobalSeed(); }

    /// A file that is made again is the same file.
    void theSamePictureIsTheSameBytes()
    {
        const QByteArray first = pdfOf("words", "answer");
        QTest::qWait(1100); // another second, which a PDF would tell
        QCOMPARE(pdfOf("words", "answer"), first);
        QVERIFY(first != pdfOf("words", "pack"));
    }

    /// One page of the picture's size, in points.
    void thePageIsThePicture()
    {
        const QByteArray pdf = pdfOf("article", "gru:1");
        QVERIFY(pdf.startsWith("%PDF"));
        QVERIFY(pdf.contains("/MediaBox [0 0 900"));
        QVERIFY(!pdf.contains("/Subtype /Image"));
    }

    void textCanBeSearched()
    {
        const auto text = readBy(QStringLiteral("pdftotext"), {}, pdfOf("article", "pack"),
                                 {QStringLiteral("-")});
        if (!text)
            QSKIP("pdftotext is not installed");
        QVERIFY2(text->contains(QStringLiteral("batch_sizes")), qPrintable(*text));
    }

    void fontsAreEmbedded()
    {
        const auto fonts = readBy(QStringLiteral("pdffonts"), {}, pdfOf("article", "pack"));
        if (!fonts)
            QSKIP("pdffonts is not installed");
        const QStringList lines = fonts->split(u'\n', Qt::SkipEmptyParts);
        QVERIFY2(lines.size() > 3, qPrintable(*fonts)); // two are the head
        // Whether it is embedded, whether as a part, whether it says what its glyphs are.
        static const QRegularExpression embedded(QStringLiteral("\\byes +(yes|no) +yes\\b"));
        for (const QString &line : lines.mid(2))
            QVERIFY2(embedded.match(line).hasMatch(), qPrintable(line));
    }
};

PACKSCOPE_WIDGET_TEST(TestPdf)
#include "tst_pdf.moc"
