// SPDX-License-Identifier: GPL-3.0-or-later
// PyTorch itself runs the programs, where it is installed.
#include "core/io/examples.h"
#include "core/io/numbers.h"
#include "core/io/random_document.h"
#include "core/io/torch_script.h"
#include "core/pipeline/run.h"
#include "tests/support/golden.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <limits>

using namespace core;

namespace {

std::string scriptOf(const Document &document)
{
    const auto trace = run(std::make_shared<const Document>(document));
    const auto script = trace ? torchScript(**trace) : trace.error();
    return script ? *script : std::string();
}

struct Ended {
    int status = 0;
    QString output;
};

/// Debian's own, which python3-torch is for, where it is installed.
Ended python(const QStringList &arguments)
{
    const QString debians = QStringLiteral("/usr/bin/python3");
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QFile::exists(debians) ? debians : QStringLiteral("python3"), arguments);
    if (!process.waitForFinished(600'000))
        return {-1, process.errorString()};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAll())};
}

/// Runs programs one after the other in one Python, which takes its time to load PyTorch.
Ended runAll(const std::vector<std::string> &programs)
{
    const QTemporaryDir folder;
    QStringList arguments{QStringLiteral("-c"),
                          QStringLiteral("import runpy, sys\n"
                                         "for path in sys.argv[1:]:\n"
                                         "    print(path)\n"
                                         "    runpy.run_path(path, run_name='__main__')\n")};
    for (const std::string &program : programs) {
        const QString path = folder.filePath(QString::number(arguments.size()) + ".py");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return {-1, file.errorString()};
        file.write(program.data(), std::ssize(program));
        arguments.append(path);
    }
    return python(arguments);
}

/// A batch in which lengths come again and again.
Document withTies(Index count, TieOrder ties, SortBy sort)
{
    RandomSpec spec;
    spec.B = count;
    spec.T = 4;
    Document document = randomDocument(spec);
    document.options.tieOrder = ties;
    document.options.sort = sort;
    return document;
}

/// So that rounding grows over many steps.
Document withLargeWeights(double scale, std::uint64_t seed)
{
    RandomSpec spec;
    spec.seed = seed;
    spec.B = 5;
    spec.T = 60;
    spec.H = 8;
    Document document = randomDocument(spec);
    for (const auto &parameter : parameters(document.weights))
        for (double &weight : parameter.tensor->data)
            weight = static_cast<float>(weight * scale);
    return document;
}

} // namespace

class TestTorchScript : public QObject {
    Q_OBJECT

  private slots:
    void isAProgramThatComparesEveryTensor()
    {
        const std::string script = scriptOf(*exampleDocument("article"));
        const auto trace = run(std::make_shared<const Document>(*exampleDocument("article")));
        for (const NamedNumbers &named : numbersOf(**trace)) {
            if (named.name.starts_with("gates_"))
                continue; // in a loop over layers and directions
            QVERIFY2(script.find("compare(\"" + named.name + "\"") != std::string::npos,
                     named.name.c_str());
        }
    }

    void agreesWithPyTorch_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind :
             {"examples", "batches of torch's", "ties", "padding values", "large weights"})
            QTest::newRow(kind) << QString(kind);
    }
    void agreesWithPyTorch()
    {
        if (python({"-c", "import torch"}).status != 0)
            QSKIP("python3-torch is not installed");
        QFETCH(const QString, kind);
        std::vector<std::string> programs;
        if (kind == "examples") {
            for (const Example &example : examples())
                programs.push_back(scriptOf(*exampleDocument(example.name)));
        } else if (kind == "ties") {
            for (const SortBy sort : {SortBy::torch, SortBy::byHand})
                for (const TieOrder ties : {TieOrder::stable, TieOrder::torch})
                    for (const Index count : {3, 16, 17, 40})
                        programs.push_back(scriptOf(withTies(count, ties, sort)));
        } else if (kind == "large weights") {
            for (const double scale : {2.0, 10.0, 30.0})
                for (const std::uint64_t seed : {1, 2})
                    programs.push_back(scriptOf(withLargeWeights(scale, seed)));
        } else if (kind == "padding values") {
            constexpr double infinity = std::numeric_limits<double>::infinity();
            for (const double value : {-2.5, 1e-30, -infinity, infinity, std::nan("")})
                for (const bool batchFirst : {true, false}) {
                    Document document = *exampleDocument("eight");
                    document.title = "coding=cp037 a \"\"\" \\ \n import nothing";
                    document.options.paddingValue = value;
                    document.options.batchFirst = batchFirst;
                    programs.push_back(scriptOf(document));
                }
        } else {
            for (const auto &each : golden::gruCases())
                programs.push_back(scriptOf(each.document));
        }
        QVERIFY(programs.size() > 5);
        const Ended ended = runAll(programs);
        QVERIFY2(ended.status == 0, qPrintable(ended.output));
        QCOMPARE(ended.output.count("tensors are as Packscope computed them"),
                 static_cast<int>(programs.size()));
    }

    void titlesAndWordsStayInComments()
    {
        Document document = *exampleDocument("eight");
        document.title = "coding=cp037\n\u202E\u2028\uFEFF\"\"\"";
        const QString script = QString::fromStdString(scriptOf(document));
        QCOMPARE(script.section('\n', 1, 1), "# -*- coding: utf-8 -*-");
        QCOMPARE(script.section('\n', 2, 2), "# coding=cp037    \"\"\"");
    }

    void linesOfTheProgramAreNotLong()
    {
        Document document = *exampleDocument("bidirectional");
        document.options.paddingValue = -1.25e-7;
        document.options.totalLength = 12;
        document.options.batchFirst = false;
        for (const Document &each :
             {*exampleDocument("words"), document, withTies(40, TieOrder::torch, SortBy::byHand),
              withTies(40, TieOrder::stable, SortBy::torch)})
            for (const QString &line : QString::fromStdString(scriptOf(each)).split('\n'))
                QVERIFY2(line.size() <= 100, qPrintable(line));
    }

    void tooManyNumbersAreRefused()
    {
        RandomSpec spec;
        spec.B = 100;
        spec.T = 400;
        spec.H = 256;
        const auto trace = run(std::make_shared<const Document>(randomDocument(spec)));
        const auto script = torchScript(**trace);
        QVERIFY(!script);
        QVERIFY(script.error().message.find("million numbers") != std::string::npos);
    }

    void findsANumberThatIsWrong_data()
    {
        QTest::addColumn<QString>("was");
        QTest::addColumn<QString>("is");
        QTest::newRow("an id") << "padded_ids = torch.tensor([\n        ["
                               << "padded_ids = torch.tensor([\n        [1";
        QTest::newRow("a tolerance") << "TOLERANCE = "
                                     << "TOLERANCE = 0 * ";
        QTest::newRow("a sort") << "enforce_sorted=False"
                                << "enforce_sorted=True";
    }
    void findsANumberThatIsWrong()
    {
        if (python({"-c", "import torch"}).status != 0)
            QSKIP("python3-torch is not installed");
        QFETCH(const QString, was);
        QFETCH(const QString, is);
        QString script = QString::fromStdString(scriptOf(*exampleDocument("words")));
        QVERIFY(script.contains(was));
        script.replace(was, is);
        QVERIFY(runAll({script.toStdString()}).status != 0);
        qputenv("PYTHONOPTIMIZE", "1"); // which leaves asserts out
        const int optimized = runAll({script.toStdString()}).status;
        qunsetenv("PYTHONOPTIMIZE");
        QVERIFY(optimized != 0);
    }
};

PACKSCOPE_TEST(TestTorchScript)
#include "tst_torch_script.moc"
