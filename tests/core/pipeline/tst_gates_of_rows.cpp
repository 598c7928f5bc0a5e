// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/gates_of_rows.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QTest>

using core::Index;
using core::Lane;
using core::RealTensor;
using core::StepIndex;

namespace {

/// Whether `some` are the rows of `all` from `first` on, to the last bit.
bool areRowsOf(const RealTensor &some, const RealTensor &all, Index first)
{
    for (Index j = 0; j < some.extent(0); ++j)
        for (Index u = 0; u < some.extent(1); ++u)
            if (some.at(j, u) != all.at(first + j, u))
                return false;
    return some.extent(1) == all.extent(1);
}

} // namespace

class TestGatesOfRows : public QObject {
    Q_OBJECT

  private slots:
    void sameBitsAsAllRows_data()
    {
        QTest::addColumn<QByteArray>("spec");
        for (const char *spec : {"B=700,T=12,D=64,H=64", "B=333,T=9,D=5,H=7",
                                 "B=300,T=6,D=300,H=200", "B=129,T=5,D=16,H=16", "B=5,T=5,D=3,H=2"})
            QTest::newRow(spec) << QByteArray(spec);
    }
    void sameBitsAsAllRows()
    {
        QFETCH(QByteArray, spec);
        const auto trace = tests::randomTrace(spec.toStdString());
        for (const Lane lane : {Lane::packed, Lane::padded})
            for (const Index t : {Index{0}, trace->packed.steps() / 2}) {
                const StepIndex step(t);
                const Index live = trace->of(lane).liveRows(t);
                const core::StepGates all = gatesAt(*trace, lane, 0, 0, step);
                for (const Index first : {Index{0}, live / 3, live / 2, live - 1}) {
                    const Index count = std::min<Index>(15, live - first);
                    const auto some = gatesOfRows(*trace, lane, 0, 0, {step, first, count});
                    QCOMPARE(some.r.extent(0), count);
                    QVERIFY(areRowsOf(some.r, all.r, first));
                    QVERIFY(areRowsOf(some.z, all.z, first));
                    QVERIFY(areRowsOf(some.n, all.n, first));
                    QVERIFY(areRowsOf(some.hn, all.hn, first));
                    QVERIFY(areRowsOf(some.hPrevious, all.hPrevious, first));
                    QVERIFY(areRowsOf(some.h, all.h, first));
                }
            }
    }
};

PACKSCOPE_TEST(TestGatesOfRows)
#include "tst_gates_of_rows.moc"
