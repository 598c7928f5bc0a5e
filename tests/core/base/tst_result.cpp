// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <memory>

using core::Done;
using core::Error;
using core::Result;

class TestResult : public QObject {
    Q_OBJECT

  private slots:
    void aValueIsOk()
    {
        const Result<int> result = 7;
        QVERIFY(result.ok());
        QVERIFY(static_cast<bool>(result));
        QCOMPARE(*result, 7);
        QCOMPARE(result.value(), 7);
    }

    void anErrorIsNot()
    {
        const Result<int> result = Error{"the rule and the value", "torch's words"};
        QVERIFY(!result);
        QCOMPARE(result.error().message, "the rule and the value");
        QCOMPARE(result.error().torch, "torch's words");
    }

    void aResultMayHoldAnErrorAsItsValue()
    {
        // Two alternatives of one type: only the place tells them apart.
        const Result<std::string> text = std::string("fine");
        QVERIFY(text.ok());
        QCOMPARE(text->size(), 4u);
    }

    void aValueCanBeMovedOut()
    {
        Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
        const std::unique_ptr<int> taken = *std::move(result);
        QCOMPARE(*taken, 3);
    }

    void aValueCanBeChanged()
    {
        Result<std::string> result = std::string("a");
        *result += "b";
        result->push_back('c');
        QCOMPARE(*result, "abc");
    }

    void anErrorIsToldFromFurtherOut()
    {
        const Error error = Error{"it is 0", "words"}.at("lengths").at("file.packscope");
        QCOMPARE(error.message, "file.packscope: lengths: it is 0");
        QCOMPARE(error.torch, "words");
    }

    void doneHasNothingToSay()
    {
        const Result<Done> result = Done{};
        QVERIFY(result.ok());
    }
};

PACKSCOPE_TEST(TestResult)
#include "tst_result.moc"
