// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/document.h"
#include "core/model/limits.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

using Sequences = std::vector<std::vector<std::int64_t>>;

/// V = 5, D = 2, H = 3; all numbers zero.
Document documentOf(Sequences ids)
{
    Document document;
    document.input = TokenInput{std::move(ids), {}};
    document.embedding = Tensor<double>({5, 2});
    document.weights.shape = {2, 3, 1, 1, true};
    for (auto &parameter : parameters(document.weights))
        *parameter.tensor = Tensor<double>(parameter.shape);
    return document;
}

Document denseOf(Shape shape, std::vector<std::int64_t> lengths)
{
    auto document = documentOf({});
    document.embedding = {};
    document.input = DenseInput{Tensor<double>(std::move(shape)), std::move(lengths)};
    return document;
}

QString refusal(const Document &document)
{
    const auto done = check(document);
    return done ? QString() : QString::fromStdString(done.error().message);
}

} // namespace

class TestDocument : public QObject {
    Q_OBJECT

  private slots:
    void namesGoOnBehindZ()
    {
        const std::vector<std::pair<Index, std::string>> names{
            {0, "A"}, {1, "B"}, {25, "Z"}, {26, "AA"}, {27, "AB"}, {701, "ZZ"}, {702, "AAA"}};
        for (const auto &[index, name] : names)
            QCOMPARE(sequenceName(SequenceIndex(index)), name);
    }

    void lengthsAndWidths()
    {
        auto tokens = documentOf({{1}, {1, 2, 3}});
        QCOMPARE(tokens.batchSize(), 2);
        QCOMPARE(tokens.lengths(), (std::vector<std::int64_t>{1, 3}));
        QCOMPARE(tokens.longest(), 3);
        QCOMPARE(tokens.paddedWidth(), 3);
        tokens.options.paddedWidth = 7;
        QCOMPARE(tokens.paddedWidth(), 7);
        QCOMPARE(denseOf({1, 4, 2}, {3}).paddedWidth(), 4);
        QCOMPARE(denseOf({1, 4, 2}, {3}).longest(), 3);
        QCOMPARE(documentOf({}).longest(), 0);
    }

    void whatIsRightIsTaken()
    {
        QCOMPARE(refusal(documentOf({{1, 2}, {0, 0, 4}})), "");
        QCOMPARE(refusal(denseOf({2, 4, 2}, {3, 4})), "");
        auto sortedByHand = documentOf({{1}, {1, 2}});
        sortedByHand.options.sort = SortBy::byHand;
        sortedByHand.options.enforceSorted = true;
        QCOMPARE(refusal(sortedByHand), "");
    }

    void theOrderIsLookedAtBeforeAnyLengthButTheLast()
    {
        auto document = denseOf({3, 4, 2}, {4, 0, 2});
        QVERIFY(check(document).error().torch.starts_with("Length of all samples"));
        document.options.enforceSorted = true;
        QVERIFY(check(document).error().torch.starts_with("`lengths` array must be sorted"));
        std::get<DenseInput>(document.input).lengths = {4, 2, 0};
        QVERIFY(check(document).error().torch.starts_with("Length of all samples"));
        QCOMPARE(refusal(document), "lengths[2] is 0 (sequence C); lengths must be at least 1");
    }

    void aLengthBeyondTheWidthIsRefused()
    {
        // PyTorch packs it in silence; its GRU then misses rows.
        QCOMPARE(check(denseOf({3, 4, 2}, {6, 2, 1})).error().torch,
                 "start (7) + length (1) exceeds dimension size (7).");
    }

    void whatStandsBeyondASequenceIsKept()
    {
        auto document = documentOf({{1, 2, 3}, {4}, {1}});
        document.options.paddedWidth = 4;
        document.options.paddingIdx.reset();
        auto &beyond = std::get<TokenInput>(document.input).beyond;
        beyond = {{}, {2, 3}};
        QCOMPARE(refusal(document), "");
        QCOMPARE(*paddedIdsOf(document),
                 Tensor<std::int64_t>({3, 4}, {1, 2, 3, 0, 4, 2, 3, 0, 1, 0, 0, 0}));
        document.options.paddingIdx = -1;
        QCOMPARE(*paddedIdsOf(document),
                 Tensor<std::int64_t>({3, 4}, {1, 2, 3, 4, 4, 2, 3, 4, 1, 4, 4, 4}));
        beyond = {{2, 2, 2}, {2, 2, 2, 2}, {}, {1}}; // more than there are cells and rows
        QCOMPARE(*paddedIdsOf(document),
                 Tensor<std::int64_t>({3, 4}, {1, 2, 3, 2, 4, 2, 2, 2, 1, 4, 4, 4}));
        beyond = {{}, {2, 5}};
        QCOMPARE(refusal(document), "input.padded_ids[1][2] is 5 (sequence B); ids must be 0 to 4, "
                                    "the rows of the embedding");
    }

