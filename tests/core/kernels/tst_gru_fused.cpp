// SPDX-License-Identifier: GPL-3.0-or-later
// The fused step in all instructions that this processor has, against the formulas in float64.
#include "core/kernels/gru_fused.h"
#include "core/kernels/gru_scan.h"
#include "tests/support/test_program.h"
#include "tests/support/vector_functions.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

using namespace core;

namespace {

constexpr double limit = 5e-6; // what float32 may differ by from PyTorch, too

/// One layer, some rows and their states.
struct FusedCase {
    GruParameters<float> parameters;
    Matrix<float> x, h;

    FusedCase(Index D, Index H, Index rows, std::uint64_t seed)
    {
        TorchGenerator generator(seed);
        parameters = initialWeights<float>({D, H, 1, 1, seed % 3 != 0}, generator).of(0, 0);
        x = generator.uniform<float>({rows, D}, -3, 3).columns(1);
        h = generator.uniform<float>({rows, H}, -1, 1).columns(1);
    }
    [[nodiscard]] GruStep<float> fused() const { return gruStep<float>(parameters, x, h); }
    [[nodiscard]] GruStep<double> exact() const
    {
        const Matrix<double> xs = x.cast<double>(), hs = h.cast<double>();
        return gruStep<double>(parameters.cast<double>(), xs, hs, GruPath::plain);
    }
};

/// Whether both are NaN, or no further apart than the limit.
bool areClose(const Matrix<float> &got, const Matrix<double> &exact)
{
    for (Index j = 0; j < got.cols(); ++j)
        for (Index i = 0; i < got.rows(); ++i) {
            const double a = static_cast<double>(got(i, j)), b = exact(i, j);
            if (std::isnan(a) != std::isnan(b) || std::abs(a - b) > limit)
                return false;
        }
    return true;
}

bool areClose(const GruStep<float> &got, const GruStep<double> &exact)
{
    return areClose(got.r, exact.r) && areClose(got.z, exact.z) && areClose(got.n, exact.n) &&
           areClose(got.hn, exact.hn) && areClose(got.h, exact.h);
}

bool haveTheSameBits(const Matrix<float> &a, const Matrix<float> &b)
{
    const auto same = [](float x, float y) {
        return std::bit_cast<std::uint32_t>(x) == std::bit_cast<std::uint32_t>(y);
    };
    return a.rows() == b.rows() && a.cols() == b.cols() &&
           std::equal(a.data(), a.data() + a.size(), b.data(), same);
}

} // namespace

class TestGruFused : public QObject {
    Q_OBJECT

  private:
    static void addTargets()
    {
        QTest::addColumn<qint64>("target");
        for (const std::int64_t target : support::vectorTargets())
            QTest::newRow(support::targetName(target)) << qint64{target};
    }

  private slots:
    void theTargetsAreTakenInTurn()
    {
        std::vector<Index> lanes;
        for (const std::int64_t target : support::vectorTargets()) {
            const support::OnTarget here(target);
            lanes.push_back(fusedLanes());
        }
        QVERIFY(std::ranges::is_sorted(lanes, std::greater<>()));
        QCOMPARE(lanes.front(), fusedLanes()); // the best one, where nobody asks for another
        QVERIFY(lanes.size() == 1 || lanes.front() > lanes.back());
    }

    void manyShapesEqualTheFormulas_data() { addTargets(); }
    void manyShapesEqualTheFormulas()
    {
        QFETCH(const qint64, target);
        const support::OnTarget here(target);
        for (const Index D : {1, 3, 16, 130})
            for (const Index H : {1, 2, 5, 8, 16, 17, 33, 70})
                for (const Index rows : {1, 2, 3, 5, 8, 9, 31}) {
                    const FusedCase some(D, H, rows, static_cast<std::uint64_t>(D + H + rows));
                    if (!areClose(some.fused(), some.exact()))
                        QFAIL(qPrintable(
                            QStringLiteral("D %1, H %2, %3 rows").arg(D).arg(H).arg(rows)));
                }
    }

