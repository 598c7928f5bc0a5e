// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/golden.h"
#include "tests/support/probe_table.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>
#include <QTest>

namespace {

using probes::Entry;
using probes::Outcome;
using probes::Verdict;
using Key = std::pair<std::string, std::string>;

std::vector<Entry> table()
{
    probes::Table table;
    probes::addPacking(table);
    probes::addModel(table);
    probes::addDocuments(table);
    return std::move(table).entries();
}

std::string title(const std::string &function, const std::string &name)
{
    return function + ": " + name;
}

/// Equal but for the last bits of the numbers in it.
bool sameWords(const std::string &got, const std::string &expected)
{
    static const QRegularExpression number(R"(-?\d+\.\d+(e[-+]?\d+)?)");
    const auto split = [](const std::string &text, QStringList &numbers) {
        QString words = QString::fromStdString(text);
        for (auto all = number.globalMatch(words); all.hasNext();)
            numbers += all.next().captured();
        return words.replace(number, "#");
    };
    QStringList ours, theirs;
    if (split(got, ours) != split(expected, theirs) || ours.size() != theirs.size())
        return false;
    for (qsizetype i = 0; i < ours.size(); ++i)
        if (std::abs(ours[i].toDouble() - theirs[i].toDouble()) > 5e-6)
            return false;
    return true;
}

} // namespace

/// Every call that was tried on torch 1.13.1, the wrong ones above all: the same input here is treated
/// as there, or the table (tests/support/probes_*.cpp) says why not.
class TestErrors : public QObject {
    Q_OBJECT

  private slots:
    void theTableCoversEveryProbeOnce()
    {
        std::map<Key, int> count;
        for (const auto &entry : m_table)
            ++count[{entry.function, entry.name}];
        QCOMPARE(m_probes.size(), 194u);
        for (const auto &probe : m_probes) {
            const auto found = count.find({probe.function, probe.name});
            QVERIFY2(found != count.end(), title(probe.function, probe.name).c_str());
            QVERIFY2(found->second == 1, title(probe.function, probe.name).c_str());
        }
        QCOMPARE(m_table.size(), m_probes.size());
    }

    void whatIsNotTheSameHasAReason()
    {
        for (const auto &entry : m_table) {
            const std::string name = title(entry.function, entry.name);
            QVERIFY2(entry.reason.empty() == (entry.verdict == Verdict::same), name.c_str());
            QVERIFY2((entry.call == nullptr) == (entry.verdict == Verdict::unsaid), name.c_str());
        }
    }

    void probe_data()
    {
        QTest::addColumn<std::size_t>("i");
        for (std::size_t i = 0; i < m_table.size(); ++i)
            if (m_table[i].call)
                QTest::newRow(title(m_table[i].function, m_table[i].name).c_str()) << i;
    }
    void probe()
    {
        QFETCH(const std::size_t, i);
        const Entry &entry = m_table[i];
        const auto expected = std::ranges::find_if(m_probes, [&](const golden::Probe &probe) {
            return probe.function == entry.function && probe.name == entry.name;
        });
        QVERIFY(expected != m_probes.end());
        const Outcome got = entry.call();
        const std::string both = "\n  here:  " + got.words + "\n  torch: " + expected->words;
        QVERIFY2(got.accepted || !got.message.empty(), both.c_str());
        if (entry.verdict == Verdict::same) {
            QVERIFY2(got.accepted == expected->accepted, both.c_str());
            QVERIFY2(got.accepted ? sameWords(got.words, expected->words)
                                  : got.words == expected->words,
                     both.c_str());
        } else {
            QVERIFY2(!got.accepted, both.c_str());
            QVERIFY2(got.words.empty(), both.c_str());
            const bool crashed = expected->words == "signal 11";
            QVERIFY2(expected->accepted || crashed, both.c_str());
        }
    }

    void cleanupTestCase()
    {
        std::map<Verdict, int> count;
        for (const auto &entry : m_table)
            ++count[entry.verdict];
        qInfo("%d as torch, %d stricter, %d that cannot be said here", count[Verdict::same],
              count[Verdict::stricter], count[Verdict::unsaid]);
    }

  private:
    const std::vector<golden::Probe> m_probes = golden::probes();
    const std::vector<Entry> m_table = table();
};

PACKSCOPE_TEST(TestErrors)
#include "tst_errors.moc"
