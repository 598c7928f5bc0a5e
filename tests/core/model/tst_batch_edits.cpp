// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "core/io/document_writer.h"
#include "core/io/examples.h"
#include "core/model/batch_edits.h"
#include "tests/support/test_program.h"

#include <QtTest/QTest>

#include <random>

using namespace core;

namespace {

const TokenInput &tokens(const Document &document)
{
    return std::get<TokenInput>(document.input);
}

std::vector<std::string> textsOf(const Document &document)
{
    std::vector<std::string> texts;
    for (Index b = 0; b < document.batchSize(); ++b)
        texts.push_back(typedText(document, SequenceIndex(b)));
    return texts;
}

/// Each sequence has a state of its own: its number, everywhere.
Document withNumberedStates(Document document)
{
    const GruShape &shape = document.weights.shape;
    const Index B = document.batchSize();
    Tensor<double> h0({shape.runs(), B, shape.hiddenSize});
    for (Index i = 0; i < h0.size(); ++i)
        h0[i] = static_cast<double>(i / shape.hiddenSize % B) + 1;
    document.h0 = h0;
    return document;
}

std::vector<double> firstStates(const Document &document)
{
    std::vector<double> states;
    for (Index b = 0; b < document.batchSize(); ++b)
        states.push_back(document.h0->at(0, b, 0));
    return states;
}

Document dense()
{
    Document document = *exampleDocument("eight");
    Tensor<double> padded({3, 4, 5});
    for (Index i = 0; i < padded.size(); ++i)
        padded[i] = static_cast<double>(i);
    document.input = DenseInput{padded, {4, 2, 3}};
    document.embedding = {};
    return document;
}

/// Written and read again. A document that cannot be read is a failure.
Document readBack(const Document &document)
{
    const auto read = parseDocument(documentText(document), {});
    if (!read)
        qFatal("%s", read.error().message.c_str());
    return *read;
}

using Texts = std::vector<std::string>;

} // namespace

class TestBatchEdits : public QObject {
    Q_OBJECT

  private slots:
    void typing()
    {
        const Document after = *withTyped(*exampleDocument("eight"), SequenceIndex(1), "hill");
        QCOMPARE(typedText(after, SequenceIndex(1)), std::string("hill"));
        QCOMPARE(tokens(after).ids[1].size(), std::size_t{4});
        QCOMPARE(after.batchSize(), Index{8});
        const auto empty = withTyped(*exampleDocument("eight"), SequenceIndex(1), "");
        QVERIFY(!empty);
        QCOMPARE(empty.error().message, std::string("a sequence needs at least one token"));
    }

    void unknownLettersFollowTheRule()
    {
        Document document = *exampleDocument("eight");
        document.vocabulary.unknown = UnknownTokens::refuse;
        QVERIFY(!withTyped(document, SequenceIndex(0), "größe"));

        document.vocabulary.unknown = UnknownTokens::map;
        QVERIFY(!withTyped(document, SequenceIndex(0), "größe")); // there is no <unk>

        document.vocabulary.unknown = UnknownTokens::add;
        const Index V = document.embedding.extent(0);
        const auto added = withTyped(document, SequenceIndex(0), "größe");
        QVERIFY(added);
        QCOMPARE(added->embedding.extent(0), V + 2);
        QCOMPARE(added->vocabulary.tokens.back(), std::string("ß"));
        QCOMPARE(tokens(*added).ids[0][2], V);
        QVERIFY(added->embedding.at(V, 0) != added->embedding.at(V + 1, 0));
        // The same letter gets the same numbers whenever it is typed.
        const auto again = withTyped(document, SequenceIndex(3), "ö");
        QCOMPARE(again->embedding.at(V, 0), added->embedding.at(V, 0));
        QCOMPARE(readBack(*added), *added);
    }

    void aNegativePaddingRowStaysWhereItIs()
    {
        Document document = *exampleDocument("eight");
        document.vocabulary.unknown = UnknownTokens::add;
        document.options.paddingIdx = -1;
        const Index V = document.embedding.extent(0);
        QCOMPARE(withTyped(document, SequenceIndex(0), "ß")->options.paddingIdx, V - 1);
    }

