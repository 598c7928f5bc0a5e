// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/gru_cell.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace core;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

template <class Scalar> GruParameters<Scalar> parametersOf(Index D, Index H)
{
    TorchGenerator generator(3);
    return initialWeights<Scalar>({D, H, 1, 1, true}, generator).of(0, 0);
}

template <class Scalar> Matrix<Scalar> randomColumns(Index rows, Index n, std::uint64_t seed)
{
    TorchGenerator generator(seed);
    return generator.uniform<Scalar>({n, rows}, -2, 2).columns(1);
}

/// row . column + bias, in the slow way.
template <class Scalar>
double sum(const Tensor<Scalar> &weight, const Tensor<Scalar> &bias, Index row,
           const Vector<Scalar> &column)
{
    double total = bias[row];
    for (Index i = 0; i < column.size(); ++i)
        total += static_cast<double>(weight.at(row, i)) * static_cast<double>(column[i]);
    return total;
}

template <class Scalar> void compareWithTheFormulas(double limit)
{
    const Index D = 3, H = 5, n = 4;
    const auto p = parametersOf<Scalar>(D, H);
    const auto x = randomColumns<Scalar>(D, n, 1), h = randomColumns<Scalar>(H, n, 2);
    const auto step = gruStep<Scalar>(p, x, h);
    const auto sigmoid = [](double v) { return 1 / (1 + std::exp(-v)); };
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < H; ++i) {
            const auto gi = [&](Index gate) {
                return sum<Scalar>(p.weightIh, p.biasIh, gate * H + i, x.col(j));
            };
            const auto gh = [&](Index gate) {
                return sum<Scalar>(p.weightHh, p.biasHh, gate * H + i, h.col(j));
            };
            const double r = sigmoid(gi(0) + gh(0)), z = sigmoid(gi(1) + gh(1));
            // The reset gate multiplies after the product and its bias.
            const double candidate = std::tanh(gi(2) + r * gh(2));
            QVERIFY(std::abs(step.r(i, j) - r) < limit);
            QVERIFY(std::abs(step.z(i, j) - z) < limit);
            QVERIFY(std::abs(step.hn(i, j) - gh(2)) < limit);
            QVERIFY(std::abs(step.n(i, j) - candidate) < limit);
            QVERIFY(std::abs(step.h(i, j) - ((1 - z) * candidate + z * h(i, j))) < limit);
        }
}

template <class Scalar> bool sameBits(const Matrix<Scalar> &a, const Matrix<Scalar> &b)
{
    return a.rows() == b.rows() && a.cols() == b.cols() &&
           std::memcmp(a.data(), b.data(), sizeof(Scalar) * static_cast<std::size_t>(a.size())) ==
               0;
}

/// One column is not finite, in a batch wide enough for vector instructions and their leftovers.
template <class Scalar> void compareNotFinite(double value, Index H)
{
    const Index D = 2, n = 5, spoilt = 3;
    const auto p = parametersOf<Scalar>(D, H);
    auto x = randomColumns<Scalar>(D, n, 1);
    const auto h = randomColumns<Scalar>(H, n, 2);
    const auto clean = gruStep<Scalar>(p, x, h);
    x(0, spoilt) = static_cast<Scalar>(value);
    const auto step = gruStep<Scalar>(p, x, h);
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < H; ++i) {
            if (j != spoilt) {
                QCOMPARE(step.h(i, j), clean.h(i, j));
                continue;
            }
            if (std::isnan(value)) {
                QVERIFY(std::isnan(step.r(i, j)) && std::isnan(step.z(i, j)));
                QVERIFY(std::isnan(step.n(i, j)) && std::isnan(step.h(i, j)));
                QVERIFY(!std::isnan(step.hn(i, j)));
                continue;
            }
            // Saturated: each gate is at the end to which its weight points.
            const auto end = [&](Index gate) { return p.weightIh.at(gate * H + i, 0) * value > 0; };
            QCOMPARE(step.r(i, j), static_cast<Scalar>(end(0) ? 1 : 0));
            QCOMPARE(step.z(i, j), static_cast<Scalar>(end(1) ? 1 : 0));
            QCOMPARE(step.n(i, j), static_cast<Scalar>(end(2) ? 1 : -1));
            QVERIFY(std::isfinite(step.h(i, j)));
        }
}

} // namespace

class TestGruCell : public QObject {
    Q_OBJECT

  private slots:
    void theFormulas()
    {
        compareWithTheFormulas<double>(1e-14);
        compareWithTheFormulas<float>(1e-6);
    }

    void numbersThatAreNotFinite_data()
    {
        QTest::addColumn<double>("value");
        QTest::newRow("NaN") << notANumber;
        QTest::newRow("inf") << infinity;
        QTest::newRow("-inf") << -infinity;
        QTest::newRow("1e30") << 1e30;
    }
    void numbersThatAreNotFinite()
    {
        QFETCH(const double, value);
        for (const Index H : {1, 2, 4, 5, 8, 13, 16, 33}) {
            compareNotFinite<float>(value, H);
            compareNotFinite<double>(value, H);
        }
    }

    void aNanInTheStateSpoilsItsColumnOnly()
    {
        const auto p = parametersOf<float>(2, 5);
        const auto x = randomColumns<float>(2, 3, 1);
        auto h = randomColumns<float>(5, 3, 2);
        h(4, 1) = static_cast<float>(notANumber);
        const auto step = gruStep<float>(p, x, h);
        QVERIFY(step.h.col(0).allFinite() && step.h.col(2).allFinite());
        QVERIFY(step.h.col(1).array().isNaN().all());
    }

    void theSameNumbersGiveTheSameBitsWhereverTheyStand()
    {
        const auto p = parametersOf<float>(7, 9);
        const auto x = randomColumns<float>(7, 20, 1), h = randomColumns<float>(9, 20, 2);
        for (const Index n : {1, 2, 3, 8})
            for (Index first = 0; first + n <= 20; ++first) {
                const Matrix<float> xs = x.middleCols(first, n), hs = h.middleCols(first, n);
                const auto there =
                    gruStep<float>(p, x.middleCols(first, n), h.middleCols(first, n));
                QVERIFY(sameBits(gruStep<float>(p, xs, hs).h, there.h));
            }
    }

    void withoutBias()
    {
        auto p = parametersOf<double>(2, 3);
        const auto x = randomColumns<double>(2, 4, 1), h = randomColumns<double>(3, 4, 2);
        std::ranges::fill(p.biasIh.data, 0);
        std::ranges::fill(p.biasHh.data, 0);
        const auto zero = gruStep<double>(p, x, h);
        p.biasIh = p.biasHh = {};
        QVERIFY(sameBits(gruStep<double>(p, x, h).h, zero.h));
    }
};

PACKSCOPE_TEST(TestGruCell)
#include "tst_gru_cell.moc"
