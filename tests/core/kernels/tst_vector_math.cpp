// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's functions of vectors, the twin of core/kernels/vector_math-inl.h. With PACKSCOPE_ALL_FLOATS in
// the environment all float32 numbers are tried, which takes about an hour, else one of a thousand.
#include "tests/support/test_program.h"
#include "tests/support/vector_functions.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

namespace {

constexpr std::uint64_t allFloats = std::uint64_t{1} << 32;

struct Function {
    const char *name;
    void (*vector)(std::span<float>);
    double (*exact)(double);
    double limit; ///< of the error. Units: in the last place
};

double exactSigmoid(double x)
{
    return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x));
}

double exactTangent(double x)
{
    return std::tanh(x);
}

const std::array functions{Function{"sigmoid", support::sigmoids, exactSigmoid, 2.5},
                           Function{"tanh", support::hyperbolicTangents, exactTangent, 2.6}};

/// How far two floats next to this number are apart.
double lastPlace(double number)
{
    const int exponent = number == 0 ? -126 : std::max(std::ilogb(number), -126);
    return std::ldexp(1.0, exponent - 23);
}

struct Worst {
    double error = 0; ///< Units: in the last place
    float at = 0;
};

/// Compares the floats of every stride-th pattern of bits. Gives the largest error on each target.
std::vector<Worst> worstErrors(const Function &function, std::uint64_t stride)
{
    constexpr std::size_t block = 1 << 16;
    const auto targets = support::vectorTargets();
    std::vector<Worst> worst(targets.size());
    std::vector<float> numbers, results;
    std::vector<double> exact;
    for (std::uint64_t bits = 0; bits < allFloats;) {
        numbers.clear();
        exact.clear();
        for (; bits < allFloats && numbers.size() < block; bits += stride) {
            const float x = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
            if (std::isnan(x))
                continue;
            numbers.push_back(x);
            exact.push_back(function.exact(static_cast<double>(x)));
        }
        for (std::size_t t = 0; t < targets.size(); ++t) {
            const support::OnTarget here(targets[t]);
            results = numbers;
            function.vector(results);
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                const double difference = std::abs(static_cast<double>(results[i]) - exact[i]);
                const double error = difference / lastPlace(exact[i]);
                if (!(error <= worst[t].error)) // NaN, too
                    worst[t] = {error, numbers[i]};
            }
        }
    }
    return worst;
}

} // namespace

class TestVectorMath : public QObject {
    Q_OBJECT

  private slots:
    void errorsInTheLastPlace()
    {
        const bool all = qEnvironmentVariableIsSet("PACKSCOPE_ALL_FLOATS");
        const auto targets = support::vectorTargets();
        for (const Function &function : functions) {
            const auto worst = worstErrors(function, all ? 1 : 1009);
            for (std::size_t t = 0; t < targets.size(); ++t) {
                qInfo("%s, %s: %.3f in the last place, at %.9g", function.name,
                      support::targetName(targets[t]), worst[t].error,
                      static_cast<double>(worst[t].at));
                QVERIFY(worst[t].error < function.limit);
            }
        }
    }

    void numbersThatAreNotFinite()
    {
        constexpr float infinity = std::numeric_limits<float>::infinity();
        constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
        for (const std::int64_t target : support::vectorTargets()) {
            const support::OnTarget here(target);
            std::vector<float> s{infinity, -infinity, 0, -0.0F, notANumber, -notANumber, 1};
            std::vector<float> t = s;
            support::sigmoids(s);
            support::hyperbolicTangents(t);
            QVERIFY(s[0] == 1 && s[1] == 0 && !std::signbit(s[1]) && s[2] == 0.5F && s[3] == 0.5F);
            QVERIFY(t[0] == 1 && t[1] == -1 && t[2] == 0 && t[3] == 0);
            QVERIFY(!std::signbit(t[2]) && std::signbit(t[3]));
            QVERIFY(std::isnan(s[4]) && std::isnan(s[5]) && std::isnan(t[4]) && std::isnan(t[5]));
            QVERIFY(std::isfinite(s[6]) && std::isfinite(t[6]));
        }
    }
};

PACKSCOPE_TEST(TestVectorMath)
#include "tst_vector_math.moc"
