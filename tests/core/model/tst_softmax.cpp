// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/softmax.h"
#include "tests/support/test_program.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <fstream>

using namespace core;
using nlohmann::json;

namespace {

/// Written by Python's float.hex().
std::vector<double> reals(const json &texts)
{
    std::vector<double> numbers;
    for (const json &text : texts)
        numbers.push_back(std::strtod(text.get<std::string>().c_str(), nullptr));
    return numbers;
}

} // namespace

class TestSoftmax : public QObject {
    Q_OBJECT

  private slots:
    /// Also of rows with NaN and infinities (tests/golden/scripts/make_analysis.py).
    void asTorchHasIt_data()
    {
        QTest::addColumn<QByteArray>("text");
        std::ifstream file(PACKSCOPE_GOLDEN_DIR "/analysis.json");
        const json cases = json::parse(file)["softmax"];
        QCOMPARE(cases.size(), 10U);
        for (const json &each : cases)
            QTest::newRow(each["name"].get<std::string>().c_str())
                << QByteArray::fromStdString(each.dump());
    }
    void asTorchHasIt()
    {
        QFETCH(QByteArray, text);
        const json each = json::parse(text.toStdString());
        const Tensor<double> logits(each["shape"].get<Shape>(), reals(each["logits"]));
        const Tensor<double> got = softmax(logits);
        const std::vector<double> expected = reals(each["probabilities"]);
        QCOMPARE(got.shape, logits.shape);
        for (Index i = 0; i < got.size(); ++i) {
            const double share = expected[static_cast<std::size_t>(i)];
            QCOMPARE(std::isnan(got[i]), std::isnan(share));
            QVERIFY(std::isnan(share) || std::abs(got[i] - share) <= 1e-15);
        }
    }

    void singleLogitsAreReadInDouble()
    {
        const Tensor<float> logits({1, 2}, {0.1F, 3.0F});
        QCOMPARE(softmax(logits), softmax(logits.cast<double>()));
    }

    void noRowsGiveNone() { QVERIFY(softmax(Tensor<double>({0, 3})).empty()); }
};

PACKSCOPE_TEST(TestSoftmax)
#include "tst_softmax.moc"
