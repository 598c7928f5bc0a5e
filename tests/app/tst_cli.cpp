// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/json_text.h"
#include "tests/support/mutations.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using core::Json;

namespace {

struct Finished {
    int status = -1;
    QString out, err;
};

/// Runs a command in `folder`, where no session has named a folder for its sockets. A crash or a run
/// without end gives status -1.
Finished finished(const QTemporaryDir &folder, const QString &command, const QStringList &arguments)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove("XDG_RUNTIME_DIR");
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder.path());
    process.start(command, arguments);
    const bool ended = process.waitForFinished(60'000);
    if (!ended)
        process.kill();
    const bool exited = ended && process.exitStatus() == QProcess::NormalExit;
    return {exited ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

Finished packscope(const QTemporaryDir &folder, const QStringList &arguments)
{
    return finished(folder, PACKSCOPE_PROGRAM, arguments);
}

/// Runs a line of bash in which "$0" is the program.
Finished bash(const QTemporaryDir &folder, const QString &line)
{
    return finished(folder, "bash", {"-c", line, PACKSCOPE_PROGRAM});
}

QStringList filesIn(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
}

QByteArray contentOf(const QTemporaryDir &folder, const QString &name)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

Json jsonIn(const QTemporaryDir &folder, const QString &name)
{
    const auto json = core::parseJson(contentOf(folder, name).toStdString());
    return json ? *json : Json();
}

double fourDecimals(const Json &number)
{
    return std::round(number.get<double>() * 1e4) / 1e4;
}

} // namespace

class TestCli : public QObject {
    Q_OBJECT

  private slots:
    void theArticlesPrintedNumbersComeOut()
    {
        const QTemporaryDir folder;
        const auto done = packscope(folder, {"run", "--example", "article", "-o", "a.json"});
        QCOMPARE(done.status, 0);
        QCOMPARE(done.out + done.err, "");
        QFile file(PACKSCOPE_GOLDEN_DIR "/article.json");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Json printed = (*core::parseJson(file.readAll().toStdString()))["printed_outputs"];
        const Json numbers = jsonIn(folder, "a.json");
        int padded = 0, packed = 0;
        for (std::size_t b = 0; b < 2; ++b)
            for (std::size_t t = 0; t < 3; ++t)
                for (std::size_t h = 0; h < 5; ++h) {
                    const double expected = printed[b][t][h];
                    const std::size_t at = (b * 3 + t) * 5 + h;
                    QCOMPARE(fourDecimals(numbers["nopack_output"]["data"][at]), expected);
                    ++padded;
                    if (t >= numbers["lengths"][b].get<std::size_t>())
                        continue;
                    QCOMPARE(fourDecimals(numbers["padded_output"]["data"][at]), expected);
                    ++packed;
                }
        QCOMPARE(padded, 30);
        QCOMPARE(packed, 20);
        // Lengths 3 and 1: the packed rows are A0 B0 A1 A2.
        const std::vector<std::pair<std::size_t, std::size_t>> rows{{0, 0}, {1, 0}, {0, 1}, {0, 2}};
        for (std::size_t row = 0; row < rows.size(); ++row)
            for (std::size_t h = 0; h < 5; ++h)
                QCOMPARE(fourDecimals(numbers["packed_output"]["data"][row * 5 + h]),
                         printed[rows[row].first][rows[row].second][h].get<double>());
    }

    void everyFormatIsWritten()
    {
        const QTemporaryDir folder;
        for (const char *output : {"a.json", "a.npz", "a.csv/"})
            QCOMPARE(packscope(folder, {"run", "--random", "seed=3", "-o", output}).status, 0);
        QVERIFY(contentOf(folder, "a.npz").startsWith("PK"));
        QVERIFY(contentOf(folder, "a.csv/h_n.csv").startsWith("i0,i1,v0"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
    }

    /// Lines as lines and text as text: a drawing of a plot holds no pixels.
    void plotsAreDrawings()
    {
        const QTemporaryDir folder;
        const QStringList plot{"plot", "--example", "words", "--kind"};
        for (const char *kind : {"overview", "hidden", "heatmap", "distance", "gates",
                                 "batch_sizes", "readout", "paths"}) {
            const auto done = packscope(folder, plot + QStringList{kind, "-o", "a.svg"});
            QCOMPARE(done.err, "");
            QCOMPARE(done.status, 0);
            const QByteArray svg = contentOf(folder, "a.svg");
            QVERIFY(svg.contains("<text") && !svg.contains("<image"));
        }
        QCOMPARE(packscope(folder, plot + QStringList{"gates", "-o", "a.pdf"}).status, 0);
        QVERIFY(contentOf(folder, "a.pdf").startsWith("%PDF"));
        QVERIFY(contentOf(folder, "a.pdf").contains("/Font"));
        QCOMPARE(packscope(folder, plot + QStringList{"hidden", "-o", "a.png", "--size", "800x400",
                                                      "--units", "3,5-6", "--sequences", "0,2"})
                     .status,
                 0);
        QCOMPARE(QImage(folder.filePath("a.png")).size(), QSize(800, 400));
    }

    void whatIsSavedIsReadAgain()
    {
        const QTemporaryDir folder;
        put(folder, "words.txt", "knight\nsol\n");
        const QList<QStringList> sources{
            {"--example", "eight"}, {"--random", "seed=7,B=3"}, {"words.txt"}};
        for (const QStringList &source : sources) {
            QCOMPARE(
                packscope(folder, QStringList("save") + source + QStringList{"-o", "a.packscope"})
                    .status,
                0);
            QCOMPARE(packscope(folder, {"save", "a.packscope", "-o", "b.packscope"}).status, 0);
            QVERIFY(!contentOf(folder, "a.packscope").isEmpty());
            QCOMPARE(contentOf(folder, "b.packscope"), contentOf(folder, "a.packscope"));
            QCOMPARE(
                packscope(folder, QStringList("run") + source + QStringList{"-o", "a.json"}).status,
                0);
            QCOMPARE(packscope(folder, {"run", "a.packscope", "-o", "b.json"}).status, 0);
            QCOMPARE(contentOf(folder, "b.json"), contentOf(folder, "a.json"));
        }
    }

    void aProgramForPyTorchIsWritten()
    {
        const QTemporaryDir folder;
        QCOMPARE(packscope(folder, {"script", "--example", "eight", "-o", "a.py"}).status, 0);
        const QByteArray program = contentOf(folder, "a.py");
        QVERIFY(program.startsWith("#!/usr/bin/env python3\n"));
        QVERIFY(program.contains("packed = pack_padded_sequence(\n"));
        QCOMPARE(packscope(folder, {"script", "--example", "eight", "-o", "none/a.py"}).status, 1);
    }

    void aDocumentAsTextIsTakenWhereAFileIs()
    {
        const QTemporaryDir folder;
        const auto linked = packscope(folder, {"link", "--random", "seed=7,B=3,V=5,high=5"});
        QCOMPARE(linked.status, 0);
        QCOMPARE(linked.err, "");
        QVERIFY(linked.out.startsWith("packscope:1:") && linked.out.count('\n') == 1);
        QCOMPARE(
            packscope(folder, {"link", "--random", "seed=7,B=3,V=5,high=5", "-o", "a.txt"}).status,
            0);
        QCOMPARE(contentOf(folder, "a.txt"), linked.out.toUtf8());
        const QString token = linked.out.trimmed();
        QCOMPARE(packscope(folder, {"run", token, "-o", "a.json"}).status, 0);
        QCOMPARE(packscope(folder, {"run", "a.txt", "-o", "b.json"}).status, 0);
        QCOMPARE(
            packscope(folder, {"run", "--random", "seed=7,B=3,V=5,high=5", "-o", "c.json"}).status,
            0);
        QVERIFY(!contentOf(folder, "a.json").isEmpty());
        QCOMPARE(contentOf(folder, "a.json"), contentOf(folder, "c.json"));
        QCOMPARE(contentOf(folder, "b.json"), contentOf(folder, "c.json"));
        QCOMPARE(packscope(folder, {"link", token}).out, linked.out);
        QVERIFY(packscope(folder, {"cost", token}).out.startsWith("the document as text\n"));
        const auto cut = packscope(folder, {"run", token.chopped(9), "-o", "d.json"});
        QCOMPARE(cut.status, 1);
        QVERIFY2(cut.err.startsWith("packscope: the document as text is cut off"),
                 qPrintable(cut.err));
        QVERIFY(!QFile::exists(folder.filePath("d.json")));
    }

    void aTrainedModelIsRunAndSaved()
    {
        const QTemporaryDir folder;
        const QString weights = PACKSCOPE_GOLDEN_DIR "/weights/";
        QCOMPARE(packscope(folder, {"run", weights + "checkpoint.pth", "-o", "a.json"}).status, 0);
        QVERIFY(jsonIn(folder, "a.json").contains("gates_l1_reverse_z"));
        for (const char *saved : {"m.safetensors", "m.npz"}) {
            const QString model = weights + "checkpoint.pth";
            QCOMPARE(packscope(folder, {"save", model, "-o", saved}).status, 0);
            QCOMPARE(packscope(folder, {"run", saved, "-o", "b.json"}).status, 0);
            QCOMPARE(contentOf(folder, "b.json"), contentOf(folder, "a.json"));
        }
        const auto refused = packscope(folder, {"run", weights + "lstm.pt", "-o", "c.json"});
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains("lstm.pt: there is no GRU in it: gru. is an LSTM"),
                 qPrintable(refused.err));
        QVERIFY(!QFile::exists(folder.filePath("c.json")));
    }

    void whatABatchCosts()
    {
        const QTemporaryDir folder;
        const auto table = packscope(folder, {"cost", "--example", "eight"});
        QCOMPARE(table.status, 0);
        QCOMPARE(table.err, "");
        QCOMPARE(table.out, "eight\n"
                            "        cells  multiply-adds\n"
                            "padded     64          6,912\n"
                            "packed     45          4,860\n"
                            "padding: 29.7 % of the padded cells\n");
        QCOMPARE(packscope(folder, {"cost", "--example", "eight", "-o", "a.json"}).out, "");
        const auto json = packscope(folder, {"cost", "--example", "eight", "--json"});
        QCOMPARE(json.out.toUtf8(), contentOf(folder, "a.json"));
        const Json cost = jsonIn(folder, "a.json");
        QCOMPARE(cost["padded"]["cells"].get<int>(), 64);
        QCOMPARE(cost["packed"]["multiply_adds"].get<int>(), 4860);
        QCOMPARE(cost["padding"].get<double>(), 19.0 / 64);
    }

    void whatACorpusCosts()
    {
        const QTemporaryDir folder;
        put(folder, "corpus.txt",
            "four\nsixsix\neightyes\nfives\nfour\n\nsix\nseventy\neighteen\n");
        const auto table = packscope(folder, {"cost", "corpus.txt", "--batch-size", "4"});
        QCOMPARE(table.err, "");
        QCOMPARE(table.status, 0);
        QCOMPARE(
            table.out,
            "corpus.txt: 8 sequences, 45 characters\n"
            "lengths 3 to 8, median 5, mean 5.6\n"
            "1 empty line is left out\n\n"
            "padding, of the cells that are computed; packed: none\n"
            "batch size  batches  random  bucketed  sorted   least\n"
            "         4        2  26.9 %    13.5 %  13.5 %  13.5 %\n\n"
            "cells that are computed; packed: 45\n"
            "batch size  batches  random  bucketed  sorted  least\n"
            "         4        2      62        52      52     52\n\n"
            "the batches with the least waste, the longest sequences first\n"
            "batches  sequences  padded to  cells  padding\n"
            "      1          4          8     32    9.4 %\n"
            "      1          4          5     20   20.0 %\n\n"
            "random: the mean of all orders. bucketed: sorted within pools of 100 batches of a "
            "random order, the mean.\n"
            "sorted: the longest first. least: the fewest cells of all ways into as few "
            "batches.\n");
        QCOMPARE(packscope(folder, {"cost", "corpus.txt", "--batch-size", "4,100", "-o", "a.json"})
                     .status,
                 0);
        const Json cost = jsonIn(folder, "a.json");
        QCOMPARE(cost["sequences"].get<int>(), 8);
        QCOMPARE(cost["empty_lines"].get<int>(), 1);
        QCOMPARE(cost["lengths"].get<std::vector<int>>(), (std::vector<int>{3, 4, 5, 6, 7, 8}));
        QCOMPARE(cost["counts"].get<std::vector<int>>(), (std::vector<int>{1, 2, 1, 1, 1, 2}));
        const Json four = cost["batch_sizes"][0], hundred = cost["batch_sizes"][1];
        QCOMPARE(four["sorted"]["padded_cells"].get<int>(), 52);
        QCOMPARE(four["sorted"]["padding"].get<double>(), 7.0 / 52);
        QCOMPARE(four["least"]["batches_rows_length"].dump(), std::string("[[1,4,8],[1,4,5]]"));
        QCOMPARE(hundred["random"]["padded_cells"].get<int>(), 64);
        const auto words =
            packscope(folder, {"cost", "corpus.txt", "--unit", "words", "--batch-size", "4"});
        QVERIFY2(words.out.startsWith("corpus.txt: 8 sequences, 8 words\n"), qPrintable(words.out));
    }

    void examplesAreListedByName()
    {
        const auto done = packscope(QTemporaryDir(), {"examples"});
        QCOMPARE(done.status, 0);
        QStringList names;
        for (const QString &line : done.out.trimmed().split('\n'))
            names << line.section(' ', 0, 0);
        QCOMPARE(names, QStringList({"article", "words", "ties", "eight", "bidirectional",
                                     "two-layers", "one"}));
    }

    void helpAndVersion()
    {
        QCOMPARE(packscope(QTemporaryDir(), {"--help"}).status, 0);
        QVERIFY(packscope(QTemporaryDir(), {"--version"}).out.startsWith("packscope "));
    }

    void statusesAndSentences_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *line, int status, const char *message) {
            QTest::newRow(line) << line << status << message;
        };
        row("run none.packscope -o a.json", 1,
            "packscope: none.packscope: there is no such file\n");
        row("run bad.packscope -o a.json", 1,
            "packscope: bad.packscope: input.ids[0][1] is 9 (sequence A); ids must be 0 to 3, the "
            "rows "
            "of the embedding\n  PyTorch: index out of range in self\n");
        row("save bad.packscope -o a.packscope", 1,
            "packscope: bad.packscope: input.ids[0][1] is 9");
        row("run new.packscope -o a.json", 1,
            "packscope: new.packscope: version is 2; this document was written by a newer "
            "Packscope, "
            "and this one reads version 1\n");
        row("run gap.txt -o a.json", 1, "packscope: gap.txt: line 2 is empty");
        row("run --example one -o none/a.json", 1,
            "cannot be written: No such file or directory\n");
        row("run --random high=2000 -o a.json", 1, "packscope: --random: input.ids[1][0] is 1760");
        row("run --random B=0 -o a.json", 2,
            "packscope: --random: B is 0; it must be at least 1\n");
        row("cost none.txt", 1, "packscope: none.txt: there is no such file\n");
        row("cost .", 1, "this is not a file that can be read\n");
        row("cost bad.packscope", 1, "packscope: bad.packscope: input.ids[0][1] is 9");
        row("cost gap.txt -o none/a.json", 1, "cannot be written: No such file or directory\n");
        row("cost gap.txt -o a.txt", 2, "what it costs is written as one of: .json\n");
        row("cost gap.txt --batch-size x", 2, "packscope: --batch-size is \"x\"");
        row("run --example zzz -o a.json", 2, "packscope: there is no example \"zzz\"");
        row("run --example one -o a.xyz", 2, "packscope: a.xyz: the extension is \".xyz\"");
        row("link --example one -o a.json", 2, "documents as text are written as one of: .txt");
        row("link bad.packscope", 1, "packscope: bad.packscope: input.ids[0][1] is 9");
        row("run packscope:2:AAAA -o a.json", 1,
            "has version 2; it was written by a newer Packscope");
        row("run --frob -o a.json", 2, "--frob");
        row("render --example one --at nope -o a.png", 2, "there is no stage \"nope\"");
        row("plot --example one --kind nope -o a.png", 2, "there is no plot \"nope\"");
        row("plot --example one --kind hidden --units 99 -o a.png", 2, "--units \"99\"");
        row("plot --example one --kind hidden --layer 3 -o a.png", 2, "--layer 3");
        row("plot --example one --kind hidden --reverse -o a.png", 2, "not bidirectional");
        row("plot --example one --kind hidden -o no/where/a.svg", 1, "no/where/a.svg");
    }
    void statusesAndSentences()
    {
        QFETCH(QString, line);
        QFETCH(int, status);
        QFETCH(QString, message);
        const QTemporaryDir folder;
        put(folder, "bad.packscope", R"({"config": {"hidden_size": 2}, "weights": {"seed": 1},
            "input": {"kind": "tokens", "ids": [[1, 9]]}, "embedding": {"seed": 0, "V": 4, "D": 2}})");
        put(folder, "new.packscope", R"({"version": 2})");
        put(folder, "gap.txt", "a\n\nb");
        const auto done = packscope(folder, line.split(' '));
        QCOMPARE(done.status, status);
        QVERIFY2(done.err.contains(message), qPrintable(done.err));
        QCOMPARE(done.out, "");
        QCOMPARE(filesIn(folder), QStringList({"bad.packscope", "gap.txt", "new.packscope"}));
    }

    void keysThatNobodyKnowsAreWarnedAbout()
    {
        const QTemporaryDir folder;
        put(folder, "a.packscope",
            R"({"config": {"hidden_size": 2, "bar": 1}, "weights": {"seed": 1},
            "input": {"kind": "tokens", "ids": [[1]]}, "embedding": {"seed": 0, "V": 4, "D": 2}})");
        const auto done = packscope(folder, {"run", "a.packscope", "-o", "a.json"});
        QCOMPARE(done.status, 0);
        QCOMPARE(done.err,
                 "packscope: warning: the key config.bar is unknown; it is kept as it is\n");
    }

    void whatNeedsMoreMemoryThanThereIsIsRefused_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("run") << R"("$0" run big.packscope -o a.json)";
        QTest::newRow("render") << R"("$0" render big.packscope --at gru -o a.png)";
    }
    void whatNeedsMoreMemoryThanThereIsIsRefused()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the address sanitizer needs all addresses");
