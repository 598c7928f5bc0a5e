// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/json_text.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace core;

namespace {

/// What a reader of the text gets, through double as everybody's JSON parser goes.
double readBack(const std::string &text)
{
    return parseJson(text)->get<double>();
}

} // namespace

class TestJsonText : public QObject {
    Q_OBJECT

  private slots:
    void listsOfNamesStayShort()
    {
        QCOMPARE(listed({}), std::string("nothing"));
        QCOMPARE(listed({"a", "b"}), std::string("a, b"));
        std::vector<std::string> names(23, std::string(100, 'n'));
        const std::string text = listed(names);
        QVERIFY(text.ends_with(" and 3 more"));
        QCOMPARE(text.size(), 20 * 80 + 19 * 2 + std::string(" and 3 more").size());
    }

    void refusesWhatIsNotStrictJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("empty") << QByteArray() << "line 1, column 1";
        QTest::newRow("open") << QByteArray("{\n\"a\": ") << "line 2, column 6";
        QTest::newRow("behind the end") << QByteArray("{} x") << "line 1, column 4";
        QTest::newRow("comma") << QByteArray("[1,]") << "line 1, column 4";
        QTest::newRow("NaN") << QByteArray("[NaN]") << "invalid literal";
        QTest::newRow("not UTF-8") << QByteArray("[\"\xff\"]") << "ill-formed UTF-8";
        QTest::newRow("zero byte") << QByteArray("{\0}", 3) << "not valid JSON";
        QTest::newRow("beyond float64")
            << QByteArray("[1e400]") << "number overflow parsing '1e400'";
        QTest::newRow("twice") << QByteArray(R"({"a":1,"b":{"a":2},"a":3})")
                               << "the key \"a\" stands twice in one object";
        QTest::newRow("deep lists") << QByteArray(65, '[') << "nested more than 64 levels deep";
        QTest::newRow("deep objects")
            << QByteArray("{\"a\":").repeated(100000) << "nested more than 64 levels deep";
    }
    void refusesWhatIsNotStrictJson()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const auto parsed = parseJson({text.data(), static_cast<std::size_t>(text.size())});
        QVERIFY(!parsed);
        const QString said = QString::fromStdString(parsed.error().message);
        QVERIFY2(said.contains(message), qPrintable(said));
        QVERIFY(!said.contains(QChar::ReplacementCharacter));
    }

    void takesSixtyFourLevels()
    {
        const std::string text = std::string(64, '[') + std::string(64, ']');
        QVERIFY(parseJson(text));
    }

    void everyFloatReadsBackBitForBit()
    {
        std::mt19937 bits(1);
        for (int i = 0; i < 200'000; ++i) {
            const auto number = std::bit_cast<float>(static_cast<std::uint32_t>(bits()));
            if (!std::isfinite(number))
                continue;
            const auto back = static_cast<float>(readBack(jsonNumber(number)));
            QCOMPARE(std::bit_cast<std::uint32_t>(back), std::bit_cast<std::uint32_t>(number));
        }
    }

    void everyDoubleReadsBackBitForBit()
    {
        std::mt19937_64 bits(2);
        for (int i = 0; i < 200'000; ++i) {
            const auto number = std::bit_cast<double>(static_cast<std::uint64_t>(bits()));
            if (std::isfinite(number))
                QCOMPARE(std::bit_cast<std::uint64_t>(readBack(jsonNumber(number))),
                         std::bit_cast<std::uint64_t>(number));
        }
    }

    void numbersAreShort()
    {
        QCOMPARE(jsonNumber(0.1F), "0.1");
        QCOMPARE(jsonNumber(0.1), "0.1");
        QCOMPARE(jsonNumber(3.0F), "3");
        QCOMPARE(jsonNumber(0.0), "0");
        QCOMPARE(jsonNumber(1e30F), "1e+30");
    }

    void whatIsNotFiniteIsAString()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        QCOMPARE(jsonNumber(std::nan("")), "\"nan\"");
        QCOMPARE(jsonNumber(infinity), "\"inf\"");
        QCOMPARE(jsonNumber(-infinity), "\"-inf\"");
    }

    void minusZeroKeepsItsSign()
    {
        QVERIFY(std::signbit(readBack(jsonNumber(-0.0))));
        QVERIFY(std::signbit(readBack(jsonNumber(-0.0F))));
    }

    void stringsAreEscaped()
    {
        QCOMPARE(jsonString("a\"\n\\é"), "\"a\\\"\\n\\\\é\"");
        QCOMPARE(jsonString("\xff"), "\"\xEF\xBF\xBD\"");
    }

    void pathsTellKeysWithDotsApart()
    {
        QCOMPARE(joined("", "a"), "a");
        QCOMPARE(joined("a", "b"), "a.b");
        QCOMPARE(joined("a", "b.c\\"), "a.b\\.c\\\\");
    }

    void longValuesAreShownShort()
    {
        QCOMPARE(shown(Json("é")), "\"é\"");
        const std::string text = shown(Json(std::string(100, 'x')));
        QVERIFY(text.size() < 70 && text.ends_with("…"));
        QCOMPARE(shown(Json::array({1, 2})), "a list");
    }
};

PACKSCOPE_TEST(TestJsonText)
#include "tst_json_text.moc"
