// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/gru.h"
#include "core/pipeline/run.h"
#include "core/pipeline/unpack.h"
#include "tests/support/test_program.h"

#include <QTest>
#include <rapidcheck.h>

#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <sstream>

namespace {

using namespace core;
using Integers = std::vector<std::int64_t>;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// A random batch and a random model. Sizes are drawn, and shrunk where a property fails; the
/// numbers follow from the sizes and one seed.
struct Batch {
    Integers lengths;
    Index T = 1; ///< width of the padded batch
    GruShape shape;
    bool hasStart = false;
    Layout layout = Layout::timeFirst;
    TieOrder ties = TieOrder::stable;
    bool enforceSorted = false; ///< then the lengths do not increase
    std::uint64_t seed = 0;

    [[nodiscard]] Index B() const { return static_cast<Index>(lengths.size()); }
    [[nodiscard]] Index lengthOf(Index b) const { return lengths[static_cast<std::size_t>(b)]; }
    [[nodiscard]] PackOptions packOptions() const { return {layout, enforceSorted, ties}; }
    /// [B, T, D], real cells and padding alike.
    [[nodiscard]] Tensor<double> cells() const
    {
        TorchGenerator generator(seed);
        return generator.uniform<double>({B(), T, shape.inputSize}, -3, 3);
    }
    /// The same, laid out as `layout` says.
    [[nodiscard]] Tensor<double> laidOut(const Tensor<double> &batch) const
    {
        return layout == Layout::batchFirst ? batch : transposed(batch);
    }
    [[nodiscard]] GruWeights<double> weights() const
    {
        TorchGenerator generator(seed + 1);
        return initialWeights<double>(shape, generator);
    }
    [[nodiscard]] std::optional<Tensor<double>> start() const
    {
        TorchGenerator generator(seed + 2);
        if (!hasStart)
            return std::nullopt;
        return generator.uniform<double>({shape.runs(), B(), shape.hiddenSize}, -1, 1);
    }
};

void show(const Batch &batch, std::ostream &out)
{
    out << "lengths " << toString({batch.lengths.begin(), batch.lengths.end()}) << ", T " << batch.T
        << ", D " << batch.shape.inputSize << ", H " << batch.shape.hiddenSize << ", layers "
        << batch.shape.numLayers << ", directions " << batch.shape.directions << ", bias "
        << batch.shape.bias << ", h0 " << batch.hasStart << ", enforce_sorted "
        << batch.enforceSorted << ", seed " << batch.seed;
}

Batch anyBatch()
{
    const auto upTo = [](Index most) { return rc::gen::inRange<Index>(1, most + 1); };
    Batch batch;
    batch.lengths = *rc::gen::container<Integers>(static_cast<std::size_t>(*upTo(30)),
                                                  rc::gen::inRange<std::int64_t>(1, 10));
    batch.enforceSorted = *rc::gen::arbitrary<bool>();
    if (batch.enforceSorted)
        std::ranges::sort(batch.lengths, std::greater<>());
    batch.T = std::ranges::max(batch.lengths) + *rc::gen::inRange<Index>(0, 3);
    batch.shape = {*upTo(4), *upTo(5), *upTo(3), *upTo(2), *rc::gen::arbitrary<bool>()};
    batch.hasStart = *rc::gen::arbitrary<bool>();
    batch.layout = *rc::gen::element(Layout::timeFirst, Layout::batchFirst);
    batch.ties = *rc::gen::element(TieOrder::stable, TieOrder::torch);
    batch.seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
    RC_CLASSIFY(batch.B() > 16, "more than 16 sequences");
    RC_CLASSIFY(batch.enforceSorted, "enforce_sorted");
    std::ostringstream text;
    show(batch, text);
    RC_LOG() << text.str() << "\n";
    return batch;
}

/// The batch with NaN (or whatever) in every cell beyond its length.
Tensor<double> withPadding(const Batch &batch, double value)
{
    auto cells = batch.cells();
    for (Index b = 0; b < batch.B(); ++b)
        for (Index t = batch.lengthOf(b); t < batch.T; ++t)
            cells.columns(2).col(b * batch.T + t).setConstant(value);
    return cells;
}

Tensor<double> sequence(const Batch &batch, const Tensor<double> &cells, Index b)
{
    const Index width = cells.extent(2), length = batch.lengthOf(b);
    const auto begin = cells.data.begin() + b * batch.T * width;
    return {{length, width}, std::vector<double>(begin, begin + length * width)};
}

PackedGruOutput<double> runPacked(const Batch &batch, const Tensor<double> &cells)
{
    const auto packed =
        packPaddedSequence(batch.laidOut(cells), batch.lengths, batch.packOptions());
    const auto start = batch.start();
    return *gru<double>(batch.weights(), *packed, start ? &*start : nullptr);
}

/// Equal to the bit, NaN included.
bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool close(double a, double b)
{
    return std::abs(a - b) < 1e-13;
}

void sortsDescending(const Integers &lengths, TieOrder ties)
{
    const auto sorted = sortDescending(lengths, ties);
    RC_ASSERT(std::ranges::is_sorted(sorted.lengths, std::greater<>()));
    for (std::size_t slot = 0; slot < lengths.size(); ++slot)
        RC_ASSERT(sorted.lengths[slot] == lengths[static_cast<std::size_t>(sorted.indices[slot])]);
    const auto inverse = invertPermutation(sorted.indices);
    RC_ASSERT(inverse.ok());
    RC_ASSERT(*invertPermutation(*inverse) == sorted.indices);
    for (std::size_t b = 0; b < lengths.size(); ++b)
        RC_ASSERT(sorted.indices[static_cast<std::size_t>((*inverse)[b])] ==
                  static_cast<std::int64_t>(b));
    for (std::size_t slot = 1; slot < lengths.size() && ties == TieOrder::stable; ++slot)
        RC_ASSERT(sorted.lengths[slot - 1] > sorted.lengths[slot] ||
                  sorted.indices[slot - 1] < sorted.indices[slot]);
}

void packThenUnpackIsTheIdentity(const Batch &batch)
{
    const auto cells = withPadding(batch, nan);
    const auto packed =
        packPaddedSequence(batch.laidOut(cells), batch.lengths, batch.packOptions());
    const auto &sizes = packed->batchSizes;
    RC_ASSERT(sizes.front() == batch.B());
    RC_ASSERT(std::ranges::is_sorted(sizes, std::greater<>()));
    const auto N = std::accumulate(batch.lengths.begin(), batch.lengths.end(), Index{0});
    RC_ASSERT(std::accumulate(sizes.begin(), sizes.end(), Index{0}) == N);
    RC_ASSERT(offsetsOf(sizes).back() == N);
    for (std::size_t t = 0; t < sizes.size(); ++t)
        RC_ASSERT(sizes[t] == std::ranges::count_if(batch.lengths, [t](std::int64_t length) {
                      return length > static_cast<std::int64_t>(t);
                  }));

    const auto back = padPackedSequence(*packed, {batch.layout, 7, batch.T});
    RC_ASSERT(back->lengths == batch.lengths);
    RC_ASSERT(back->padded == batch.laidOut(withPadding(batch, 7)));
    const auto apart = unpackSequence(*packed);
    for (Index b = 0; b < batch.B(); ++b)
        RC_ASSERT((*apart)[static_cast<std::size_t>(b)] == sequence(batch, cells, b));
    std::vector<Tensor<double>> sequences = *apart;
    const auto again = packSequence<double>(sequences, batch.packOptions());
    RC_ASSERT(again->data == packed->data);
    RC_ASSERT(again->sortedIndices == packed->sortedIndices);
    RC_ASSERT(packed->sortedIndices.has_value() != batch.enforceSorted);
}

void packedEqualsOneAtATime(const Batch &batch)
{
    const auto cells = batch.cells();
    const auto out = runPacked(batch, cells);
    const auto apart = unpackSequence(out.output);
    const auto start = batch.start();
    const Index H = batch.shape.hiddenSize, runs = batch.shape.runs();
    for (Index b = 0; b < batch.B(); ++b) {
        Tensor<double> own({runs, H});
        for (Index run = 0; run < runs && start; ++run)
            own.columns(1).col(run) = start->columns(2).col(run * batch.B() + b);
        const auto one =
            gru<double>(batch.weights(), sequence(batch, cells, b), Layout::timeFirst, &own);
        const auto &together = (*apart)[static_cast<std::size_t>(b)];
        RC_ASSERT(together.shape == one->output.shape);
        for (Index i = 0; i < together.size(); ++i)
            RC_ASSERT(close(together[i], one->output[i]));
        for (Index run = 0; run < runs; ++run)
            for (Index i = 0; i < H; ++i)
                RC_ASSERT(close(out.hN.at(run, b, i), one->hN.at(run, i)));
    }
}

/// Rule 26: the top layer's final states stand in its output.
void finalStatesAreOutputs(const Batch &batch)
{
    const auto out = runPacked(batch, batch.cells());
    const auto apart = unpackSequence(out.output);
    const Index H = batch.shape.hiddenSize, top = batch.shape.runs() - batch.shape.directions;
    for (Index b = 0; b < batch.B(); ++b)
        for (Index i = 0; i < H; ++i) {
            const auto &rows = (*apart)[static_cast<std::size_t>(b)];
            RC_ASSERT(out.hN.at(top, b, i) == rows.at(batch.lengthOf(b) - 1, i));
            if (batch.shape.directions == 2)
                RC_ASSERT(out.hN.at(top + 1, b, i) == rows.at(0, H + i));
        }
}

/// Rule 28: of the padded lane, the first layer's forward half is right at every real step.
void paddedForwardEqualsPacked(Batch batch)
{
    batch.shape.numLayers = 1;
    const auto cells = batch.cells();
    const auto apart = unpackSequence(runPacked(batch, cells).output);
    const auto start = batch.start();
    const auto all =
        gru<double>(batch.weights(), cells, Layout::batchFirst, start ? &*start : nullptr);
    for (Index b = 0; b < batch.B(); ++b)
        for (Index t = 0; t < batch.lengthOf(b); ++t)
            for (Index i = 0; i < batch.shape.hiddenSize; ++i)
                RC_ASSERT(
                    close((*apart)[static_cast<std::size_t>(b)].at(t, i), all->output.at(b, t, i)));
}

/// Rule 35, packed: a NaN stays in its sequence and in its direction of time; padding is not read.
void nanStaysInItsSequence(Batch batch)
{
    batch.shape.numLayers = 1;
    const auto clean = unpackSequence(runPacked(batch, batch.cells()).output);
    const auto beside = unpackSequence(runPacked(batch, withPadding(batch, nan)).output);
    RC_ASSERT(*beside == *clean);

    const Index b = *rc::gen::inRange<Index>(0, batch.B());
    const Index t = *rc::gen::inRange<Index>(0, batch.lengthOf(b));
    auto cells = batch.cells();
    cells[(b * batch.T + t) * batch.shape.inputSize] = nan;
    const auto spoilt = unpackSequence(runPacked(batch, cells).output);
    const Index H = batch.shape.hiddenSize;
    for (Index other = 0; other < batch.B(); ++other)
        for (Index s = 0; s < batch.lengthOf(other); ++s)
            for (Index i = 0; i < H * batch.shape.directions; ++i) {
                const auto row = static_cast<std::size_t>(other);
                const bool after = i < H ? s >= t : s <= t;
                if (other == b && after)
                    RC_ASSERT(std::isnan((*spoilt)[row].at(s, i)));
                else
                    RC_ASSERT(sameBits((*spoilt)[row].at(s, i), (*clean)[row].at(s, i)));
            }
}

/// Rule 35, padded: NaN in the padding reaches the backward half of every real step.
void nanInThePaddingLeaksBackwards(Batch batch)
{
    batch.shape.numLayers = 1;
    batch.shape.directions = 2;
    const auto out =
        gru<double>(batch.weights(), withPadding(batch, nan), Layout::batchFirst, nullptr);
    const Index H = batch.shape.hiddenSize;
    for (Index b = 0; b < batch.B(); ++b)
        for (Index t = 0; t < batch.lengthOf(b); ++t)
            for (Index i = 0; i < 2 * H; ++i)
                RC_ASSERT(std::isnan(out->output.at(b, t, i)) ==
                          (i >= H && batch.lengthOf(b) < batch.T));
}

Document documentOf(const Batch &batch)
{
    Document document;
    document.dtype = *rc::gen::element(DType::float32, DType::float64);
    document.input = DenseInput{batch.cells(), batch.lengths};
    document.weights = batch.weights();
    document.h0 = batch.start();
    document.options.tieOrder = batch.ties;
    document.options.sort = *rc::gen::element(SortBy::torch, SortBy::byHand);
    document.options.enforceSorted = batch.enforceSorted;
    document.options.training = *rc::gen::arbitrary<bool>();
    document.options.dropout = *rc::gen::element(0.0, 0.5, 1.0);
    if (!document.options.training || document.options.dropout != 0.5)
        return document;
    const auto N = std::accumulate(batch.lengths.begin(), batch.lengths.end(), Index{0});
    TorchGenerator generator(batch.seed + 3);
    for (Index layer = 1; layer < batch.shape.numLayers; ++layer)
        document.dropoutMasks.push_back(
            generator.uniform<double>({N, batch.shape.hiddenSize * batch.shape.directions}, 0, 2));
    return document;
}

/// The gates looked at later are those that were computed: h has the bits that are stored.
void gatesAreThoseOfTheTrace(const Batch &batch)
{
    const auto result = run(std::make_shared<const Document>(documentOf(batch)));
    RC_ASSERT(result.ok());
    const Trace &trace = **result;
    const Index H = trace.H();
    for (const Lane lane : {Lane::packed, Lane::padded}) {
        if (lane == Lane::padded && !trace.padded)
            continue;
        const LaneTrace &of = trace.of(lane);
        for (Index run = 0; run < trace.shape().runs(); ++run) {
            const Index layer = run / trace.directions(), direction = run % trace.directions();
            const auto &stored = of.layerOutputs[static_cast<std::size_t>(layer)];
            for (Index t = 0; t < of.steps(); ++t) {
                const auto gates = gatesAt(trace, lane, layer, direction, StepIndex(t));
                RC_ASSERT(gates.h.shape() == (Shape{of.liveRows(t), H}));
                for (Index j = 0; j < of.liveRows(t); ++j)
                    for (Index i = 0; i < H; ++i)
                        RC_ASSERT(
                            sameBits(gates.h.at(j, i), stored.at(of.row(t, j), direction * H + i)));
            }
        }
    }
}

/// Checks a property of random batches.
template <class Property> bool holds(const char *name, Property property)
{
    return rc::check(name, [&] { property(anyBatch()); });
}

} // namespace

