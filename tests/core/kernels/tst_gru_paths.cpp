// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/gru_scan.h"
#include "core/pipeline/run.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

using Integers = std::vector<std::int64_t>;

/// What one layer in one direction gives. Shapes: output H x N, states H x B.
template <class Scalar> struct Scanned {
    Matrix<Scalar> output, states;
};

template <class Scalar>
Scanned<Scalar> scanned(const GruParameters<Scalar> &parameters, const Tensor<Scalar> &rows,
                        const Integers &batchSizes, const Tensor<Scalar> &start,
                        Direction direction, GruPath path)
{
    Matrix<Scalar> output(start.extent(1), rows.extent(0));
    Matrix<Scalar> states = scanGru<Scalar>(parameters, rows.columns(1), batchSizes,
                                            start.columns(1), {direction, path}, output);
    return {std::move(output), std::move(states)};
}

/// A random layer over a random staircase, both ways. Gives the largest difference.
template <class Scalar> Scalar largestDifference(std::uint64_t seed)
{
    TorchGenerator generator(seed);
    const auto draw = [&](std::int64_t most) { return generator.randint(1, most + 1, 1).front(); };
    const GruShape shape{draw(9), draw(40), 1, 1, draw(2) == 1};
    Integers batchSizes = generator.randint(1, 12, draw(10));
    std::ranges::sort(batchSizes, std::greater<>());
    const auto weights = initialWeights<Scalar>(shape, generator);
    const auto N = std::accumulate(batchSizes.begin(), batchSizes.end(), Index{0});
    const auto rows = generator.uniform<Scalar>({N, shape.inputSize}, -3, 3);
    const auto start = generator.uniform<Scalar>({batchSizes.front(), shape.hiddenSize}, -1, 1);
    Scalar largest = 0;
    for (const Direction direction : {Direction::forward, Direction::backward}) {
        const auto on = [&](GruPath path) {
            return scanned(weights.of(0, 0), rows, batchSizes, start, direction, path);
        };
        const auto plain = on(GruPath::plain), fast = on(GruPath::fast);
        largest = std::max({largest, (plain.output - fast.output).cwiseAbs().maxCoeff(),
                            (plain.states - fast.states).cwiseAbs().maxCoeff()});
    }
    return largest;
}

} // namespace

class TestGruPaths : public QObject {
    Q_OBJECT

  private slots:
    void bothPathsAgree()
    {
        float single = 0;
        double exact = 0;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            single = std::max(single, largestDifference<float>(seed));
            exact = std::max(exact, largestDifference<double>(seed));
        }
        qInfo("largest difference: float32 %.2g, float64 %.2g", static_cast<double>(single), exact);
        QVERIFY(single < 5e-6F);
        QVERIFY(exact < 1e-12);
        QVERIFY(single > 0); // two paths indeed
    }

    void aRunTakesTheFastOne()
    {
        TorchGenerator generator(1);
        Document document;
        document.dtype = DType::float64;
        document.weights = initialWeights<double>({6, 24, 1, 1, true}, generator);
        document.input = DenseInput{generator.uniform<double>({3, 8, 6}, -3, 3), {8, 5, 2}};
        const auto trace = *run(std::make_shared<const Document>(document));
        const auto rows = trace->packedData.as<double>();
        const Tensor<double> start({3, 24});
        const auto outputOn = [&](GruPath path) {
            return scanned(document.weights.of(0, 0), rows, trace->packed.batchSizes, start,
                           Direction::forward, path)
                .output;
        };
        const Matrix<double> ran = trace->packed.output().as<double>().columns(1);
        QVERIFY(ran == outputOn(GruPath::fast));
        QVERIFY(ran != outputOn(GruPath::plain));
    }
};

PACKSCOPE_TEST(TestGruPaths)
#include "tst_gru_paths.moc"
