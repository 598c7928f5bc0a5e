// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/number_bytes.h"
#include "core/io/stored_tensor.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

/// The int16 numbers 0, 1, 2, …
std::string counting(int count)
{
    std::string bytes;
    for (int i = 0; i < count; ++i)
        appendNumber(bytes, static_cast<std::int16_t>(i));
    return bytes;
}

std::vector<double> taken(const Shape &shape, const Shape &strides)
{
    const NumberType *type = numberTypeNamed(&NumberType::safetensors, "I16");
    const StoredTensor tensor{"I16", type, shape, strides, {}, 0};
    const auto reach = reachOf(shape, strides, type->size);
    return numbersOf(tensor, counting(24).substr(0, *reach))->data; // no byte more
}

} // namespace

class TestStoredTensor : public QObject {
    Q_OBJECT

  private slots:
    void typesHaveANameInEachFormat()
    {
        for (const NumberType &type : numberTypes()) {
            QCOMPARE(numberTypeNamed(&NumberType::safetensors, type.safetensors), &type);
            QCOMPARE(numberTypeNamed(&NumberType::torch, type.torch), &type);
        }
        QVERIFY(!numberTypeNamed(&NumberType::numpy, "")); // bfloat16 has none
        QVERIFY(!numberTypeNamed(&NumberType::numpy, "F32"));
    }

    void elementsAreTakenByTheirStrides()
    {
        using Numbers = std::vector<double>;
        QCOMPARE(taken({2, 3}, {3, 1}), (Numbers{0, 1, 2, 3, 4, 5}));
        QCOMPARE(taken({3, 2}, {1, 3}), (Numbers{0, 3, 1, 4, 2, 5}));
        QCOMPARE(taken({2, 2, 2}, {12, 1, 5}), (Numbers{0, 5, 1, 6, 12, 17, 13, 18}));
        QCOMPARE(taken({2, 2}, {0, 0}), (Numbers{0, 0, 0, 0}));
        QCOMPARE(taken({2, 1, 2}, {2, INT64_MAX, 1}), (Numbers{0, 1, 2, 3}));
        QCOMPARE(taken({}, {}), Numbers{0});
        QCOMPARE(taken({0, 3}, {3, 1}), Numbers{});
    }

    void rowMajorStridesAreTorchs()
    {
        QCOMPARE(rowMajorStrides({2, 3, 4}), (Shape{12, 4, 1}));
        QCOMPARE(rowMajorStrides({}), Shape{});
        QCOMPARE(rowMajorStrides({0, INT64_MAX, INT64_MAX}).size(), std::size_t(3));
    }

    void theReachIsCountedWithoutOverflow()
    {
        QCOMPARE(reachOf({2, 3}, {10, 1}, 4), std::optional<std::uint64_t>(52));
        QCOMPARE(reachOf({}, {}, 8), std::optional<std::uint64_t>(8));
        QCOMPARE(reachOf({5, 0}, {1, 1}, 8), std::optional<std::uint64_t>(0));
        QVERIFY(!reachOf({-1}, {1}, 4));
        QVERIFY(!reachOf({2}, {-1}, 4));
        QVERIFY(!reachOf({3}, {INT64_MAX}, 4));
        QVERIFY(!reachOf({INT64_MAX, INT64_MAX}, {1, 1}, 1));
        QVERIFY(!reachOf({2}, {INT64_MAX}, 1));
    }
};

PACKSCOPE_TEST(TestStoredTensor)
#include "tst_stored_tensor.moc"
