// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_edits.h"
#include "tests/support/edited_dialog.h"
#include "tests/support/golden.h"
#include "tests/support/test_program.h"
#include "ui/views/model_dialog.h"
#include "ui/views/segmented.h"

#include <QLabel>
#include <QTest>

namespace {

class ShownModel : public tests::EditedDialog<ui::ModelDialog> {
  public:
    explicit ShownModel(core::Document document = *core::exampleDocument("eight"))
        : EditedDialog(std::move(document))
    {
        start();
    }
    void choose(const QString &name, int id)
    {
        for (ui::Segmented *truth : dialog().findChildren<ui::Segmented *>())
            if (truth->accessibleName() == name)
                return truth->findChildren<QAbstractButton *>()[id]->click();
        qFatal("no switch %s", qPrintable(name));
    }
    QString note() const
    {
        QStringList texts;
        for (const QLabel *label : dialog().findChildren<QLabel *>())
            texts += label->text();
        return texts.join(QLatin1Char('\n'));
    }
};

} // namespace

class TestModelDialog : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_model_dialog"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void nothingChangesUntilAPersonDoes()
    {
        ShownModel shown;
        QCOMPARE(shown.undo().count(), 0);
        shown.press("OK");
        QCOMPARE(shown.undo().count(), 0);
    }

    void theSizesFollow()
    {
        ShownModel shown;
        const core::Document before = shown.value();
        shown.type("hidden_size", "3");
        QCOMPARE(shown.value().weights.shape.hiddenSize, 3);
        shown.type("num_layers", "2");
        shown.choose("Bidirectional", 1);
        shown.choose("Biases", 0);
        const core::GruShape &shape = shown.value().weights.shape;
        QVERIFY((shape == core::GruShape{before.weights.shape.inputSize, 3, 2, 2, false}));
        QVERIFY(shown.value().embedding == before.embedding);
        QVERIFY(shown.pictureFollows());
        shown.press("OK");
        QCOMPARE(shown.undo().count(), 1);
        shown.undo().undo();
        QVERIFY(shown.value() == before);
    }

    void theSeedIsTorchs_data()
    {
        QTest::addColumn<std::size_t>("index");
        const auto cases = golden::initCases();
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::newRow(cases[i].name.c_str()) << i;
    }
    /// With an embedding that keeps its size, the GRU is what torch draws first.
    void theSeedIsTorchs()
    {
        QFETCH(std::size_t, index);
        const golden::InitCase expected = golden::initCases()[index];
        const core::GruShape &shape = expected.weights.shape;
        core::Document document = *core::exampleDocument("article");
        document.embedding = core::Tensor<double>({100, shape.inputSize}, 0.5);
        document.weights.shape.inputSize = shape.inputSize;
        for (auto &run : document.weights.runs)
            run.weightIh = core::Tensor<double>(
                {3 * document.weights.shape.hiddenSize, shape.inputSize}, 0.25);
        document.dtype = expected.dtype;
        ShownModel shown(document);
        shown.type("hidden_size", QString::number(shape.hiddenSize));
        shown.type("num_layers", QString::number(shape.numLayers));
        if (shape.directions == 2)
            shown.choose("Bidirectional", 1);
        if (!shape.bias)
            shown.choose("Biases", 0);
        shown.type("seed", QString::number(expected.seed));
        QCOMPARE(shown.error(), QString());
        QVERIFY(shown.value().weights == expected.weights);
    }

    void aModelThatComesBackHasItsNumbers()
    {
        ShownModel shown;
        const core::Document before = shown.value();
        const QString H = shown.field("hidden_size").text();
        shown.type("hidden_size", "3");
        shown.type("hidden_size", H);
        QVERIFY(shown.value() == before);
        QCOMPARE(shown.undo().count(), 0);
    }

    void precisionIsPartOfIt()
    {
        ShownModel shown;
        shown.press("float64");
        QCOMPARE(shown.value().dtype, core::DType::float64);
        QVERIFY(shown.pictureFollows());
        shown.press("Cancel");
        QCOMPARE(shown.value().dtype, core::DType::float32);
        QVERIFY(!shown.open().isModified());
    }

    void whatIsRefusedLeavesTheLastGoodModel_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *key, const char *text, const char *sentence) {
            QTest::addRow("%s = %s", key, text) << key << text << sentence;
        };
        row("rows", "3",
            "the embedding would have 3 rows; the vocabulary has 27 tokens, and each "
            "needs one");
        row("rows", "0", "rows is 0; it must be at least 1");
        row("input_size", "x", "input_size is \"x\"; it must be an integer");
        row("hidden_size", "0", "hidden_size is 0; it must be at least 1");
        row("num_layers", "-1", "num_layers is -1; it must be at least 1");
        row("num_layers", "2000", "num_layers is 2000; it must be at most 1024");
        row("seed", "1.5", "seed is \"1.5\"; it must be an integer of 64 bits");
    }
    void whatIsRefusedLeavesTheLastGoodModel()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        ShownModel shown;
        shown.type("hidden_size", "3");
        const core::Document good = shown.value();
        shown.field(key).enter(text); // pasted, not a key at a time
        QCOMPARE(shown.error().section('\n', 0, 0), sentence);
        QCOMPARE(shown.form().wrongField(), key);
        QVERIFY(shown.value() == good);
        QVERIFY(!shown.button("OK").isEnabled());
    }

    void itSaysWhatGoes()
    {
        core::Document document = *core::exampleDocument("eight");
        document.h0 = core::randomHidden(document, 1);
        document.readout = core::Readout<double>{
            core::Tensor<double>({2, document.weights.shape.hiddenSize}, 0.5), {}, {}};
        ShownModel shown(document);
        QVERIFY(!shown.note().contains("drawn anew"));
        shown.type("hidden_size", "3");
        QVERIFY(!shown.value().h0 && !shown.value().readout);
        const QStringList told = ui::consequences(document, shown.value());
        QCOMPARE(told, (QStringList{"The GRU’s weights are drawn anew.",
                                    "`h_0` would no longer fit: it becomes zeros.",
                                    "The readout goes: it reads another number of units."}));
        QVERIFY(shown.note().contains(ui::richText(told.join(' '))));
        shown.type("input_size", "3");
        QVERIFY(ui::consequences(document, shown.value()).first().startsWith("The embedding"));
    }

    void vectorsKeepTheirSize()
    {
        core::Document document = *core::exampleDocument("eight");
        const core::Index D = document.weights.shape.inputSize;
        document.input = core::DenseInput{core::Tensor<double>({2, 3, D}, 0.5), {3, 2}};
        document.embedding = {};
        document.vocabulary = {};
        ShownModel shown(document);
        QVERIFY(!shown.field("rows").isEnabled() && !shown.field("input_size").isEnabled());
        shown.type("hidden_size", "2");
        QCOMPARE(shown.value().weights.shape.hiddenSize, 2);
        QVERIFY(shown.pictureFollows());
    }
};

PACKSCOPE_WIDGET_TEST(TestModelDialog)
#include "tst_model_dialog.moc"
