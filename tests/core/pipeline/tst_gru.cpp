// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/gru.h"
#include "core/pipeline/unpack.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace core;

namespace {

using Integers = std::vector<std::int64_t>;
constexpr Index D = 2, H = 3;

Tensor<double> randomTensor(Shape shape, std::uint64_t seed)
{
    TorchGenerator generator(seed);
    return generator.uniform<double>(std::move(shape), -2, 2);
}

GruWeights<double> model(Index layers, Index directions, bool bias = true)
{
    TorchGenerator generator(11);
    return initialWeights<double>({D, H, layers, directions, bias}, generator);
}

double difference(const Tensor<double> &a, const Tensor<double> &b)
{
    if (a.shape != b.shape)
        return INFINITY;
    return a.empty() ? 0 : (a.columns(0) - b.columns(0)).cwiseAbs().maxCoeff();
}

/// One sequence out of a padded batch [B, T, *].
Tensor<double> sequence(const Tensor<double> &batch, Index b, Index length)
{
    const Index width = batch.extent(2), first = b * batch.extent(1) * width;
    const auto begin = batch.data.begin() + first;
    return {{length, width}, std::vector<double>(begin, begin + length * width)};
}

/// Column b of a hidden state: [runs, B, H] to [runs, H].
Tensor<double> column(const Tensor<double> &hidden, Index b)
{
    Tensor<double> result({hidden.extent(0), hidden.extent(2)});
    for (Index run = 0; run < hidden.extent(0); ++run)
        for (Index i = 0; i < hidden.extent(2); ++i)
            result[run * hidden.extent(2) + i] = hidden.at(run, b, i);
    return result;
}

auto padded(const GruWeights<double> &weights, const Tensor<double> &input,
            const Tensor<double> *h0 = nullptr)
{
    return gru<double>(weights, input, Layout::timeFirst, h0);
}

} // namespace

class TestGru : public QObject {
    Q_OBJECT

  private slots:
    void sizes_data() { addModels(); }
    void sizes()
    {
        QFETCH(const Index, layers);
        QFETCH(const Index, directions);
        const auto out = padded(model(layers, directions), randomTensor({7, 4, D}, 1));
        QCOMPARE(out->output.shape, (Shape{7, 4, H * directions}));
        QCOMPARE(out->hN.shape, (Shape{layers * directions, 4, H}));
    }

    void packedEqualsOneAtATime_data()
    {
        QTest::addColumn<Index>("layers");
        QTest::addColumn<Index>("directions");
        QTest::addColumn<bool>("bias");
        QTest::addColumn<Layout>("layout");
        QTest::addColumn<double>("dropout");
        for (const int layers : {1, 2})
            for (const int directions : {1, 2})
                for (const bool bias : {true, false})
                    for (const Layout layout : {Layout::timeFirst, Layout::batchFirst})
                        for (const int dropout : {0, 1})
                            QTest::addRow("%d layers, %d directions%s, %s, dropout %d", layers,
                                          directions, bias ? "" : ", no bias",
                                          layout == Layout::batchFirst ? "[B, T]" : "[T, B]",
                                          dropout)
                                << Index{layers} << Index{directions} << bias << layout
                                << double(dropout);
    }
    void packedEqualsOneAtATime()
    {
        QFETCH(const Index, layers);
        QFETCH(const Index, directions);
        QFETCH(const bool, bias);
        QFETCH(const Layout, layout);
        QFETCH(const double, dropout);
        const auto weights = model(layers, directions, bias);
        const Dropout<double> training{dropout, true, {}};
        const auto cells = randomTensor({6, 7, D}, 1);
        const auto input = layout == Layout::batchFirst ? cells : transposed(cells);
        const auto h0 = randomTensor({layers * directions, 6, H}, 2);
        for (const auto &[lengths, isSorted] : {std::pair{Integers{7, 5, 5, 2, 1, 1}, true},
                                                std::pair{Integers{2, 7, 5, 1, 5, 1}, false}}) {
            const auto packed = packPaddedSequence(input, lengths, {layout, isSorted});
            const auto out = gru<double>(weights, *packed, &h0, training);
            const auto apart = unpackSequence(out->output);
            for (Index b = 0; b < 6; ++b) {
                const auto start = column(h0, b);
                const auto i = static_cast<std::size_t>(b);
                const auto one = gru<double>(weights, sequence(cells, b, lengths[i]),
                                             Layout::timeFirst, &start, training);
                QVERIFY(difference((*apart)[i], one->output) < 1e-14);
                QVERIFY(difference(column(out->hN, b), one->hN) < 1e-14);
            }
        }
    }

