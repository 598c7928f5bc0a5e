// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/examples.h"
#include "core/io/random_document.h"
#include "core/model/model_edits.h"
#include "tests/support/test_program.h"

#include <QtTest/QTest>

#include <set>

using namespace core;

class TestModelEdits : public QObject {
    Q_OBJECT

  private slots:
    /// As the notebook draws: one stream for the table and then the GRU.
    void anotherModelHoldsTorchsNumbers()
    {
        const Document random = randomDocument({7, 2, 3, 50, 6, 4, 0, 50});
        // The stream of the notebook has drawn ids and lengths before; here it begins with the table.
        TorchGenerator generator(7);
        Document expected = random;
        (void)generator.normal<float>({60, 3});
        expected.weights = initialWeights<float>({3, 9, 2, 2, true}, generator).cast<double>();
        const auto after = withModel(random, {60, {3, 9, 2, 2, true}, 7});
        QVERIFY(after);
        QCOMPARE(after->weights, expected.weights);
        QCOMPARE(after->embedding.shape, (Shape{60, 3}));
        QCOMPARE(after->embedding.at(0, 0), 0.0); // the padding row
        // A table of the same size stays.
        const auto other = withModel(random, {50, {6, 5, 1, 1, false}, 7});
        QCOMPARE(other->embedding, random.embedding);
        TorchGenerator again(7);
        QCOMPARE(other->weights,
                 (initialWeights<float>({6, 5, 1, 1, false}, again).cast<double>()));
    }

    void whatNoLongerFitsGoes()
    {
        Document document =
            *withHidden(*exampleDocument("eight"), randomHidden(*exampleDocument("eight"), 3));
        document.readout = Readout<double>{Tensor<double>({2, 4}, 1.0), Tensor<double>({2}), {}};
        ModelSpec spec = modelSpecOf(document);
        spec.seed = 5;
        QVERIFY(withModel(document, spec)->h0 && withModel(document, spec)->readout);
        spec.shape.hiddenSize = 6;
        const auto after = withModel(document, spec);
        QVERIFY(after && !after->h0 && !after->readout);
        spec.V = 3;
        QVERIFY(withModel(document, spec).error().message.find("vocabulary") != std::string::npos);
        spec.shape.hiddenSize = 0;
        QCOMPARE(withModel(document, spec).error().message,
                 std::string("config.hidden_size is 0; it must be at least 1"));
    }

    void hiddenStates()
    {
        const auto h0 = randomHidden(*exampleDocument("eight"), 3);
        QCOMPARE(h0.shape, (Shape{1, 8, 4}));
        QCOMPARE(TorchGenerator(3).normal<float>({1, 8, 4}).cast<double>(), h0);
        QVERIFY(!withHidden(*exampleDocument("eight"), Tensor<double>({1, 7, 4})));
        QVERIFY(!withHidden(*withHidden(*exampleDocument("eight"), h0), std::nullopt)->h0);
    }

    void options()
    {
        Options options = exampleDocument("eight")->options;
        options.enforceSorted = true;
        const auto refused = withOptions(*exampleDocument("eight"), options);
        QVERIFY(!refused);
        QVERIFY(!refused.error().torch.empty());
        options = exampleDocument("eight")->options;
        options.totalLength = 11;
        QCOMPARE(withOptions(*exampleDocument("eight"), options)->options.totalLength, Index{11});
    }

    void float32RoundsAndStays()
    {
        Document document = *withPrecision(*exampleDocument("eight"), DType::float64);
        const ParameterRef bias{ParameterRef::Kind::biasIh};
        document = *withNumber(document, bias, 0, 0.1);
        QCOMPARE(tensorOf(document, bias)[0], 0.1);
        document = *withPrecision(document, DType::float32);
        QCOMPARE(tensorOf(document, bias)[0], static_cast<double>(0.1F));
    }

    void everyNumberCanBeChanged()
    {
        Document document = *exampleDocument("bidirectional");
        document = *withHidden(document, randomHidden(document, 1));
        document.readout = Readout<double>{Tensor<double>({2, 8}, 1.0), Tensor<double>({2}), {}};
        std::set<std::string> names;
        for (const ParameterRef &parameter : parametersOf(document)) {
            names.insert(nameOf(parameter));
            const Index last = tensorOf(document, parameter).size() - 1;
            const auto after = withNumber(document, parameter, last, 2.5);
            QVERIFY(after);
            QCOMPARE(tensorOf(*after, parameter)[last], 2.5);
            QVERIFY(*after != document);
        }
        QCOMPARE(names.size(), std::size_t{1 + 8 + 1 + 2});
        QVERIFY(names.contains("weight_hh_l0_reverse"));
    }

    void vocabularies()
    {
        const Document start = *exampleDocument("eight");
        const auto mapped = withVocabularyRules(start, false, UnknownTokens::map);
        QCOMPARE(mapped->vocabulary.tokens.back(), std::string("<unk>"));
        QCOMPARE(mapped->embedding.extent(0), start.embedding.extent(0) + 1);
        QCOMPARE(std::get<TokenInput>(mapped->input), std::get<TokenInput>(start.input));
        QCOMPARE(*withVocabularyRules(*mapped, false, UnknownTokens::map), *mapped);

        auto tokens = start.vocabulary.tokens;
        tokens[1] = "α";
        const auto renamed = withVocabulary(start, tokens);
        QCOMPARE(renamed->lengths(), start.lengths());
        tokens[2] = "α";
        QCOMPARE(withVocabulary(start, tokens).error().message,
                 std::string("token 2 is \"α\" again; each token is another text"));
        tokens.resize(100, "x");
        QVERIFY(!withVocabulary(start, tokens));
        QVERIFY(
            !withVocabularyRules(*withVocabulary(start, {"a", "b"}), false, UnknownTokens::map));
    }
};

PACKSCOPE_TEST(TestModelEdits)
#include "tst_model_edits.moc"
