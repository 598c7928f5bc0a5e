// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/memory.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <vector>

using core::Result;

class TestMemory : public QObject {
    Q_OBJECT

  private slots:
    void whatFitsIsHandedOn()
    {
        QCOMPARE(*core::withinMemory("it", [] { return Result<int>(7); }), 7);
        const auto refused = core::withinMemory("it", [] {
            return Result<int>(core::Error{"no", "never"});
        });
        QCOMPARE(refused.error().message, "no");
        QCOMPARE(refused.error().torch, "never");
    }

    void whatDoesNotFitIsRefused()
    {
        const auto noMemory =
            core::withinMemory("it", []() -> Result<int> { throw std::bad_alloc(); });
        QCOMPARE(noMemory.error().message, "it needs more memory than there is");
        const auto tooLong = core::withinMemory("the list", []() -> Result<int> {
            std::vector<int> list;
            list.reserve(list.max_size() + 1);
            return static_cast<int>(list.capacity());
        });
        QCOMPARE(tooLong.error().message, "the list needs more memory than there is");
    }
};

PACKSCOPE_TEST(TestMemory)
#include "tst_memory.moc"