    void theForwardHalfOfAPaddedRunIsRightWhereItIsReal()
    {
        const auto cells = randomTensor({6, 9, D}, 1);
        const Integers lengths{2, 7, 5, 1, 5, 1};
        const auto packed = packPaddedSequence(cells, lengths, {Layout::batchFirst, false});
        const auto real = gru<double>(model(1, 2), *packed, nullptr);
        const auto grid = padPackedSequence(real->output, {Layout::batchFirst, 0, 9});
        const auto all = gru<double>(model(1, 2), cells, Layout::batchFirst, nullptr);
        for (Index b = 0; b < 6; ++b)
            for (Index t = 0; t < lengths[static_cast<std::size_t>(b)]; ++t) {
                QVERIFY(std::abs(grid->padded.at(b, t, 0) - all->output.at(b, t, 0)) < 1e-14);
                // The backward half has come through the padding.
                QVERIFY(std::abs(grid->padded.at(b, t, H) - all->output.at(b, t, H)) > 1e-9);
            }
    }

    void theFinalStateIsAnOutput()
    {
        const auto cells = randomTensor({4, 6, D}, 1);
        const Integers lengths{3, 6, 1, 4};
        const auto packed = packPaddedSequence(cells, lengths, {Layout::batchFirst, false});
        const auto out = gru<double>(model(2, 2), *packed, nullptr);
        const auto grid = padPackedSequence(out->output, {Layout::batchFirst, 0, {}})->padded;
        for (Index b = 0; b < 4; ++b)
            for (Index i = 0; i < H; ++i) {
                const Index last = lengths[static_cast<std::size_t>(b)] - 1;
                QCOMPARE(out->hN.at(2, b, i), grid.at(b, last, i));
                QCOMPARE(out->hN.at(3, b, i), grid.at(b, 0, H + i));
            }
    }

    void zerosAreTheDefaultStart_data() { addModels(); }
    void zerosAreTheDefaultStart()
    {
        QFETCH(const Index, layers);
        QFETCH(const Index, directions);
        const auto weights = model(layers, directions);
        const auto input = randomTensor({5, 3, D}, 1);
        const Tensor<double> zeros({layers * directions, 3, H});
        QCOMPARE(padded(weights, input, &zeros)->output, padded(weights, input)->output);
        const auto packed =
            packPaddedSequence(input, Integers{2, 5, 3}, {Layout::timeFirst, false});
        QCOMPARE(gru<double>(weights, *packed, &zeros)->output.data,
                 gru<double>(weights, *packed, nullptr)->output.data);
    }

    void theStateIsCarriedOver()
    {
        const auto weights = model(2, 1);
        const auto whole = randomTensor({6, 3, D}, 1);
        const auto half = [&](Index first) {
            const auto begin = whole.data.begin() + first * 3 * D;
            return Tensor<double>({3, 3, D}, std::vector<double>(begin, begin + 3 * 3 * D));
        };
        const auto once = padded(weights, whole);
        const auto early = padded(weights, half(0));
        const auto late = padded(weights, half(3), &early->hN);
        QVERIFY(difference(late->hN, once->hN) < 1e-14);
        QVERIFY(difference(late->output, padded(weights, half(3))->output) > 1e-3);
    }

    void unbatchedIsABatchOfOne_data() { addModels(); }
    void unbatchedIsABatchOfOne()
    {
        QFETCH(const Index, layers);
        QFETCH(const Index, directions);
        const auto weights = model(layers, directions);
        auto input = randomTensor({5, D}, 1), h0 = randomTensor({layers * directions, H}, 2);
        for (const bool started : {true, false}) {
            auto flat = padded(weights, input, started ? &h0 : nullptr);
            QCOMPARE(flat->output.shape, (Shape{5, H * directions}));
            QCOMPARE(flat->hN.shape, (Shape{layers * directions, H}));
            auto one = input, start = h0;
            one.shape = {5, 1, D};
            start.shape = {layers * directions, 1, H};
            const auto batch = padded(weights, one, started ? &start : nullptr);
            QCOMPARE(flat->output.data, batch->output.data);
            QCOMPARE(flat->hN.data, batch->hN.data);
        }
    }