    void numbersThatAreNotFinite_data() { addTargets(); }
    void numbersThatAreNotFinite()
    {
        QFETCH(const qint64, target);
        const support::OnTarget here(target);
        constexpr float infinity = std::numeric_limits<float>::infinity();
        constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
        for (const Index H : {1, 4, 13, 33})
            for (const float value : {infinity, -infinity, notANumber, 1e30F}) {
                FusedCase some(3, H, 7, 1);
                const Matrix<float> clean = some.fused().h;
                some.x(1, 4) = value;
                const GruStep<float> inX = some.fused();
                QVERIFY(areClose(inX, some.exact()));
                QVERIFY(haveTheSameBits(inX.h.leftCols(4), clean.leftCols(4)));
                QVERIFY(haveTheSameBits(inX.h.rightCols(2), clean.rightCols(2)));
                some.x(1, 4) = 1;
                some.h(H - 1, 2) = std::isnan(value) ? value : std::copysign(1.0F, value);
                QVERIFY(areClose(some.fused(), some.exact()));
            }
    }

    void bitsDependOnTheRowAlone_data() { addTargets(); }
    void bitsDependOnTheRowAlone()
    {
        QFETCH(const qint64, target);
        const support::OnTarget here(target);
        for (const Index H : {1, 7, 64, 130}) {
            const FusedCase all(300, H, 37, 5);
            const GruStep<float> step = all.fused();
            for (const Index count : {1, 2, 3, 4, 6, 8, 11, 19})
                for (Index first = 0; first + count <= 37; first += 5) {
                    FusedCase some = all;
                    some.x = all.x.middleCols(first, count);
                    some.h = all.h.middleCols(first, count);
                    const GruStep<float> of = some.fused();
                    const auto same = [&](const Matrix<float> &few, const Matrix<float> &many) {
                        return haveTheSameBits(few, many.middleCols(first, count));
                    };
                    QVERIFY(same(of.r, step.r) && same(of.z, step.z) && same(of.n, step.n));
                    QVERIFY(same(of.hn, step.hn) && same(of.h, step.h));
                }
        }
    }

    /// A scan makes the input's products for many steps at once and shares sequences out among threads; a step
    /// alone does not.
    void aScanHasTheBitsOfItsSteps_data() { addTargets(); }
    void aScanHasTheBitsOfItsSteps()
    {
        QFETCH(const qint64, target);
        const support::OnTarget here(target);
        const std::vector<std::int64_t> batchSizes{90, 66, 65, 64, 41, 9, 8, 3, 2, 2, 1, 1, 1};
        const Index N = std::accumulate(batchSizes.begin(), batchSizes.end(), Index{0});
        const FusedCase all(20, 19, N, 2);
        const Matrix<float> start = all.h.leftCols(90);
        for (const Direction direction : {Direction::forward, Direction::backward}) {
            const bool forward = direction == Direction::forward;
            Matrix<float> stepwise(19, N), states = start;
            Index offset = forward ? 0 : N;
            for (std::size_t i = 0; i < batchSizes.size(); ++i) {
                const Index live = batchSizes[forward ? i : batchSizes.size() - 1 - i];
                offset -= forward ? 0 : live;
                const auto step = gruStep<float>(all.parameters, all.x.middleCols(offset, live),
                                                 states.leftCols(live));
                stepwise.middleCols(offset, live) = states.leftCols(live) = step.h;
                offset += forward ? live : 0;
            }
            for (const int threads : {1, 2, 3, 5, 90, 100}) {
                Matrix<float> output(19, N);
                const ScanOptions options{direction, GruPath::fast, threads};
                const Matrix<float> last =
                    scanGru<float>(all.parameters, all.x, batchSizes, start, options, output);
                QVERIFY(haveTheSameBits(output, stepwise) && haveTheSameBits(last, states));
            }
        }
    }
};

PACKSCOPE_TEST(TestGruFused)
#include "tst_gru_fused.moc"
