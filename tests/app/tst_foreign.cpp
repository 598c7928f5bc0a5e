// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/foreign_program.h"
#include "tests/support/test_program.h"

#include <QImage>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QStringList stageNames{"batch", "embed",  "sort",    "pack",
                             "gru",   "unpack", "restore", "answer"};

/// A folder in which the program works. What it cannot do fails the test.
class Workshop {
  public:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    void make(const QStringList &arguments, const QString &output) const
    {
        const auto done =
            tests::judgementOf(PACKSCOPE_PROGRAM, arguments + QStringList{"-o", path(output)});
        QVERIFY2(done && done->status == 0, done ? qPrintable(done->err) : "");
    }
    void render(const QString &example, const QString &stage, const QString &output) const
    {
        make({"render", "--example", example, "--at", stage, "--size", "1200x700"}, output);
    }

  private:
    QTemporaryDir m_folder;
};

/// The mean distance of two pictures of one size, of 255.
double distanceOf(const QImage &one, const QImage &other)
{
    double sum = 0;
    for (int y = 0; y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x)
            sum += std::abs(qGray(one.pixel(x, y)) - qGray(other.pixel(x, y)));
    return sum / one.width() / one.height();
}

QImage onWhite(const QString &file)
{
    const QImage drawn(file);
    QImage page(drawn.size(), QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter(&page).drawImage(0, 0, drawn);
    return page;
}

/// Reads what `packscope run` wrote in three formats, and compares names, shapes and numbers.
constexpr auto comparison = R"(
import csv, json, os, sys
import numpy
folder = sys.argv[1]
archive = numpy.load(os.path.join(folder, "a.npz"), allow_pickle=False)
numbers = json.load(open(os.path.join(folder, "a.json")))
known = {name: value for name, value in numbers.items() if value is not None}
assert set(archive.files) == set(known), set(archive.files) ^ set(known)
listed = {name[:-4] for name in os.listdir(os.path.join(folder, "a.csv"))}
assert listed == set(known), listed ^ set(known)
for name, value in known.items():
    array = archive[name]
    if isinstance(value, dict):
        assert list(array.shape) == value["shape"], name
        value = value["data"]
    flat = array.reshape(-1)
    expected = numpy.array(value, dtype=array.dtype)
    assert expected.shape == flat.shape and expected.tobytes() == flat.tobytes(), name
    rows = list(csv.reader(open(os.path.join(folder, "a.csv", name + ".csv"))))
    columns = [i for i, title in enumerate(rows[0]) if title.startswith("v")]
    read = [row[i] for row in rows[1:] for i in columns]
    assert numpy.array(read).astype(array.dtype).tobytes() == flat.tobytes(), name
print(len(known))
)";

} // namespace

/// What others make of what the program writes. Each test is skipped where its program is not installed.
class TestForeign : public QObject {
    Q_OBJECT

  private slots:
    void imageMagickKnowsSizeAndResolution()
    {
        const Workshop shop;
        shop.make(
            {"render", "--example", "eight", "--at", "pack", "--size", "800x450", "--scale", "2"},
            "a.png");
        const auto said = tests::judgementOf("identify", {"-units", "PixelsPerInch", "-format",
                                                          "%m %w %h %[fx:round(resolution.x)]",
                                                          shop.path("a.png")});
        if (!said)
            QSKIP("identify is not installed");
        QCOMPARE(said->err, "");
        QCOMPARE(said->out, "PNG 1600 900 192");
    }

