// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cells.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/models/printed_outputs.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace core;

class TestPrintedOutputs : public QObject {
    Q_OBJECT

  private slots:
    /// The table in the program is the article's, and the program's own numbers round to it.
    void allThirtyAreTheArticles()
    {
        QFile file(QStringLiteral(PACKSCOPE_GOLDEN_DIR "/article.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray printed =
            QJsonDocument::fromJson(file.readAll())[QStringLiteral("printed_outputs")].toArray();
        const auto trace = tests::traceOf("article");
        int compared = 0;
        for (Index b = 0; b < 2; ++b)
            for (Index t = 0; t < 3; ++t)
                for (Index u = 0; u < 5; ++u) {
                    const Cell cell{
                        {TensorName::layerOutput, Lane::padded}, trace->padded->row(t, b), u};
                    const auto value = ui::printedOutput(*trace, cell);
                    QVERIFY(value.has_value());
                    QCOMPARE(*value, printed[int(b)][int(t)][int(u)].toDouble());
                    QCOMPARE(cellText(valueOf(*trace, cell)), cellText(*value));
                    ++compared;
                }
        QCOMPARE(compared, 30);
    }

    void onlyOutputsThatAreReal()
    {
        const auto trace = tests::traceOf("article");
        int found = 0;
        tests::forEachCell(*trace, [&](const Cell &cell) {
            if (!ui::printedOutput(*trace, cell))
                return;
            using enum TensorName;
            const TensorName name = cell.tensor.name;
            QVERIFY(name == layerOutput || name == unpackedOutput || name == paddedOutput);
            ++found;
        });
        // 30 in the padded lane; the real ones as computed, unpacked and restored.
        QCOMPARE(found, 30 + 3 * 5 * int(trace->N()));
    }

    void nothingIsClaimedOfAnyOtherBatch()
    {
        const Cell cell{{TensorName::layerOutput, Lane::padded}, 0, 0};
        QVERIFY(!ui::printedOutput(*tests::traceOf("eight"), cell));
        Document document = *exampleDocument("article");
        document.weights.runs[0].biasHh[0] += 0.5;
        QVERIFY(!ui::printedOutput(**run(std::make_shared<const Document>(document)), cell));
        document = *exampleDocument("article");
        document.dtype = DType::float64;
        QVERIFY(!ui::printedOutput(**run(std::make_shared<const Document>(document)), cell));
    }

  private:
    static QString cellText(double value) { return QString::number(value, 'f', 4); }
};

PACKSCOPE_TEST(TestPrintedOutputs)
#include "tst_printed_outputs.moc"
