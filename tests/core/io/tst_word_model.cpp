// SPDX-License-Identifier: GPL-3.0-or-later
// The word model, read by the engine: what the card says of it, and what the script that trained it says of
// each word.
#include "core/io/examples.h"
#include "core/io/model_document.h"
#include "core/pipeline/run.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTest>

using namespace core;

namespace {

constexpr std::size_t readAtOnce = 50; // as the script does

struct Line {
    std::string word, language, packed, naive;
};

std::vector<Line> unseenWords()
{
    QFile file(QStringLiteral(PACKSCOPE_SOURCE_DIR "/resources/models/words_unseen.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("words_unseen.tsv cannot be read");
    std::vector<Line> lines;
    const QStringList rows =
        QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &row : rows.mid(1)) {
        const QStringList cells = row.split(QLatin1Char('\t'));
        lines.push_back({cells[0].toStdString(), cells[1].toStdString(), cells[2].toStdString(),
                         cells[3].toStdString()});
    }
    return lines;
}

std::string best(const Document &document, const RealTensor &logits, Index row)
{
    Index best = 0;
    for (Index c = 1; c < logits.extent(1); ++c)
        if (logits.at(row, c) > logits.at(row, best))
            best = c;
    return document.readout->classes[static_cast<std::size_t>(best)];
}

} // namespace

class TestWordModel : public QObject {
    Q_OBJECT

  private slots:
    void theExampleHoldsTheModelOfTheFile()
    {
        const auto file =
            WeightFile::open(PACKSCOPE_SOURCE_DIR "/resources/models/words.safetensors");
        QVERIFY(file);
        const auto taken = takeModel(*file, *likeliestGru(*file));
        QVERIFY(taken);
        const Document example = *exampleDocument("words");
        QCOMPARE(taken->weights, example.weights);
        QCOMPARE(*taken->embedding, example.embedding);
        QCOMPARE(taken->readout->weight, example.readout->weight);
        QCOMPARE(taken->readout->bias, example.readout->bias);
    }

    void theExamplesWordsAreRightPackedAndSpoiledByPads()
    {
        const Document example = *exampleDocument("words");
        const auto trace = *run(std::make_shared<const Document>(example));
        const auto lines = unseenWords();
        for (Index b = 0; b < trace->B(); ++b) {
            const auto &word =
                std::get<TokenInput>(example.input).texts[static_cast<std::size_t>(b)];
            const auto line = std::ranges::find(lines, word, &Line::word);
            QVERIFY(line != lines.end());
            QCOMPARE(best(example, trace->readoutPacked, b), line->language);
            const bool hasPads = trace->lengthOf(SequenceIndex(b)) < trace->paddedWidth();
            QCOMPARE(best(example, trace->readoutNaive, b) != line->language, hasPads);
        }
    }

    /// At least nine of ten right when packed, far fewer from the end of the padding; and the engine and the
    /// script say the same of every word.
    void unseenWordsAsTheScriptReadThem()
    {
        Document document = *exampleDocument("words");
        const auto lines = unseenWords();
        QVERIFY(lines.size() >= 2000);
        int right = 0, naive = 0, other = 0;
        for (std::size_t first = 0; first < lines.size(); first += readAtOnce) {
            TokenInput input;
            const std::size_t end = std::min(first + readAtOnce, lines.size());
            for (std::size_t i = first; i < end; ++i) {
                input.texts.push_back(lines[i].word);
                input.ids.push_back(*tokenize(document.vocabulary, lines[i].word));
            }
            document.input = std::move(input);
            const auto trace = *run(std::make_shared<const Document>(document));
            for (std::size_t i = first; i < end; ++i) {
                const auto b = static_cast<Index>(i - first);
                const std::string packed = best(document, trace->readoutPacked, b);
                const std::string byPads = best(document, trace->readoutNaive, b);
                right += packed == lines[i].language ? 1 : 0;
                naive += byPads == lines[i].language ? 1 : 0;
                other += packed == lines[i].packed && byPads == lines[i].naive ? 0 : 1;
            }
        }
        const double total = static_cast<double>(lines.size());
        qInfo("packed %.4f, naive %.4f", right / total, naive / total);
        QCOMPARE(other, 0);
        QVERIFY(right / total >= 0.9);
        QVERIFY(naive / total <= 0.5);
    }
};

PACKSCOPE_TEST(TestWordModel)
#include "tst_word_model.moc"
