// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/run.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace core;

namespace {

using Integers = std::vector<std::int64_t>;

/// Three sequences of tokens through a GRU of the given size.
Document documentOf(Index layers, Index directions)
{
    TorchGenerator generator(5);
    Document document;
    document.input = TokenInput{{{3, 1}, {2}, {4, 5, 1, 2}}, {}};
    document.embedding = generator.normal<double>({6, 3});
    document.weights = initialWeights<double>({3, 4, layers, directions, true}, generator);
    document.h0 = generator.uniform<double>({layers * directions, 3, 4}, -1, 1);
    return document;
}

Result<std::shared_ptr<const Trace>> runOf(const Document &document)
{
    return run(std::make_shared<const Document>(document));
}

} // namespace

class TestRun : public QObject {
    Q_OBJECT

  private slots:
    void whoeverSortsTheAnswerIsTheSame()
    {
        auto document = documentOf(2, 2);
        const auto byTorch = *runOf(document);
        document.options.sort = SortBy::byHand;
        const auto byHand = *runOf(document);
        QCOMPARE(*byTorch->srtidx, (Integers{2, 0, 1}));
        QCOMPARE(*byTorch->invidx, (Integers{1, 2, 0}));
        QCOMPARE(*byTorch->sortedIndices, *byTorch->srtidx);
        QCOMPARE(*byHand->srtidx, *byTorch->srtidx);
        QVERIFY(!byHand->sortedIndices && !byHand->unsortedIndices);
        QCOMPARE(byHand->hN, byTorch->hN);
        QCOMPARE(byHand->paddedOutput, byTorch->paddedOutput);
        QCOMPARE(byHand->packedData, byTorch->packedData);
    }

    void whereNobodySortsThereAreNoIndices()
    {
        auto document = documentOf(1, 1);
        auto &ids = std::get<TokenInput>(document.input).ids;
        document.options.enforceSorted = true;
        QVERIFY(!runOf(document));
        std::swap(ids[0], ids[2]);
        std::swap(ids[1], ids[2]);
        const auto trace = *runOf(document);
        QVERIFY(!trace->srtidx && !trace->invidx && !trace->sortedIndices);
        for (Index b = 0; b < 3; ++b)
            QCOMPARE(trace->slotOf(SequenceIndex(b)), SlotIndex(b));
    }

    void bothLanesAgreeWhereTheyMust()
    {
        for (const DType dtype : {DType::float32, DType::float64}) {
            auto document = documentOf(2, 1);
            document.dtype = dtype;
            document.options.paddedWidth = 6;
            document.options.totalLength = 5;
            const auto trace = *runOf(document);
            QCOMPARE(trace->hN.dtype(), dtype);
            QCOMPARE(trace->paddedWidth(), Index{6});
            QCOMPARE(trace->unpackedWidth(), Index{5});
            QCOMPARE(trace->N(), Index{7});
            QCOMPARE(trace->lastMask.shape, (Shape{3, 5}));
            QCOMPARE(trace->nopackLastMask.shape, (Shape{3, 6}));
            const double limit = dtype == DType::float64 ? 1e-14 : 1e-6;
            for (Index i = 0; i < trace->lastStates.size(); ++i) {
                QVERIFY(std::abs(trace->lastStates[i] - trace->nopackLastStates[i]) < limit);
                QCOMPARE(trace->lastStates[i], trace->lastHidden[i]);
                // Every sequence here is shorter than 6: h after the padding is another state.
                QVERIFY(std::abs(trace->naiveStates[i] - trace->lastStates[i]) > limit);
            }
        }
    }

    void idsAreCarriedAlong()
    {
        auto document = documentOf(1, 1);
        document.options.paddingIdx = -1;
        const auto trace = *runOf(document);
        QCOMPARE(*trace->paddedIds,
                 Tensor<std::int64_t>({3, 4}, {3, 1, 5, 5, 2, 5, 5, 5, 4, 5, 1, 2}));
        QCOMPARE(trace->packedIds->data, (Integers{4, 3, 2, 5, 1, 1, 2}));
        QCOMPARE(trace->packed.batchSizes, (Integers{3, 2, 1, 1}));
        QCOMPARE(trace->padded->batchSizes, Integers(4, 3));
    }

    void idsBeyondALengthChangeThePaddedLaneAlone()
    {
        auto document = documentOf(1, 1);
        document.options.paddingIdx.reset();
        const auto padded = *runOf(document);
        std::get<TokenInput>(document.input).beyond = {{5}, {}, {}};
        const auto other = *runOf(document);
        QCOMPARE(other->paddedIds->at(0, 2), 5);
        QCOMPARE(other->packedData, padded->packedData);
        QCOMPARE(other->hN, padded->hN);
        QCOMPARE(other->nopackLastStates, padded->nopackLastStates);
        QVERIFY(other->naiveStates != padded->naiveStates);
    }

    void theReadoutIsTakenFromAllThreeStates()
    {
        auto document = documentOf(1, 2);
        document.options.paddedWidth = 5;
        QVERIFY((*runOf(document))->readoutPacked.empty());
        Tensor<double> weight({2, 8});
        weight[0] = weight[8 + 7] = 1; // picks out the first and the last feature
        document.readout = Readout<double>{weight, Tensor<double>({2}, {0, 10}), {"a", "b"}};
        document.dtype = DType::float64;
        const auto trace = *runOf(document);
        for (Index b = 0; b < 3; ++b) {
            QCOMPARE(trace->readoutPacked.at(b, 0), trace->lastHidden.at(b, 0));
            QCOMPARE(trace->readoutPacked.at(b, 1), trace->lastHidden.at(b, 7) + 10);
            QCOMPARE(trace->readoutNopack.at(b, 0), trace->nopackLastStates.at(b, 0));
            QCOMPARE(trace->readoutNaive.at(b, 1), trace->naiveStates.at(b, 7) + 10);
        }
    }

    void masksOverPackedRowsLeaveNoPaddedLane()
    {
        auto document = documentOf(2, 1);
        document.options.training = true;
        document.options.dropout = 0.5;
        QVERIFY(!runOf(document));
        document.dropoutMasks = {Tensor<double>({7, 4}, 2)};
        QVERIFY(!(*runOf(document))->padded);
        document.dropoutMasks = {};
        document.options.dropout = 1;
        QVERIFY((*runOf(document))->padded);
        document = documentOf(1, 1);
        document.options.training = true;
        document.options.dropout = 0.5;
        QVERIFY((*runOf(document))->padded);
    }

    void aStoppedRunSaysSo()
    {
        std::stop_source source;
        source.request_stop();
        const auto document = std::make_shared<const Document>(documentOf(1, 1));
        QCOMPARE(run(document, source.get_token()).error().message, "stopped");
    }

    void aBadDocumentIsRefused()
    {
        auto document = documentOf(1, 1);
        std::get<TokenInput>(document.input).ids[1].clear();
        QVERIFY(!runOf(document));
    }
};

PACKSCOPE_TEST(TestRun)
#include "tst_run.moc"