    void drawingsAreValidAndShowThePicture_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<QString>("stage");
        for (const char *example : {"words", "bidirectional"})
            for (const QString &stage : stageNames)
                QTest::addRow("%s, %s", example, qPrintable(stage)) << example << stage;
    }
    void drawingsAreValidAndShowThePicture()
    {
        QFETCH(const QString, example);
        QFETCH(const QString, stage);
        const Workshop shop;
        shop.render(example, stage, "a.svg");
        const auto valid = tests::judgementOf("xmllint", {"--noout", shop.path("a.svg")});
        const auto drawn =
            tests::judgementOf("rsvg-convert", {"-o", shop.path("drawn.png"), shop.path("a.svg")});
        if (!valid || !drawn)
            QSKIP("xmllint or rsvg-convert is not installed");
        QCOMPARE(valid->err, "");
        QCOMPARE(valid->status, 0);
        QCOMPARE(drawn->status, 0);
        shop.render(example, stage, "ours.png");
        const QImage ours(shop.path("ours.png")), theirs = onWhite(shop.path("drawn.png"));
        QCOMPARE(theirs.size(), QSize(1200, 700));
        // Letters are set in other ways, and narrow stripes keep their edges between the pixels that ours
        // snap to; what is missing or elsewhere shows.
        const double distance = distanceOf(ours, theirs);
        QVERIFY2(distance < 4, qPrintable(QString::number(distance)));
    }

    void plotsAreValid()
    {
        const Workshop shop;
        for (const char *kind : {"overview", "hidden", "heatmap", "gates", "readout", "paths"}) {
            shop.make({"plot", "--example", "words", "--kind", kind}, "a.svg");
            const auto valid = tests::judgementOf("xmllint", {"--noout", shop.path("a.svg")});
            if (!valid)
                QSKIP("xmllint is not installed");
            QCOMPARE(valid->err, "");
            QCOMPARE(valid->status, 0);
        }
    }

    /// Every word of the caption stands in the text of the page, and all letters are in the file.
    void pagesCanBeSearched_data()
    {
        QTest::addColumn<QString>("stage");
        for (const QString &stage : stageNames)
            QTest::newRow(qPrintable(stage)) << stage;
    }
    void pagesCanBeSearched()
    {
        QFETCH(const QString, stage);
        const Workshop shop;
        shop.render("words", stage, "a.pdf");
        shop.render("words", stage, "a.png");
        const auto text = tests::judgementOf("pdftotext", {shop.path("a.pdf"), "-"});
        if (!text)
            QSKIP("pdftotext is not installed");
        QCOMPARE(text->err, "");
        const QStringList words =
            QImage(shop.path("a.png")).text("Description").split(u' ', Qt::SkipEmptyParts);
        QVERIFY(words.size() > 3);
        for (const QString &word : words)
            QVERIFY2(text->out.contains(word), qPrintable(word + " in:\n" + text->out));
        QCOMPARE(*tests::fontsThatLack(shop.path("a.pdf")), QStringList());
    }

    void numpyReadsTheSameNumbers_data()
    {
        QTest::addColumn<QStringList>("source");
        QTest::newRow("bidirectional") << QStringList{"--example", "bidirectional"};
        QTest::newRow("words") << QStringList{"--example", "words"};
        QTest::newRow("random") << QStringList{"--random", "seed=5,B=4,T=6"};
    }
    void numpyReadsTheSameNumbers()
    {
        QFETCH(const QStringList, source);
        const auto there = tests::judgementOf("/usr/bin/python3", {"-c", "import numpy"});
        if (!there || there->status != 0)
            QSKIP("numpy is not installed");
        const Workshop shop;
        for (const char *output : {"a.json", "a.npz", "a.csv"})
            shop.make(QStringList{"run"} + source, output);
        const auto said = tests::judgementOf("/usr/bin/python3", {"-c", comparison, shop.path("")});
        QVERIFY2(said->status == 0, qPrintable(said->err));
        QVERIFY2(said->out.toInt() > 20, qPrintable(said->out));
    }

    void pythonReadsEveryJson()
    {
        const Workshop shop;
        shop.make({"run", "--example", "two-layers"}, "numbers.json");
        shop.make({"save", "--example", "words"}, "document.json");
        shop.make({"cost", "--example", "eight"}, "cost.json");
        for (const char *name : {"numbers.json", "document.json", "cost.json"}) {
            const auto said =
                tests::judgementOf("/usr/bin/python3", {"-m", "json.tool", shop.path(name)});
            if (!said)
                QSKIP("python3 is not installed");
            QVERIFY2(said->status == 0, qPrintable(said->err));
        }
    }
};

PACKSCOPE_WIDGET_TEST(TestForeign)
#include "tst_foreign.moc"
