// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_finder.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

using Names = std::vector<std::string>;

StoredTensors tensors(const std::vector<std::pair<std::string, Shape>> &list)
{
    StoredTensors all;
    for (const auto &[name, shape] : list)
        all[name].shape = shape;
    return all;
}

/// The parameters of an nn.GRU of this shape.
StoredTensors gru(const std::string &prefix, const GruShape &shape)
{
    StoredTensors all;
    GruWeights<double> weights{shape, {}};
    for (const auto &parameter : parameters(weights))
        all[prefix + parameter.name].shape = parameter.shape;
    return all;
}

StoredTensors operator+(StoredTensors a, StoredTensors b)
{
    a.merge(b);
    return a;
}

} // namespace

class TestModelFinder : public QObject {
    Q_OBJECT

  private slots:
    void grusAreFoundByNamesAndShapes()
    {
        const GruShape one{3, 4, 1, 1, true}, two{5, 2, 3, 2, false};
        const auto nets = findNets(gru("", one) + gru("module.decoder.rnn.", two) +
                                   tensors({{"fc.weight", {2, 4}}}));
        QCOMPARE(nets.grus, (std::vector<FoundGru>{{"module.decoder.rnn.", two}, {"", one}}));
        QVERIFY(nets.others.empty());
    }

    void otherNetsSayWhatTheyAre_data()
    {
        QTest::addColumn<StoredTensors>("file");
        QTest::addColumn<QString>("reason");
        const auto net = [](Index rows) {
            return tensors({{"r.weight_ih_l0", {rows, 3}}, {"r.weight_hh_l0", {rows, 5}}});
        };
        QTest::newRow("LSTM") << net(20)
                              << "is an LSTM: weight_hh_l0 has 20 rows, 4 for each of H = 5";
        QTest::newRow("RNN") << net(5)
                             << "is a plain RNN: weight_hh_l0 has 5 rows, 1 for each of H = 5";
        QTest::newRow("odd") << net(11)
                             << "is no GRU: weight_hh_l0 has shape [11, 5], and a GRU's "
                                "is [3H, H]";
        QTest::newRow("projected") << net(20) + tensors({{"r.weight_hr_l0", {2, 5}}})
                                   << "is an LSTM with projections: it has weight_hr_l0";
        QTest::newRow("alone") << tensors({{"r.weight_ih_l0", {15, 3}}})
                               << "is incomplete: it needs weight_ih_l0 and weight_hh_l0 of rank 2";
        QTest::newRow("flat") << tensors({{"r.weight_ih_l0", {15}}, {"r.weight_hh_l0", {15, 5}}})
                              << "is incomplete: it needs weight_ih_l0 and weight_hh_l0 of rank 2";
        QTest::newRow("no size")
            << tensors({{"r.weight_ih_l0", {0, 3}}, {"r.weight_hh_l0", {0, 0}}})
            << "is incomplete: it needs weight_ih_l0 and weight_hh_l0 of rank 2";
        QTest::newRow("rows differ")
            << tensors({{"r.weight_ih_l0", {12, 3}}, {"r.weight_hh_l0", {15, 5}}})
            << "is no GRU: weight_ih_l0 has 12 rows, weight_hh_l0 15";
        QTest::newRow("half a bias")
            << net(15) + tensors({{"r.bias_ih_l0", {15}}}) << "is incomplete: it has no bias_hh_l0";
        QTest::newRow("wrong bias")
            << net(15) + tensors({{"r.bias_ih_l0", {15}}, {"r.bias_hh_l0", {5}}})
            << "is no GRU: bias_hh_l0 has shape [5]; it must be [15]";
        QTest::newRow("wrong second layer")
            << net(15) + tensors({{"r.weight_ih_l1", {15, 10}}, {"r.weight_hh_l1", {15, 5}}})
            << "is no GRU: weight_ih_l1 has shape [15, 10]; it must be [15, 5]";
        QTest::newRow("huge")
            << tensors({{"r.weight_ih_l0", {3 << 26, 3}}, {"r.weight_hh_l0", {3 << 26, 1 << 26}}})
            << "is too large: input_size 3, hidden_size 67108864 and num_layers 1 "
               "ask for too many weights; there may be at most 67108864";
        QTest::newRow("cell") << tensors({{"r.weight_ih", {15, 3}}, {"r.weight_hh", {15, 5}}})
                              << "is a single cell (GRUCell, LSTMCell or RNNCell), not an nn.GRU";
    }
    void otherNetsSayWhatTheyAre()
    {
        QFETCH(const StoredTensors, file);
        QFETCH(const QString, reason);
        const auto nets = findNets(file);
        QVERIFY(nets.grus.empty());
        QCOMPARE(nets.others.size(), std::size_t(1));
        QCOMPARE(nets.others[0].prefix, std::string("r."));
        QCOMPARE(QString::fromStdString(nets.others[0].reason), reason);
    }

    void tablesAreFoundByTheirWidth()
    {
        const FoundGru net{"encoder.gru.", {3, 4, 1, 1, true}};
        const auto file =
            gru(net.prefix, net.shape) + tensors({{"decoder.embedding.weight", {9, 3}},
                                                  {"encoder.embedding.weight", {8, 3}},
                                                  {"table", {100, 3}},
                                                  {"wide.weight", {9, 4}},
                                                  {"linear.weight", {9, 3}},
                                                  {"other.weight", {7, 3}},
                                                  {"other.bias", {7}},
                                                  {"empty.weight", {0, 3}}});
        QCOMPARE(embeddingsFor(net, file),
                 (Names{"encoder.embedding.weight", "decoder.embedding.weight", "table"}));
    }

    void readoutsAreFoundByTheirWidth()
    {
        const FoundGru net{"gru.", {3, 4, 1, 2, true}};
        const auto file = gru(net.prefix, net.shape) + tensors({{"a.weight", {5, 8}},
                                                                {"fc.weight", {2, 8}},
                                                                {"fc.bias", {2}},
                                                                {"head.weight", {3, 8}},
                                                                {"narrow.weight", {2, 4}},
                                                                {"odd.weight", {2, 8}},
                                                                {"odd.bias", {3}},
                                                                {"z.weight", {5, 8}},
                                                                {"z.bias", {5}},
                                                                {"embed.weight", {5, 8}}});
        QCOMPARE(readoutsFor(net, file), (Names{"fc.", "head.", "z.", "a."}));
    }
};

PACKSCOPE_TEST(TestModelFinder)
#include "tst_model_finder.moc"
