// SPDX-License-Identifier: GPL-3.0-or-later
// What a row says of its reading, from an edit to the trace that follows.
#include "core/io/examples.h"
#include "core/pipeline/run.h"
#include "tests/support/test_program.h"
#include "ui/models/sequence_model.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"

#include <QAbstractItemModelTester>
#include <QTest>

using ui::SequenceModel;

namespace {

/// An open example with its list, read when it is told to.
class OpenedSequences {
  public:
    explicit OpenedSequences(std::string_view example) : m_document(*core::exampleDocument(example))
    {
    }

    ui::Editing &editing() { return m_editing; }
    SequenceModel &model() { return m_model; }
    [[nodiscard]] const core::Trace &read()
    {
        m_trace = *core::run(m_document.value());
        m_model.setTrace(m_trace);
        return *m_trace;
    }
    [[nodiscard]] QString language(int row) const
    {
        return m_model.data(m_model.index(row), SequenceModel::readingRole)
            .value<ui::Reading>()
            .name;
    }
    [[nodiscard]] bool isOld(int row) const
    {
        return m_model.data(m_model.index(row), SequenceModel::readingIsOldRole).toBool();
    }
    [[nodiscard]] QString tip(int row) const
    {
        return m_model.data(m_model.index(row), Qt::ToolTipRole).toString();
    }

  private:
    ui::OpenDocument m_document;
    ui::Editing m_editing{m_document};
    SequenceModel m_model{m_editing};
    QAbstractItemModelTester m_tester{&m_model,
                                      QAbstractItemModelTester::FailureReportingMode::QtTest};
    std::shared_ptr<const core::Trace> m_trace;
};

} // namespace

class TestSequenceModel : public QObject {
    Q_OBJECT

  private slots:
    void aRowThatIsTypedOverHasAnOldReading()
    {
        OpenedSequences words("words");
        QCOMPARE(words.language(3), QString());
        (void)words.read();
        QCOMPARE(words.language(3), QStringLiteral("Italian"));
        QVERIFY(words.editing().type(3, QStringLiteral("schmetterling")));
        QVERIFY(words.isOld(3) && !words.isOld(2));
        QCOMPARE(words.language(3), QStringLiteral("Italian"));
        QVERIFY(!words.tip(3).contains(QLatin1Char('\n')) &&
                words.tip(2).contains(QLatin1Char('\n')));
        (void)words.read();
        QVERIFY(!words.isOld(3));
        QCOMPARE(words.language(3), QStringLiteral("German"));
    }

    void noRowHasTheReadingOfAnother()
    {
        OpenedSequences words("words");
        (void)words.read();
        QVERIFY(words.editing().remove({1}));
        QCOMPARE(words.language(0), QStringLiteral("Spanish")); // stands where it stood
        for (const int row : {1, 2, 3})
            QCOMPARE(words.language(row), QString());
        (void)words.read();
        QCOMPARE(words.language(2), QStringLiteral("Italian"));
        QVERIFY(words.editing().insert(4, {QStringLiteral("hello")}));
        QCOMPARE(words.language(4), QString());
        QCOMPARE(words.language(2), QStringLiteral("Italian"));
    }

    void anotherModelMakesAllReadingsOld()
    {
        OpenedSequences words("words");
        (void)words.read();
        core::Document document = words.editing().document();
        document.readout->bias[0] += 100;
        QVERIFY(words.editing().take(document, QStringLiteral("Bias")));
        QVERIFY(words.isOld(0) && words.isOld(4));
        (void)words.read();
        QVERIFY(!words.isOld(0));
        QCOMPARE(words.language(4), QString::fromStdString(document.readout->classes[0]));
        document.readout.reset();
        QVERIFY(words.editing().take(document, QStringLiteral("Readout")));
        QCOMPARE(words.language(4), QString());
    }

    /// Masks over packed rows leave no padded lane, and nothing to be said of it.
    void withoutAPaddedLane()
    {
        OpenedSequences words("words");
        core::Document document = words.editing().document();
        QVERIFY(words.read().padded);
        QVERIFY(words.tip(0).contains(QStringLiteral("After the padding")));
        core::TorchGenerator generator(1);
        core::GruShape shape = document.weights.shape;
        shape.numLayers = 2;
        document.weights = core::initialWeights<float>(shape, generator).cast<double>();
        document.options.training = true;
        document.options.dropout = 0.5;
        core::Index N = 0;
        for (const std::int64_t length : document.lengths())
            N += length;
        document.dropoutMasks = {core::Tensor<double>({N, shape.hiddenSize}, 2.0)};
        QVERIFY(words.editing().take(document, QStringLiteral("Dropout")));
        QVERIFY(!words.read().padded);
        QVERIFY(words.tip(0).contains(QStringLiteral("Packed, it is read as ")));
        QVERIFY(!words.tip(0).contains(QStringLiteral("After the padding")));
    }

    void aModelWithoutAReadoutReadsNothing()
    {
        OpenedSequences eight("eight");
        (void)eight.read();
        QCOMPARE(eight.language(0), QString());
        QCOMPARE(eight.tip(0), QStringLiteral("A: wind, length 4"));
    }

    void notANumberIsSaid()
    {
        OpenedSequences words("words");
        core::Document document = words.editing().document();
        document.readout->bias[0] = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(words.editing().take(document, QStringLiteral("Bias")));
        (void)words.read();
        QCOMPARE(words.language(0), QStringLiteral("nan"));
        QVERIFY(words.tip(0).contains(QStringLiteral("read as nan\n")));
    }
};

PACKSCOPE_TEST(TestSequenceModel)
#include "tst_sequence_model.moc"
