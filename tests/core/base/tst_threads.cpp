// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/threads.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <atomic>
#include <barrier>
#include <mutex>
#include <set>
#include <thread>

class TestThreads : public QObject {
    Q_OBJECT

  private slots:
    void eachTaskOnce()
    {
        for (const core::Index count : {0, 1, 2, 5, 100})
            for (const int threads : {0, 1, 2, 7}) {
                std::vector<std::atomic<int>> calls(static_cast<std::size_t>(count));
                core::inParallel(count, threads,
                                 [&](core::Index i) { ++calls[static_cast<std::size_t>(i)]; });
                for (const auto &number : calls)
                    QCOMPARE(number.load(), 1);
            }
    }

    /// Tasks that wait for each other end only if they run at the same time.
    void asManyAtATimeAsAsked()
    {
        std::barrier all(3);
        std::mutex mutex;
        std::set<std::thread::id> threads;
        core::inParallel(3, 3, [&](core::Index) {
            all.arrive_and_wait();
            const std::scoped_lock lock(mutex);
            threads.insert(std::this_thread::get_id());
        });
        QCOMPARE(threads.size(), 3U);
        QVERIFY(threads.contains(std::this_thread::get_id()));
    }

    void oneThreadIsThisOne()
    {
        core::inParallel(4, 1, [caller = std::this_thread::get_id()](core::Index) {
            QVERIFY(std::this_thread::get_id() == caller);
        });
        QVERIFY(core::usableThreads() >= 1);
    }
};

PACKSCOPE_TEST(TestThreads)
#include "tst_threads.moc"
