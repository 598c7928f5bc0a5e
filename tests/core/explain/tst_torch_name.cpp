// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/torch_name.h"
#include "tests/support/cells.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QtTest/QTest>

#include <set>

using namespace core;
using enum TensorName;

Q_DECLARE_METATYPE(core::Cell)

class TestTorchName : public QObject {
    Q_OBJECT

  private slots:
    void names_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<Cell>("cell");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *name, const char *example, const Cell &cell) {
            QTest::newRow(name) << QString(example) << cell << QString(name);
        };
        row("packed.data[12, 3]", "eight", {{packedData}, 12, 3});
        row("output[2, 4, 1]", "eight", {{paddedOutput}, 2, 4, 1});
        row("output_sorted[2, 4, 1]", "eight", {{unpackedOutput}, 2, 4, 1});
        row("output.data[20, 1]", "eight", {{layerOutput, Lane::packed}, 20, 1});
        row("nopack_output[3, 2, 1]", "eight", {{layerOutput, Lane::padded}, 8 * 2 + 3, 1});
        row("x[0, 2, 1]", "eight", {{paddedEmbedding}, 0, 2, 1});
        row("packed.batch_sizes[2]", "eight", {{batchSizes}, 2});
        row("packed.sorted_indices[1]", "eight", {{srtidx}, 1});
        row("srtidx[1]", "article", {{srtidx}, 1});
        row("r[20, 1]", "eight", {{resetGate, Lane::packed}, 20, 1});
        row("nopack_z[20, 1]", "eight", {{updateGate, Lane::padded}, 20, 1});
        row("z_l0_reverse[5, 1]", "bidirectional", {{updateGate, Lane::packed, 0, 1}, 5, 1});
        row("gru.weight_hh_l0[7, 2]", "eight", {{weightHh}, 7, 2});
        row("output_l0.data[5, 1]", "two-layers", {{layerOutput, Lane::packed, 0}, 5, 1});
        row("h_n[0, 3, 1]", "eight", {{hN}, 0, 3, 1});
        row("nopack_h_n[0, 3, 1]", "eight", {{hN, Lane::padded}, 0, 3, 1});
        row("readout(output.data)[7, 1]", "words", {{stepLogits}, 7, 1});
        row("readout(output.data).softmax(-1)[7, 1]", "words", {{stepProbabilities}, 7, 1});
        row("readout(nopack_output)[2, 1, 3]", "words", {{stepLogits, Lane::padded}, 5 * 1 + 2, 3});
    }
    void names()
    {
        QFETCH(QString, example);
        QFETCH(Cell, cell);
        QFETCH(QString, name);
        const auto trace = tests::traceOf(example.toStdString());
        QCOMPARE(QString::fromStdString(torchName(*trace, cell)), name);
    }

    /// Two things never share one name.
    void noTwoCellsHaveOneName_data()
    {
        QTest::addColumn<QString>("example");
        for (const Example &example : examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void noTwoCellsHaveOneName()
    {
        QFETCH(QString, example);
        const auto trace = tests::traceOf(example.toStdString());
        const bool sorts = trace->srtidx.has_value();
        std::set<std::string> seen;
        tests::forEachCell(*trace, [&](const Cell &cell) {
            // Where nobody sorts, the sorted output is the output.
            if (!sorts && cell.tensor.name == unpackedOutput)
                return;
            const std::string name = torchName(*trace, cell);
            QVERIFY2(seen.insert(name).second, name.c_str());
        });
    }

    void timeComesFirstWhereItDoes()
    {
        Document document = *exampleDocument("eight");
        document.options.batchFirst = false;
        const auto trace = *run(std::make_shared<const Document>(document));
        QCOMPARE(torchName(*trace, {{paddedOutput}, 2, 4, 1}), std::string("output[4, 2, 1]"));
        QCOMPARE(torchName(*trace, {{packedData}, 12, 3}), std::string("packed.data[12, 3]"));
        QCOMPARE(torchName(*trace, {{layerOutput, Lane::padded}, 8 * 2 + 3, 1}),
                 std::string("nopack_output[2, 3, 1]"));
    }

    void rowsHaveAColon()
    {
        const auto trace = tests::traceOf("eight");
        QCOMPARE(torchRowName(*trace, {{packedData}, 12, 3}), std::string("packed.data[12, :]"));
    }

    void gatesAreTheirArithmetic()
    {
        const auto trace = tests::traceOf("bidirectional");
        const Index first = trace->packed.row(1, 0);
        const auto code = [&](TensorName name, Index direction, Index row) {
            return torchExpression(*trace, {{name, Lane::packed, 0, direction}, row, 2});
        };
        QCOMPARE(code(resetGate, 0, 0),
                 std::string("torch.sigmoid(gru.weight_ih_l0[2] @ packed.data[0] + "
                             "gru.bias_ih_l0[2] + gru.weight_hh_l0[2] @ torch.zeros(4) + "
                             "gru.bias_hh_l0[2])"));
        QCOMPARE(code(candidateHidden, 0, first),
                 std::string("gru.weight_hh_l0[10] @ output.data[0, 0:4] + gru.bias_hh_l0[10]"));
        QCOMPARE(code(candidateHidden, 1, 0), "gru.weight_hh_l0_reverse[10] @ output.data[" +
                                                  std::to_string(first) +
                                                  ", 4:8] + gru.bias_hh_l0_reverse[10]");
        const std::string candidateCode = code(candidate, 0, 0);
        QVERIFY(candidateCode.starts_with("torch.tanh(gru.weight_ih_l0[10] @ packed.data[0]"));
        QVERIFY(candidateCode.find(" * (gru.weight_hh_l0[10] @") != std::string::npos);
    }

    /// PyTorch has put the rows back before it hands the output out.
    void sortedOutputIsAskedInTypedOrder()
    {
        const auto trace = tests::traceOf("eight");
        const Index b = trace->sequenceOf(SlotIndex(2)).value();
        QCOMPARE(torchExpression(*trace, {{unpackedOutput}, 2, 1, 3}),
                 "output[" + std::to_string(b) + ", 1, 3]");
    }
};

PACKSCOPE_TEST(TestTorchName)
#include "tst_torch_name.moc"