    void aWidthlessVectorIsRefused()
    {
        QCOMPARE(check(denseOf({1, 2, 0}, {2})).error().torch, "Cannot pack empty tensors.");
        QCOMPARE(refusal(denseOf({1, 2}, {2})),
                 "input.padded has shape [1, 2]; it must be [B, t_pad, D]");
        QCOMPARE(check(denseOf({0, 2, 2}, {})).error().torch, "Cannot pack empty tensors.");
        auto tokens = documentOf({{1}});
        tokens.embedding = Tensor<double>({5, 0});
        QCOMPARE(check(tokens).error().torch, "Cannot pack empty tensors.");
        tokens.embedding = Tensor<double>({0, 2});
        tokens.options.paddingIdx.reset();
        QCOMPARE(check(tokens).error().torch,
                 "index_select(): self indexing axis dim should be positive");
    }

    void weightsMustBeThoseOfTheirShape()
    {
        auto document = documentOf({{1}});
        document.weights.runs[0].biasIh = Tensor<double>({8});
        QCOMPARE(refusal(document), "weights: bias_ih_l0 has shape [8]; it must be [9]");
        QCOMPARE(check(document).error().torch,
                 "The expanded size of the tensor (9) must match the existing size (8) at "
                 "non-singleton dimension 1.  Target sizes: [1, 9].  Tensor sizes: [8]");
        document.weights.shape.numLayers = 2;
        QCOMPARE(refusal(document), "weights: the GRU has parameters for 1 runs; num_layers and "
                                    "bidirectional ask for 2");
        document.weights.shape.numLayers = Index{1} << 40;
        QCOMPARE(refusal(document), "config.num_layers is 1099511627776; it must be at most 1024");
    }

    void textsMustBeAsManyAsSequences()
    {
        auto document = documentOf({{1}, {2}});
        std::get<TokenInput>(document.input).texts = {"a"};
        QCOMPARE(refusal(document), "input.sequences holds 1 texts for 2 sequences");
    }

    void hiddenStatesAreLookedAtInSortedOrder()
    {
        auto document = documentOf({{1}, {1, 2}, {1, 2, 3}});
        document.h0 = Tensor<double>({1, 1, 3});
        QCOMPARE(check(document).error().torch,
                 "INDICES element is out of DATA bounds, id=2 axis_dim=1");
        document.h0 = Tensor<double>({3, 5}); // five columns, of which three are taken
        QCOMPARE(check(document).error().torch, "Expected hidden size (1, 3, 3), got [3, 3]");
        document.h0 = Tensor<double>({1, 4, 3});
        QCOMPARE(check(document).error().torch, ""); // PyTorch takes the first three in silence
        QVERIFY(!check(document));
    }

    void sizesAreBounded()
    {
        QCOMPARE(boundedElements({2, 3}), std::optional<Index>(6));
        QCOMPARE(boundedElements({}), std::optional<Index>(1));
        QCOMPARE(boundedElements({0, 5}), std::optional<Index>(0));
        QCOMPARE(boundedElements({-1}), std::nullopt);
        QCOMPARE(boundedElements({0, maxElements + 1}), std::nullopt);
        QCOMPARE(boundedElements({maxElements, 2}), std::nullopt);
        QCOMPARE(boundedElements({Index{1} << 62, 4}), std::nullopt);
        QVERIFY(checkLimits({1000, 1000, 3, 2, true}));
        QVERIFY(!checkLimits({1, 5000, 1, 1, true}));
        QVERIFY(!checkLimits({Index{1} << 62, 1, 1, 1, true}));
        QVERIFY(!checkLimits({1, 2000, 1024, 2, true}));
    }
};

PACKSCOPE_TEST(TestDocument)
#include "tst_document.moc"