    void dropoutSitsBetweenTheLayers_data()
    {
        QTest::addColumn<double>("p");
        for (const double p : {0.276, 0.731, 1.0})
            QTest::addRow("p %g", p) << p;
    }
    void dropoutSitsBetweenTheLayers()
    {
        QFETCH(const double, p);
        const auto weights = model(2, 1);
        const PackedSequence<double> input{randomTensor({6, D}, 1), {3, 2, 1}, {}, {}};
        Dropout<double> dropout{p, true, {Tensor<double>({6, H})}};
        for (Index i = 0; i < 6 * H && p < 1; i += 2)
            dropout.masks[0][i] = 1 / (1 - p);
        const auto out = gru<double>(weights, input, nullptr, dropout);

        // The same by hand: the lower layer, its rows masked, the upper layer.
        const GruWeights<double> lower{{D, H, 1, 1, true}, {weights.runs[0]}};
        const GruWeights<double> upper{{H, H, 1, 1, true}, {weights.runs[1]}};
        const auto below = gru<double>(lower, input, nullptr);
        auto rows = below->output;
        rows.data.columns(1).array() *= dropout.masks[0].columns(1).array();
        const auto above = gru<double>(upper, rows, nullptr);
        QCOMPARE(out->output.data, above->output.data);
        QCOMPARE(out->layerOutputs.front(), below->output.data);
        // The lower layer's final state is not dropped out.
        for (Index b = 0; b < 3; ++b) {
            QCOMPARE(out->hN.at(0, b, 0), below->hN.at(0, b, 0));
            QCOMPARE(out->hN.at(1, b, 0), above->hN.at(0, b, 0));
        }
    }

    void dropoutIsForTrainingOnly()
    {
        const auto weights = model(2, 2);
        const auto input = randomTensor({5, 3, D}, 1);
        const auto plain = padded(weights, input);
        for (const Dropout<double> &dropout :
             {Dropout<double>{0.5, false, {}}, Dropout<double>{0, true, {}}}) {
            const auto out = gru<double>(weights, input, Layout::timeFirst, nullptr, dropout);
            QCOMPARE(out->output, plain->output);
        }
        const auto trained = gru<double>(weights, input, Layout::timeFirst, nullptr, {1, true, {}});
        QVERIFY(difference(trained->output, plain->output) > 1e-3);
    }

    void dropoutWithOneLayer()
    {
        // torch warns that nothing will be dropped.
        const auto input = randomTensor({5, 3, D}, 1);
        const auto out =
            gru<double>(model(1, 2), input, Layout::timeFirst, nullptr, {0.5, true, {}});
        QCOMPARE(out->output, padded(model(1, 2), input)->output);
    }

    void dropoutNeedsItsMasks()
    {
        const auto weights = model(3, 1);
        const PackedSequence<double> input{randomTensor({3, D}, 1), {2, 1}, {}, {}};
        const Tensor<double> mask({3, H}, 2), wrong({2, H}, 2);
        const auto with = [&](std::vector<Tensor<double>> masks) {
            return gru<double>(weights, input, nullptr, {0.5, true, std::move(masks)});
        };
        QVERIFY(with({mask, mask}).ok());
        QCOMPARE(with({mask}).error().message, "there are 1 dropout masks; training with dropout "
                                               "needs one for each of the 2 layer boundaries");
        QCOMPARE(with({mask, wrong}).error().message,
                 "a dropout mask has shape [2, 3]; it must be [3, 3] (N x H*dirs)");
        for (const double p : {-0.1, 1.1, double(NAN)})
            QVERIFY(!gru<double>(weights, input, nullptr, {p, false, {}}));
    }