    void idsAreTypedWhereThereIsNoVocabulary()
    {
        const Document article = *exampleDocument("article");
        QCOMPARE(typedText(article, SequenceIndex(0)), std::string("38 20 4"));
        const auto after = withTyped(article, SequenceIndex(1), "[7, 8; 9]");
        QVERIFY(after);
        QCOMPARE(tokens(*after).ids[1], (std::vector<std::int64_t>{7, 8, 9}));
        QCOMPARE(withTyped(article, SequenceIndex(1), "7 x").error().message,
                 std::string("\"x\" is not an id; ids are whole numbers"));
        QVERIFY(withTyped(article, SequenceIndex(1), "1000").error().message.find("0 to 999") !=
                std::string::npos);
    }

    void insertingRemovingDuplicatingMoving()
    {
        const Document start = withNumberedStates(*exampleDocument("eight"));
        const Texts texts{"sea", "sky"};
        const Document more = *withInserted(start, 2, texts);
        QCOMPARE(textsOf(more), (Texts{"wind", "meadow", "sea", "sky", "mountain", "river", "lake",
                                       "sun", "harvest", "starling"}));
        QCOMPARE(firstStates(more), (std::vector<double>{1, 2, 0, 0, 3, 4, 5, 6, 7, 8}));
        const std::vector<Index> rows{2, 3};
        QCOMPARE(*withoutSequences(more, rows), start);
        const Document twice = *withDuplicate(start, SequenceIndex(5));
        QCOMPARE(textsOf(twice)[6], std::string("sun"));
        QCOMPARE(firstStates(twice), (std::vector<double>{1, 2, 3, 4, 5, 6, 6, 7, 8}));
        const Document moved = *withMoved(start, 0, 7);
        QCOMPARE(textsOf(moved).back(), std::string("wind"));
        QCOMPARE(firstStates(moved).back(), 1.0);
        QCOMPARE(*withMoved(moved, 7, 0), start);
        std::vector<Index> all{0, 1, 2, 3, 4, 5, 6, 7};
        QVERIFY(!withoutSequences(start, all));
    }