#endif
        QFETCH(const QString, line);
        const QTemporaryDir folder;
        put(folder, "big.packscope",
            R"({"config": {"hidden_size": 32, "t_pad": 1048576}, "weights": {"seed": 1},
            "input": {"kind": "tokens", "ids": [[1, 2], [3]]},
            "embedding": {"seed": 0, "V": 4, "D": 16}})");
        const auto done = bash(folder, "ulimit -v 800000; " + line);
        QCOMPARE(done.err, "packscope: big.packscope needs more memory than there is\n");
        QCOMPARE(done.status, 1);
        QCOMPARE(filesIn(folder), QStringList{"big.packscope"});
    }

    void picturesSayNothing()
    {
        const QTemporaryDir folder;
        const auto drawn =
            packscope(folder, {"render", "--example", "one", "--at", "batch", "-o", "a.png"});
        QCOMPARE(drawn.err, "");
        QCOMPARE(drawn.status, 0);
        const auto film = packscope(folder, {"animate", "--example", "one", "--steps", "--to",
                                             "batch", "-o", "film/", "--size", "320x200"});
        QCOMPARE(film.err, "");
        QCOMPARE(film.status, 0);
        const auto refused =
            packscope(folder, {"render", "--example", "one", "--at", "gru:999", "-o", "b.png"});
        QCOMPARE(refused.err.count('\n'), 1);
        QVERIFY(refused.err.startsWith("packscope: "));
        QCOMPARE(refused.status, 2);
        QCOMPARE(filesIn(folder), QStringList({"a.png", "film"}));
    }

    void theWindowSaysNothingOfItsSockets()
    {
        // It stays open until it is ended. A platform may have a word about the size of windows.
        const auto ended = bash(QTemporaryDir(), R"(timeout 3 "$0" --example one)");
        QVERIFY2(!ended.err.contains("runtime", Qt::CaseInsensitive), qPrintable(ended.err));
        QCOMPARE(ended.status, 124);
    }

    void namesAreUtf8()
    {
        for (const char *line : {R"("$0" render --example one --at batch -o $'\xff.png')",
                                 R"("$0" $'\xff.packscope')"}) {
            const QTemporaryDir folder;
            const auto done = bash(folder, line);
            QVERIFY2(done.err.contains(" is not UTF-8\n"), qPrintable(done.err));
            QCOMPARE(done.status, 2);
            QCOMPARE(filesIn(folder), QStringList());
        }
    }

    void anOldResultOutlivesARefusal()
    {
        const QTemporaryDir folder;
        put(folder, "bad.packscope", "{");
        put(folder, "a.json", "old");
        QCOMPARE(packscope(folder, {"run", "bad.packscope", "-o", "a.json"}).status, 1);
        QCOMPARE(contentOf(folder, "a.json"), "old");
    }

    void damagedDocumentsAreTakenOrRefused()
    {
        const QTemporaryDir folder;
        int taken = 0;
        for (const std::string &text : mutations::damagedDocuments(300, 7)) {
            put(folder, "a.packscope", QByteArray::fromStdString(text));
            const auto done = packscope(folder, {"run", "a.packscope", "-o", "a.json"});
            const QString shown = QString::fromStdString(text.substr(0, 2000)) + "\n" + done.err;
            QVERIFY2(done.status == 0 || done.status == 1, qPrintable(shown));
            QVERIFY2(QFile::exists(folder.filePath("a.json")) == (done.status == 0),
                     qPrintable(shown));
            if (done.status == 0)
                QVERIFY2(jsonIn(folder, "a.json").is_object(), qPrintable(shown));
            else
                QVERIFY2(done.err.startsWith("packscope: "), qPrintable(shown));
            taken += done.status == 0;
            QFile::remove(folder.filePath("a.json"));
            QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden),
                     QStringList{"a.packscope"});
        }
        QVERIFY2(taken > 20 && taken < 280, qPrintable(QString::number(taken)));
    }
};

PACKSCOPE_TEST(TestCli)
#include "tst_cli.moc"