/// What must hold for any batch. The seed is fixed, and printed; RC_PARAMS in the environment, say
/// "seed=7 max_success=100000", is another one.
class TestProperties : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("RC_PARAMS"))
            qputenv("RC_PARAMS", "seed=20251 max_success=5000");
        qInfo("RC_PARAMS=\"%s\"", qgetenv("RC_PARAMS").constData());
    }

    void sorting()
    {
        for (const TieOrder ties : {TieOrder::stable, TieOrder::torch})
            QVERIFY(rc::check("sorts", [ties] {
                sortsDescending(
                    *rc::gen::container<Integers>(rc::gen::inRange<std::int64_t>(0, 12)), ties);
            }));
    }
    void identity() { QVERIFY(holds("pack, unpack", packThenUnpackIsTheIdentity)); }
    void oneAtATime() { QVERIFY(holds("one at a time", packedEqualsOneAtATime)); }
    void finalStates() { QVERIFY(holds("final states", finalStatesAreOutputs)); }
    void paddedForward() { QVERIFY(holds("padded, forward", paddedForwardEqualsPacked)); }
    void nanPacked() { QVERIFY(holds("NaN, packed", nanStaysInItsSequence)); }
    void nanPadded() { QVERIFY(holds("NaN, padded", nanInThePaddingLeaksBackwards)); }
    void gates() { QVERIFY(holds("gates", gatesAreThoseOfTheTrace)); }
};

PACKSCOPE_TEST(TestProperties)
#include "tst_properties.moc"