    void aLineThatCannotBeReadIsNamed()
    {
        const Texts texts{"sea", "42"};
        Document document = *exampleDocument("eight");
        document.vocabulary.unknown = UnknownTokens::refuse;
        const auto refused = withInserted(document, 0, texts);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.starts_with("line 2: "));
    }

    void lengths()
    {
        QCOMPARE(typedText(*withLength(*exampleDocument("eight"), SequenceIndex(0), 2),
                           SequenceIndex(0)),
                 std::string("wi"));
        QCOMPARE(typedText(*withLength(*exampleDocument("eight"), SequenceIndex(0), 7),
                           SequenceIndex(0)),
                 std::string("windwin"));
        QVERIFY(!withLength(*exampleDocument("eight"), SequenceIndex(0), 0));
        Document wide = *exampleDocument("eight");
        wide.options.paddedWidth = 9;
        wide.options.totalLength = 8;
        const auto longer = withLength(wide, SequenceIndex(0), 12);
        QCOMPARE(longer->options.paddedWidth, Index{12});
        QCOMPARE(longer->options.totalLength, Index{12});
        QCOMPARE(withLength(wide, SequenceIndex(0), 9)->options.paddedWidth, Index{9});
    }

    void oneToken()
    {
        const auto after =
            withToken(*exampleDocument("eight"), SequenceIndex(0), StepIndex(0), "k");
        QCOMPARE(typedText(*after, SequenceIndex(0)), std::string("kind"));
        QCOMPARE(withToken(*exampleDocument("eight"), SequenceIndex(0), StepIndex(0), "kl")
                     .error()
                     .message,
                 std::string("\"kl\" is 2 tokens; a cell holds one"));
    }

    void vectorsFollowTheirRows()
    {
        const Document start = dense();
        const Document moved = *withMoved(start, 2, 0);
        QCOMPARE(moved.lengths(), (std::vector<std::int64_t>{3, 4, 2}));
        QCOMPARE(std::get<DenseInput>(moved.input).padded.at(0, 0, 0), 40.0);
        const Document longer = *withLength(start, SequenceIndex(1), 6);
        QCOMPARE(longer.paddedWidth(), Index{6});
        QCOMPARE(std::get<DenseInput>(longer.input).padded.at(1, 3, 0), 35.0);
        QCOMPARE(std::get<DenseInput>(longer.input).padded.at(1, 4, 0), 0.0);
        QVERIFY(!withTyped(start, SequenceIndex(0), "wind"));
        const Texts texts{"x"};
        QVERIFY(!withInserted(start, 0, texts));
    }

    /// Two tokens that together look like a third: the batch goes on as ids, which say what is meant.
    void textThatWouldSplitOtherwiseBecomesIds()
    {
        Document document = *exampleDocument("eight");
        document.vocabulary.tokens.push_back("in");
        document.embedding = Tensor<double>({std::ssize(document.vocabulary.tokens), 5}, 0.5);
        document = *withTyped(document, SequenceIndex(0), "wxnd");
        const auto after = withToken(document, SequenceIndex(0), StepIndex(1), "i");
        QVERIFY(tokens(*after).texts.empty());
        QCOMPARE(tokens(*after).ids[0].size(), std::size_t{4});
        QCOMPARE(tokens(readBack(*after)).ids, tokens(*after).ids);
    }

    void wordsAreTokensToo()
    {
        Document document = *exampleDocument("eight");
        document.vocabulary = {{"<pad>", "the", "cat"}, true, UnknownTokens::add};
        document.input = TokenInput{{{1, 2}}, {"the cat"}};
        document.embedding = Tensor<double>({3, 5}, 0.5);
        const auto after = withTyped(document, SequenceIndex(0), "the  black cat");
        QCOMPARE(tokens(*after).ids[0], (std::vector<std::int64_t>{1, 3, 2}));
        QCOMPARE(withLength(*after, SequenceIndex(0), 2)->vocabulary.tokens.size(), std::size_t{4});
        QCOMPARE(typedText(*withLength(*after, SequenceIndex(0), 2), SequenceIndex(0)),
                 std::string("the black"));
        QCOMPARE(readBack(*after), *after);
    }

    void masksBelongToTheirRows()
    {
        Document document = *exampleDocument("two-layers");
        document.options.training = true;
        document.options.dropout = 0.5;
        Index N = 0;
        for (const auto length : document.lengths())
            N += length;
        document.dropoutMasks = {Tensor<double>({N, 4}, 2.0)};
        QVERIFY(check(document));
        QVERIFY(!withLength(document, SequenceIndex(0), 2));
    }

    void linesOfTextAndOfCsv()
    {
        QCOMPARE(typedLines("\xEF\xBB\xBFwind\r\n\n  sun \nthe cat"),
                 (Texts{"wind", "sun", "the cat"}));
        QCOMPARE(typedLines("38,20,4\n81\n"), (Texts{"38,20,4", "81"}));
    }

    /// Whatever is done in whatever order: the document can be run and read back, and rows keep their states.
    void streamsOfEdits()
    {
        for (unsigned seed = 0; seed < 200; ++seed) {
            std::mt19937 random(seed);
            const auto below = [&](Index n) {
                return static_cast<Index>(random() % static_cast<std::uint64_t>(n));
            };
            Document document = seed % 3 == 0   ? dense()
                                : seed % 3 == 1 ? withNumberedStates(*exampleDocument("eight"))
                                                : *exampleDocument("article");
            for (int edit = 0; edit < 25; ++edit) {
                const Index B = document.batchSize();
                const SequenceIndex b(below(B));
                const std::vector<Index> rows{b.value()};
                const Texts texts{seed % 3 == 2 ? "7 8 9" : "sea", seed % 3 == 2 ? "1" : "b"};
                const auto after = [&]() -> Result<Document> {
                    switch (below(7)) {
                    case 0:
                        return withTyped(document, b, texts[static_cast<std::size_t>(below(2))]);
                    case 1:
                        return withInserted(document, below(B + 1), texts);
                    case 2:
                        return withoutSequences(document, rows);
                    case 3:
                        return withDuplicate(document, b);
                    case 4:
                        return withMoved(document, b.value(), below(B));
                    case 5:
                        return withLength(document, b, below(12));
                    default:
                        return withToken(document, b, StepIndex(0), texts[1]);
                    }
                }();
                if (!after) {
                    QVERIFY(!after.error().message.empty());
                    continue;
                }
                document = *after;
                QVERIFY(check(document));
                if (document.h0)
                    QCOMPARE(document.h0->extent(1), document.batchSize());
            }
            QCOMPARE(readBack(document), document);
        }
    }
};

PACKSCOPE_TEST(TestBatchEdits)
#include "tst_batch_edits.moc"