    void wrongArguments_data()
    {
        QTest::addColumn<Shape>("input");
        QTest::addColumn<Shape>("h0");
        QTest::addColumn<std::string>("words");
        const auto hidden = [](const char *got) {
            return std::string("Expected hidden size (2, 3, 3), got ") + got;
        };
        QTest::newRow("input size") << Shape{5, 3, D + 1} << Shape{2, 3, H}
                                    << std::string("input.size(-1) must be equal to input_size. "
                                                   "Expected 2, got 3");
        QTest::newRow("input of one feature is not broadcast")
            << Shape{5, 3, 1} << Shape{2, 3, H}
            << std::string("input.size(-1) must be equal to input_size. Expected 2, got 1");
        QTest::newRow("hidden batch") << Shape{5, 3, D} << Shape{2, 4, H} << hidden("[2, 4, 3]");
        QTest::newRow("hidden size") << Shape{5, 3, D} << Shape{2, 3, H + 1} << hidden("[2, 3, 4]");
        QTest::newRow("hidden dim 0") << Shape{5, 3, D} << Shape{3, 3, H} << hidden("[3, 3, 3]");
        QTest::newRow("hidden batch of 1 is not broadcast")
            << Shape{5, 3, D} << Shape{2, 1, H} << hidden("[2, 1, 3]");
        QTest::newRow("hidden size of 1 is not broadcast")
            << Shape{5, 3, D} << Shape{2, 3, 1} << hidden("[2, 3, 1]");
    }
    void wrongArguments()
    {
        QFETCH(const Shape, input);
        QFETCH(const Shape, h0);
        QFETCH(const std::string, words);
        const Tensor<double> cells(input), start(h0);
        QCOMPARE(padded(model(1, 2), cells, &start).error().torch, words);
        const auto packed = packPaddedSequence(cells, Integers{5, 2, 1}, {});
        QCOMPARE(gru<double>(model(1, 2), *packed, &start).error().torch, words);
    }

    void noSteps()
    {
        for (const Index directions : {1, 2}) {
            const auto refused = padded(model(1, directions), Tensor<double>({0, 3, D}));
            QCOMPARE(refused.error().torch, "Expected sequence length to be larger than 0 in RNN");
        }
    }

    void aBatchOfNoSequences_data() { addModels(); }
    void aBatchOfNoSequences()
    {
        QFETCH(const Index, layers);
        QFETCH(const Index, directions);
        for (const Layout layout : {Layout::timeFirst, Layout::batchFirst}) {
            const bool batchFirst = layout == Layout::batchFirst;
            const Tensor<double> none(batchFirst ? Shape{0, 5, D} : Shape{5, 0, D});
            const auto out = gru<double>(model(layers, directions), none, layout, nullptr);
            QCOMPARE(out->output.shape,
                     batchFirst ? (Shape{0, 5, H * directions}) : (Shape{5, 0, H * directions}));
            QCOMPARE(out->hN.shape, (Shape{layers * directions, 0, H}));
        }
    }

    void indicesThatDoNotHangTogether()
    {
        const Tensor<double> h0({2, 3, H});
        const Integers wrong[] = {{0, 1}, {0, 1, 1}, {0, 1, 3}, {0, 1, -1}};
        for (const Integers &indices : wrong) {
            const PackedSequence<double> input{
                randomTensor({6, D}, 1), {3, 2, 1}, indices, indices};
            QVERIFY(!gru<double>(model(1, 2), input, &h0));
        }
        const PackedSequence<double> notInverse{
            randomTensor({6, D}, 1), {3, 2, 1}, Integers{1, 2, 0}, Integers{1, 2, 0}};
        QVERIFY(!gru<double>(model(1, 2), notInverse, &h0));
        const PackedSequence<double> half{
            randomTensor({6, D}, 1), {3, 2, 1}, Integers{1, 2, 0}, std::nullopt};
        QVERIFY(!gru<double>(model(1, 2), half, &h0));
    }

  private:
    static void addModels()
    {
        QTest::addColumn<Index>("layers");
        QTest::addColumn<Index>("directions");
        for (const int layers : {1, 2, 3})
            for (const int directions : {1, 2})
                QTest::addRow("%d layers, %d directions", layers, directions)
                    << Index{layers} << Index{directions};
    }
};

PACKSCOPE_TEST(TestGru)
#include "tst_gru.moc"
