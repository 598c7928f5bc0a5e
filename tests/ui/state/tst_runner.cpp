// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/examples.h"
#include "tests/support/test_program.h"
#include "ui/state/runner.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

namespace {

std::shared_ptr<const core::Document> shared(std::string_view name)
{
    return std::make_shared<const core::Document>(*core::exampleDocument(name));
}

/// Lets the process have no more than so many bytes of addresses beyond those that it has.
class AddressLimit {
  public:
    explicit AddressLimit(rlim_t more)
    {
        getrlimit(RLIMIT_AS, &m_before);
        QFile pages(QStringLiteral("/proc/self/statm"));
        if (!pages.open(QIODevice::ReadOnly))
            qFatal("/proc/self/statm cannot be read");
        const rlim_t used = pages.readAll().split(' ').first().toULongLong() *
                            static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
        const rlimit limit{used + more, m_before.rlim_max};
        setrlimit(RLIMIT_AS, &limit);
    }
    ~AddressLimit() { setrlimit(RLIMIT_AS, &m_before); }
    AddressLimit(const AddressLimit &) = delete;
    AddressLimit &operator=(const AddressLimit &) = delete;

  private:
    rlimit m_before{};
};

} // namespace

class TestRunner : public QObject {
    Q_OBJECT

  private slots:
    void init() { QTest::failOnWarning(QRegularExpression(".*")); }

    void givesTheTraceOfTheDocument()
    {
        ui::Runner runner;
        QSignalSpy finished(&runner, &ui::Runner::finished);
        const auto document = shared("article");
        runner.start(document);
        QVERIFY(runner.isRunning());
        QVERIFY(finished.wait());
        QVERIFY(!runner.isRunning());
        QCOMPARE(runner.trace()->document, document);
    }

    void onlyTheNewestRunIsTold()
    {
        ui::Runner runner;
        QSignalSpy finished(&runner, &ui::Runner::finished), failed(&runner, &ui::Runner::failed);
        for (int i = 0; i < 50; ++i)
            runner.start(shared("eight"));
        const auto newest = shared("ties");
        runner.start(newest);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(runner.trace()->document, newest);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(failed.size(), 0);
    }

    void aRefusalIsToldAndTheOldTraceStays()
    {
        ui::Runner runner;
        QSignalSpy finished(&runner, &ui::Runner::finished);
        runner.start(shared("article"));
        QVERIFY(finished.wait());
        const auto before = runner.trace();

        core::Document bad = *shared("article");
        bad.options.totalLength = 1;
        std::vector<core::Error> errors;
        connect(&runner, &ui::Runner::failed, this,
                [&](const core::Error &error) { errors.push_back(error); });
        runner.start(std::make_shared<const core::Document>(bad));
        QTRY_COMPARE(errors.size(), std::size_t(1));
        QVERIFY(!errors.front().message.empty());
        QCOMPARE(runner.trace(), before);
        QCOMPARE(finished.size(), 1);
    }

    void whatNeedsMoreMemoryThanThereIsIsTold()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the address sanitizer needs all addresses");
#endif
        core::Document big = *shared("one");
        big.options.paddedWidth = 1 << 20;
        ui::Runner runner;
        QSignalSpy finished(&runner, &ui::Runner::finished);
        runner.start(shared("one")); // so that its thread is there
        QVERIFY(finished.wait());
        std::vector<core::Error> errors;
        connect(&runner, &ui::Runner::failed, this,
                [&](const core::Error &error) { errors.push_back(error); });
        {
            const AddressLimit limit(1 << 25);
            runner.start(std::make_shared<const core::Document>(big));
            QTRY_COMPARE(errors.size(), std::size_t(1));
        }
        QCOMPARE(errors.front().message, "the document needs more memory than there is");
        QVERIFY(!runner.isRunning());
    }

    void mayBeDestroyedWhileItRuns()
    {
        for (int i = 0; i < 20; ++i) {
            ui::Runner runner;
            runner.start(shared("eight"));
            runner.start(shared("two-layers"));
        }
    }
};

PACKSCOPE_TEST(TestRunner)
#include "tst_runner.moc"
