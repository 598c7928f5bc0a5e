// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/edited_dialog.h"
#include "tests/support/test_program.h"
#include "ui/views/options_dialog.h"
#include "ui/views/segmented.h"

#include <QTest>

using core::Options;

namespace {

class ShownOptions : public tests::EditedDialog<ui::OptionsDialog> {
  public:
    explicit ShownOptions(core::Document document = *core::exampleDocument("eight"))
        : EditedDialog(std::move(document))
    {
        start();
    }
    template <class Editor> Editor &named(const QString &name)
    {
        for (Editor *editor : dialog().findChildren<Editor *>())
            if (editor->accessibleName() == name)
                return *editor;
        qFatal("no editor %s", qPrintable(name));
    }
    void choose(const QString &name, int index)
    {
        named<ui::Segmented>(name).findChildren<QAbstractButton *>()[index]->click();
    }
    Options options() const { return value().options; }
};

} // namespace

class TestOptionsDialog : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_options_dialog"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void eachOptionIsAStep()
    {
        ShownOptions shown;
        const core::Document before = shown.value();
        Options expected = before.options;
        const auto isSet = [&] { return shown.options() == expected && shown.pictureFollows(); };
        shown.type("t_pad", "10");
        expected.paddedWidth = 10;
        QVERIFY(isSet());
        shown.type("total_length", "12");
        expected.totalLength = 12;
        QVERIFY(isSet());
        shown.type("padding_value", "-1.5");
        expected.paddingValue = -1.5;
        QVERIFY(isSet());
        shown.type("padding_idx", "");
        expected.paddingIdx.reset();
        QVERIFY(isSet());
        shown.type("dropout", "0.5");
        expected.dropout = 0.5;
        QVERIFY(isSet());
        shown.choose("Training", 1);
        expected.training = true;
        QVERIFY(isSet());
        shown.choose("Batch first", 0);
        expected.batchFirst = false;
        QVERIFY(isSet());
        shown.choose("Sorting", 1);
        expected.sort = core::SortBy::byHand;
        QVERIFY(isSet());
        shown.choose("Equal lengths", 1);
        expected.tieOrder = core::TieOrder::torch;
        QVERIFY(isSet());
        QCOMPARE(shown.undo().count(), 9);
        while (shown.undo().canUndo())
            shown.undo().undo();
        QVERIFY(shown.value() == before);
        QCOMPARE(shown.field("total_length").text(), QString());
        QCOMPARE(shown.named<ui::Segmented>("Batch first").current(), 1);
        QCOMPARE(shown.named<ui::Segmented>("Sorting").current(), 0);
    }

    void nobodySortsOnlyWhatIsSorted()
    {
        ShownOptions shown;
        const core::Document before = shown.value();
        shown.choose("Sorting", 2);
        QVERIFY(shown.error().startsWith("lengths[1] is 6 after 4; with enforce_sorted lengths "
                                         "must not increase\nPyTorch: `lengths` array must be "
                                         "sorted in decreasing order"));
        QCOMPARE(shown.form().wrongField(), QStringLiteral("enforce_sorted"));
        QVERIFY(shown.value() == before);
        shown.choose("Sorting", 0);
        QCOMPARE(shown.error(), QString());
        core::Document sorted = *core::exampleDocument("one");
        ShownOptions other(sorted);
        other.choose("Sorting", 2);
        QVERIFY(other.options().enforceSorted);
    }

    void whatIsRefusedStaysInItsField_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *key, const char *text, const char *sentence) {
            QTest::addRow("%s = %s", key, text) << key << text << sentence;
        };
        row("t_pad", "7",
            "t_pad is 7; it must be at least 8, the longest length\nPyTorch: start (43) + "
            "length (2) exceeds dimension size (43).");
        row("t_pad", "x", "t_pad is \"x\"; it must be an integer");
        row("total_length", "5",
            "total_length is 5; it must be at least 8, the longest length\nPyTorch: Expected "
            "total_length to be at least the length of the longest sequence in input, but got "
            "total_length=5 and max sequence length being 8");
        row("padding_value", "1,5", "padding_value is \"1,5\"; it must be a number");
        row("padding_value", "inf", "padding_value is \"inf\"; it must be a number");
        row("padding_idx", "27",
            "padding_idx is 27; a table of 27 rows takes -27 to 26\nPyTorch: Padding_idx must be "
            "within "
            "num_embeddings");
        row("dropout", "1.5",
            "dropout is 1.5; it must be from 0 to 1\nPyTorch: dropout should be a number in range "
            "[0, 1] representing the probability of an element being zeroed");
    }
    void whatIsRefusedStaysInItsField()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        ShownOptions shown;
        const core::Document good = shown.value();
        shown.field(key).enter(text);
        QCOMPARE(shown.error(), sentence);
        QCOMPARE(shown.form().wrongField(), key);
        QVERIFY(shown.value() == good);
        QCOMPARE(shown.undo().count(), 0);
        QVERIFY(shown.field(key).property("refused").toBool());
        // Another option can be set all the same; the field then says what holds.
        shown.choose("Batch first", 0);
        QVERIFY(!shown.options().batchFirst);
        QCOMPARE(shown.error(), QString());
        QVERIFY(shown.field(key).text() != text);
    }

    void vectorsComePadded()
    {
        core::Document document = *core::exampleDocument("eight");
        document.input = core::DenseInput{
            core::Tensor<double>({2, 3, document.weights.shape.inputSize}, 0.5), {3, 2}};
        document.embedding = {};
        document.vocabulary = {};
        ShownOptions shown(document);
        QVERIFY(!shown.field("t_pad").isEnabled() && !shown.field("padding_idx").isEnabled());
        shown.type("total_length", "4");
        QCOMPARE(shown.options().totalLength, std::optional<core::Index>(4));
        QVERIFY(shown.pictureFollows());
    }

    void masksAreMissed()
    {
        core::Document document = *core::exampleDocument("two-layers");
        document.options.dropout = 0.5;
        ShownOptions shown(document);
        shown.choose("Training", 1);
        QVERIFY(shown.error().startsWith("dropout_masks is missing"));
        QCOMPARE(shown.form().wrongField(), QStringLiteral("training"));
    }
};

PACKSCOPE_WIDGET_TEST(TestOptionsDialog)
#include "tst_options_dialog.moc"
