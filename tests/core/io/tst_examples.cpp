// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "core/io/document_writer.h"
#include "core/io/examples.h"
#include "core/io/file_bytes.h"
#include "core/io/json_text.h"
#include "core/model/embedding.h"
#include "core/pipeline/run.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace core;

namespace {

std::shared_ptr<const Trace> traceOf(const char *name)
{
    return *run(std::make_shared<const Document>(*exampleDocument(name)));
}

Json article()
{
    return *parseJson(*readBytes(std::filesystem::path(PACKSCOPE_GOLDEN_DIR) / "article.json"));
}

} // namespace

class TestExamples : public QObject {
    Q_OBJECT

  private slots:
    void eachIsReadRunAndNamed_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name :
             {"article", "words", "ties", "eight", "bidirectional", "two-layers", "one"})
            QTest::newRow(name) << name;
        QCOMPARE(examples().size(), std::size_t(7));
    }
    void eachIsReadRunAndNamed()
    {
        QFETCH(QString, name);
        const auto document = exampleDocument(name.toStdString());
        QVERIFY2(document, document ? "" : document.error().message.c_str());
        QVERIFY(!document->title.empty() && !document->note.empty() && document->unknown.empty());
        QVERIFY(document->options.batchFirst && !document->options.enforceSorted);
        QVERIFY(run(std::make_shared<const Document>(*document)));
    }

    void anUnknownNameIsRefusedWithThoseThatAre()
    {
        QCOMPARE(
            exampleDocument("x").error().message,
            "there is no example \"x\"; there are: article, words, ties, eight, bidirectional, "
            "two-layers, one");
    }

    void theArticlesOutputsComeOut()
    {
        const auto trace = traceOf("article");
        const Json printed = article()["printed_outputs"];
        for (Index b = 0; b < 2; ++b)
            for (Index t = 0; t < 3; ++t)
                for (Index h = 0; h < 5; ++h) {
                    const double expected =
                        printed[static_cast<std::size_t>(b)][static_cast<std::size_t>(t)]
                               [static_cast<std::size_t>(h)];
                    const auto fourDecimals = [](double x) { return std::round(x * 1e4); };
                    QCOMPARE(fourDecimals(trace->padded->output().at(trace->padded->row(t, b), h)),
                             fourDecimals(expected));
                    if (t < trace->lengths[static_cast<std::size_t>(b)])
                        QCOMPARE(fourDecimals(trace->paddedOutput.at(b, t, h)),
                                 fourDecimals(expected));
                }
    }

    void theArticlesTableIsAsItsNoteSays()
    {
        const auto document = *exampleDocument("article");
        QVERIFY(document.options.sort == SortBy::byHand);
        QCOMPARE(document.embedding.shape, (Shape{1000, 10}));
        TorchGenerator generator(0);
        auto table = initialEmbedding<float>(1000, 10, 0, generator)->cast<double>();
        const Json rows = article()["embedding"];
        for (const auto &[id, row] : rows.items())
            for (Index d = 0; d < 10; ++d)
                table[std::stol(id) * 10 + d] =
                    static_cast<float>(row[static_cast<std::size_t>(d)].get<double>());
        QCOMPARE(document.embedding, table);
    }

    void eightSavesNineteenCells()
    {
        const auto trace = traceOf("eight");
        QCOMPARE(trace->lengths, (std::vector<std::int64_t>{4, 6, 8, 5, 4, 3, 7, 8}));
        QCOMPARE(trace->B() * trace->paddedWidth(), 64);
        QCOMPARE(trace->N(), 45);
    }

    void tiesStayAsTyped()
    {
        QCOMPARE(*traceOf("ties")->srtidx, (std::vector<std::int64_t>{0, 2, 3, 5, 1, 4}));
    }

    void theOthersAreWhatTheirNamesSay()
    {
        QCOMPARE(exampleDocument("bidirectional")->weights.shape.directions, 2);
        QCOMPARE(exampleDocument("two-layers")->weights.shape.numLayers, 2);
        QCOMPARE(exampleDocument("one")->batchSize(), 1);
    }
};

PACKSCOPE_TEST(TestExamples)
#include "tst_examples.moc"
