// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/random/torch_generator.h"
#include "tests/support/test_program.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <bit>
#include <cstdlib>
#include <fstream>

namespace {

using namespace core;
using nlohmann::json;

/// A real written by Python's float.hex().
double real(const json &text)
{
    return std::strtod(text.get<std::string>().c_str(), nullptr);
}

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

template <class Scalar> std::vector<double> drawn(TorchGenerator &generator, const json &draw)
{
    const auto shape = draw["shape"].get<Shape>();
    const Tensor<Scalar> tensor =
        draw["kind"] == "normal"
            ? generator.normal<Scalar>(shape)
            : generator.uniform<Scalar>(shape, real(draw["low"]), real(draw["high"]));
    return {tensor.data.begin(), tensor.data.end()};
}

QByteArray place(std::size_t draw, std::size_t i, double got, double expected)
{
    return QStringLiteral("draw %1, element %2: %3, not %4")
        .arg(draw)
        .arg(i)
        .arg(got, 0, 'g', 17)
        .arg(expected, 0, 'g', 17)
        .toUtf8();
}

} // namespace

/// Draw after draw of one generator, as torch 1.13.1 gave them (tests/golden/scripts/make_random.py).
class TestTorchGenerator : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase()
    {
        std::ifstream file(PACKSCOPE_GOLDEN_DIR "/random.json");
        m_streams = json::parse(file)["streams"];
        QCOMPARE(m_streams.size(), 11U);
    }

    void stream_data()
    {
        QTest::addColumn<std::size_t>("i");
        for (std::size_t i = 0; i < m_streams.size(); ++i)
            QTest::newRow(m_streams[i]["name"].get<std::string>().c_str()) << i;
    }
    void stream()
    {
        QFETCH(const std::size_t, i);
        const json &seed = m_streams[i]["seed"];
        TorchGenerator generator(seed.is_number_unsigned()
                                     ? seed.get<std::uint64_t>()
                                     : static_cast<std::uint64_t>(seed.get<std::int64_t>()));
        const json &draws = m_streams[i]["draws"];
        QVERIFY(!draws.empty());
        for (std::size_t d = 0; d < draws.size(); ++d) {
            const json &draw = draws[d], &values = draw["values"];
            if (draw["kind"] == "randint") {
                const auto expected = values.get<std::vector<std::int64_t>>();
                QCOMPARE(generator.randint(draw["low"], draw["high"], std::ssize(expected)),
                         expected);
                continue;
            }
            const auto got = draw["dtype"] == "float32" ? drawn<float>(generator, draw)
                                                        : drawn<double>(generator, draw);
            QCOMPARE(got.size(), values.size());
            for (std::size_t e = 0; e < got.size(); ++e)
                QVERIFY2(sameBits(got[e], real(values[e])), place(d, e, got[e], real(values[e])));
        }
    }

  private:
    json m_streams;
};

PACKSCOPE_TEST(TestTorchGenerator)
#include "tst_torch_generator.moc"
