// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/principal_components.h"
#include "core/random/torch_generator.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QtTest/QTest>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>

using namespace core;
using nlohmann::json;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

/// Written by Python's float.hex().
std::vector<double> reals(const json &texts)
{
    std::vector<double> numbers;
    for (const json &text : texts)
        numbers.push_back(std::strtod(text.get<std::string>().c_str(), nullptr));
    return numbers;
}

/// How far the numbers are from those expected, for one near 0 or as a share of it.
template <class Got> double farthest(const Got &got, const std::vector<double> &expected)
{
    double worst = 0;
    std::size_t i = 0;
    for (const double value : got) {
        const double wanted = expected.at(i++);
        worst = std::max(worst, std::abs(value - wanted) / std::max(1.0, std::abs(wanted)));
    }
    return i == expected.size() ? worst : infinity;
}

PrincipalComponents componentsOf(const Tensor<double> &states)
{
    const RealTensor tensor(states);
    return principalComponents({&tensor});
}

/// Random states, whose features depend on each other.
Tensor<double> randomStates(Index rows, Index W, std::uint64_t seed)
{
    TorchGenerator generator(seed);
    const auto causes = generator.uniform<double>({rows, 2}, -1, 1);
    const auto mix = generator.uniform<double>({2, W}, -1, 1);
    Tensor<double> states = generator.uniform<double>({rows, W}, -0.2, 0.2);
    states.columns(1) += mix.columns(1) * causes.columns(1);
    return states;
}

} // namespace

class TestPrincipalComponents : public QObject {
    Q_OBJECT

  private slots:
    /// By numpy's SVD (tests/golden/scripts/make_analysis.py).
    void asNumpyHasThem_data()
    {
        QTest::addColumn<QByteArray>("text");
        std::ifstream file(PACKSCOPE_GOLDEN_DIR "/analysis.json");
        const json cases = json::parse(file)["components"];
        QCOMPARE(cases.size(), 9U);
        for (const json &each : cases)
            QTest::newRow(each["name"].get<std::string>().c_str())
                << QByteArray::fromStdString(each.dump());
    }
    void asNumpyHasThem()
    {
        QFETCH(QByteArray, text);
        const json each = json::parse(text.toStdString());
        const Tensor<double> given(each["shape"].get<Shape>(), reals(each["states"]));
        const RealTensor states =
            each["dtype"] == "float32" ? RealTensor(given.cast<float>()) : RealTensor(given);
        const PrincipalComponents got = principalComponents({&states});
        QCOMPARE(got.rows, each["rows"].get<Index>());
        QCOMPARE(got.leftOut, given.extent(0) - got.rows);
        QVERIFY(farthest(got.centre, reals(each["centre"])) <= 1e-14);
        QVERIFY(farthest(got.variances, reals(each["variances"])) <= 1e-9);
        QVERIFY(farthest(got.shares, reals(each["shares"])) <= 1e-9);
        std::vector<double> finite;
        const Tensor<double> places = projected(got, states);
        for (Index i = 0; i < places.size(); ++i)
            if (!std::isnan(places[i]))
                finite.push_back(places[i]);
        QVERIFY(farthest(finite, reals(each["projected"])) <= 1e-8);
        // Of points on a line the second axis may lie anywhere across it.
        const std::vector<double> axes = reals(each["axes"]);
        const std::size_t count = got.variances[1] > 1e-20 ? axes.size() : axes.size() / 2;
        std::vector<double> gotAxes(got.axes.data(), got.axes.data() + count);
        QVERIFY(farthest(gotAxes, {axes.begin(), axes.begin() + static_cast<long>(count)}) <= 1e-8);
    }

    void theAxesAreAPlaneThatShowsTheVariance()
    {
        const bool holds = rc::check([] {
            const Index rows = *rc::gen::inRange<Index>(2, 700),
                        W = *rc::gen::inRange<Index>(2, 40);
            const auto states = randomStates(rows, W, *rc::gen::inRange<std::uint64_t>(0, 1000));
            const PrincipalComponents got = componentsOf(states);
            const Eigen::Matrix2d frame = got.axes.transpose() * got.axes;
            RC_ASSERT((frame - Eigen::Matrix2d::Identity()).norm() < 1e-12);
            const Tensor<double> places = projected(got, states);
            const Matrix<double> seen = places.columns(1);
            const Eigen::Vector2d along =
                seen.rowwise().squaredNorm() / static_cast<double>(rows - 1);
            RC_ASSERT(seen.rowwise().mean().norm() < 1e-12);
            RC_ASSERT(std::abs(along[0] - got.variances[0]) < 1e-11);
            RC_ASSERT(std::abs(along[1] - got.variances[1]) < 1e-11);
            RC_ASSERT(got.variances[0] >= got.variances[1]);
            RC_ASSERT(got.shares[0] + got.shares[1] <= 1 + 1e-12);
            for (Index i = 1; i < rows; ++i) { // a distance never grows
                const double before =
                    (states.columns(1).col(i) - states.columns(1).col(i - 1)).norm();
                RC_ASSERT((seen.col(i) - seen.col(i - 1)).norm() <= before + 1e-12);
            }
        });
        QVERIFY(holds);
    }

