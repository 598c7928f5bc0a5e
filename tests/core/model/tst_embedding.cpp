// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/embedding.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

using Ids = Tensor<std::int64_t>;

/// Row i is i, 10 + i.
Tensor<float> table()
{
    return Tensor<float>({4, 2}, {0, 10, 1, 11, 2, 12, 3, 13});
}

} // namespace

class TestEmbedding : public QObject {
    Q_OBJECT

  private slots:
    void eachIdBecomesItsRow()
    {
        const auto rows = embed(table(), Ids({2, 2}, {3, 0, 1, 3}));
        QCOMPARE(*rows, Tensor<float>({2, 2, 2}, {3, 13, 0, 10, 1, 11, 3, 13}));
    }

    void anyRankOfIdsWillDo()
    {
        QCOMPARE(embed(table(), Ids({}, {2}))->shape, Shape{2});
        QCOMPARE(embed(table(), Ids({0}))->shape, (Shape{0, 2}));
        QCOMPARE(embed(table(), Ids({1, 2, 3}))->shape, (Shape{1, 2, 3, 2}));
    }

    void thePaddingRowStartsAsZero_data()
    {
        QTest::addColumn<Index>("paddingIdx");
        QTest::addColumn<Index>("row");
        QTest::newRow("0") << Index{0} << Index{0};
        QTest::newRow("in the middle") << Index{3} << Index{3};
        QTest::newRow("-1 is the last") << Index{-1} << Index{5};
        QTest::newRow("-6 is the first") << Index{-6} << Index{0};
    }
    void thePaddingRowStartsAsZero()
    {
        QFETCH(const Index, paddingIdx);
        QFETCH(const Index, row);
        TorchGenerator generator(5), same(5);
        const auto weight = initialEmbedding<double>(6, 4, paddingIdx, generator);
        const auto plain = initialEmbedding<double>(6, 4, {}, same);
        QCOMPARE(*paddingRow(paddingIdx, 6), row);
        for (Index i = 0; i < 6; ++i)
            for (Index d = 0; d < 4; ++d)
                QCOMPARE(weight->at(i, d), i == row ? 0.0 : plain->at(i, d));
    }

    void withoutPaddingIdxNoRowIsZero()
    {
        TorchGenerator generator(5);
        const auto weight = initialEmbedding<float>(6, 4, {}, generator);
        for (const float value : weight->data)
            QVERIFY(value != 0);
    }

    void aPaddingRowThatIsNotZeroIsReturnedAsItStands()
    {
        QCOMPARE(*embed(table(), Ids({1}, {0})), Tensor<float>({1, 2}, {0, 10}));
    }

    void wrongPaddingIdx()
    {
        TorchGenerator generator(0);
        for (const Index paddingIdx : {6, -7}) {
            const auto result = initialEmbedding<float>(6, 3, paddingIdx, generator);
            QCOMPARE(result.error().torch, "Padding_idx must be within num_embeddings");
        }
    }

    void idsOutsideTheTable()
    {
        for (const std::int64_t id : {std::int64_t{4}, std::int64_t{-1}, INT64_MAX, INT64_MIN}) {
            const auto result = embed(table(), Ids({2}, {0, id}));
            QVERIFY(!result);
            QCOMPARE(result.error().torch, "index out of range in self");
            QVERIFY(result.error().message.find(std::to_string(id)) != std::string::npos);
            QVERIFY(result.error().message.find("position 1") != std::string::npos);
        }
    }

    void aTableWithoutRows()
    {
        const auto result = embed(Tensor<float>({0, 2}), Ids({1}, {0}));
        QCOMPARE(result.error().torch, "index_select(): self indexing axis dim should be positive");
        QVERIFY(embed(Tensor<float>({0, 2}), Ids({0})).ok());
    }
};

PACKSCOPE_TEST(TestEmbedding)
#include "tst_embedding.moc"