    void oneRow()
    {
        const PrincipalComponents got = componentsOf(Tensor<double>({1, 3}, {0.5, -0.25, 2}));
        QCOMPARE(got.rows, Index{1});
        QVERIFY((got.centre == Vector<double>{{0.5, -0.25, 2}}));
        QCOMPARE(got.variances, (std::array<double, 2>{}));
        QCOMPARE(got.shares, (std::array<double, 2>{}));
    }

    /// A third, which double rounds: no row may seem to be off the centre.
    void equalRows()
    {
        const Tensor<double> states({1000, 3}, 1.0 / 3);
        const PrincipalComponents got = componentsOf(states);
        QCOMPARE(got.shares, (std::array<double, 2>{}));
        QVERIFY(projected(got, states) == Tensor<double>({1000, 2}));
    }

    void oneFeatureHasNoSecondAxis()
    {
        const Tensor<double> states({3, 1}, {1, 2, 6});
        const PrincipalComponents got = componentsOf(states);
        QCOMPARE(got.axes(0, 0), 1.0);
        QCOMPARE(got.axes(0, 1), 0.0);
        QCOMPARE(got.variances, (std::array<double, 2>{7, 0}));
        QCOMPARE(got.shares, (std::array<double, 2>{1, 0}));
        QVERIFY(projected(got, states) == Tensor<double>({3, 2}, {-2, 0, -1, 0, 3, 0}));
    }

    void whatIsNotFiniteIsLeftOut()
    {
        const Tensor<double> states({4, 2}, {notANumber, 0, 1, 1, 3, 3, 0, -infinity});
        const PrincipalComponents got = componentsOf(states);
        QCOMPARE(got.rows, Index{2});
        QCOMPARE(got.leftOut, Index{2});
        QVERIFY((got.centre == Vector<double>{{2, 2}}));
        const Tensor<double> places = projected(got, states);
        for (const Index row : {Index{0}, Index{3}})
            QVERIFY(std::isnan(places.at(row, 0)) && std::isnan(places.at(row, 1)));
        QCOMPARE(places.at(1, 0), -std::sqrt(2.0));
        const PrincipalComponents none = componentsOf(Tensor<double>({2, 3}, notANumber));
        QCOMPARE(none.rows, Index{0});
        QCOMPARE(none.leftOut, Index{2});
        QVERIFY(none.centre.isZero());
    }

    /// Squares of these would overflow, or vanish.
    void hugeAndTinyNumbers_data()
    {
        QTest::addColumn<double>("factor");
        QTest::newRow("huge") << std::ldexp(1.0, 1020);
        QTest::newRow("tiny") << std::ldexp(1.0, -1000);
    }
    void hugeAndTinyNumbers()
    {
        QFETCH(double, factor);
        Tensor<double> states = randomStates(50, 4, 1);
        const PrincipalComponents plain = componentsOf(states);
        states.columns(1) *= factor;
        const PrincipalComponents got = componentsOf(states);
        QVERIFY(got.axes == plain.axes);
        QCOMPARE(got.shares, plain.shares);
    }

    void bothLanesOfATrace()
    {
        const auto trace = tests::traceOf("words");
        const PrincipalComponents got = principalComponents(*trace);
        QCOMPARE(got.rows, trace->N() + trace->B() * trace->paddedWidth());
        QCOMPARE(got.leftOut, Index{0});
        QVERIFY(got.shares[0] > got.shares[1] && got.shares[1] > 0.05);
        QCOMPARE(projected(got, trace->packed.output()).extent(0), trace->N());
    }

    void isStopped()
    {
        std::stop_source stop;
        stop.request_stop();
        const RealTensor states(randomStates(50, 4, 1));
        QCOMPARE(principalComponents({&states}, stop.get_token()).rows, Index{0});
    }
};

PACKSCOPE_TEST(TestPrincipalComponents)
#include "tst_principal_components.moc"
