// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/document.h"
#include "core/model/embedding.h"
#include "core/pipeline/gru.h"
#include "core/pipeline/mask.h"
#include "core/pipeline/unpack.h"
#include "tests/support/probe_table.h"

#include <cmath>
#include <limits>

namespace probes {

using namespace core;

namespace {

using Integers = std::vector<std::int64_t>;
constexpr PackOptions enforced{Layout::timeFirst, true, TieOrder::torch};
constexpr PackOptions sorting{Layout::timeFirst, false, TieOrder::torch};
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

const char *const pythonType = "a matter of Python's types: the arguments here have the right ones";
const char *const oneScalar = "input, h_0 and weights have one scalar type here";

Tensor<float> ones(Shape shape)
{
    return Tensor<float>(std::move(shape), 1);
}

std::string inWords(bool value)
{
    return value ? "True" : "False";
}

bool hasNan(const Tensor<float> &tensor)
{
    return std::ranges::any_of(tensor.data, [](float v) { return std::isnan(v); });
}

/// nn.GRU(2, 5, …) after torch.manual_seed(0).
GruWeights<float> model(Index directions = 1)
{
    TorchGenerator generator(0);
    return initialWeights<float>({2, 5, 1, directions, true}, generator);
}

Outcome construct(const GruShape &shape)
{
    return outcome(check(shape), [&](Done) {
        TorchGenerator generator(0);
        return shapeInShort(initialWeights<float>(shape, generator).of(0, 0).weightIh.shape);
    });
}

Outcome withDropout(double p)
{
    TorchGenerator generator(0);
    const auto weights = initialWeights<float>({2, 5, 2, 1, true}, generator);
    return outcome(gru<float>(weights, batch(), Layout::timeFirst, nullptr, {p, false, {}}),
                   [](const auto &) { return std::string("accepted"); });
}

Outcome padded(const Tensor<float> &input, const std::optional<Tensor<float>> &h0 = {},
               const GruWeights<float> &weights = model(), Layout layout = Layout::timeFirst)
{
    return outcome(gru<float>(weights, input, layout, h0 ? &*h0 : nullptr), [](const auto &out) {
        return "(" + inShort(out.output) + ", " + inShort(out.hN) + ")";
    });
}

Outcome packed(const PackedSequence<float> &input, const std::optional<Tensor<float>> &h0 = {},
               const GruWeights<float> &weights = model())
{
    return outcome(gru<float>(weights, input, h0 ? &*h0 : nullptr), [](const auto &out) {
        return "(" + inShort(out.output) + ", " + inShort(out.hN) + ")";
    });
}

PackedSequence<float> pack(const Tensor<float> &input, const Integers &lengths = {4, 2, 1},
                           const PackOptions &options = enforced)
{
    return *packPaddedSequence(input, lengths, options);
}

PackedSequence<float> byHand(const Shape &data, Integers batchSizes)
{
    return {ones(data), std::move(batchSizes), {}, {}};
}

/// The batch with a NaN at [t, b].
Tensor<float> spoilt(Index t, Index b)
{
    auto x = batch();
    x.columns(2).col(t * 3 + b).setConstant(nan);
    return x;
}

void addEmbedding(Table &t)
{
    t.of("Embedding");
    const auto look = [](const Shape &shape, const Integers &ids) {
        TorchGenerator generator(0);
        return embed(*initialEmbedding<float>(6, 3, 0, generator), {shape, ids});
    };
    const auto shapeOf = [look](const Shape &shape, const Integers &ids) {
        return outcome(look(shape, ids), [](const auto &rows) { return shapeInShort(rows.shape); });
    };
    const auto construct = [](Index V, std::optional<Index> paddingIdx) {
        TorchGenerator generator(0);
        return outcome(initialEmbedding<float>(V, 3, paddingIdx, generator));
    };
    t.same("id == num_embeddings", [shapeOf] { return shapeOf({1}, {6}); });
    t.same("id far too large", [shapeOf] { return shapeOf({1}, {1'000'000'000'000}); });
    t.same("negative id", [shapeOf] { return shapeOf({1}, {-1}); });
    t.unsaid("int32 ids (accepted)", "ids are int64 here");
    t.unsaid("int16 ids", "ids are int64 here");
    t.same("empty ids (accepted)", [shapeOf] { return shapeOf({0}, Integers{}); });
    t.same("rank-0 id (accepted)", [shapeOf] { return shapeOf({}, Integers{1}); });
    t.unsaid("ids a python list", pythonType);
    t.same("padding_idx >= num_embeddings", [construct] { return construct(6, 6); });
    t.same("padding_idx too negative", [construct] { return construct(6, -7); });
    t.same("padding_idx=-1 (accepted: becomes 5)", [] {
        return outcome(paddingRow(-1, 6), [](Index row) { return std::to_string(row); });
    });
    t.same("padding row at construction", [look] { return outcome(look({}, {0})); });
    t.unsaid("_weight of wrong shape", "the table's shape is what says V and D here");
    t.same("from_pretrained 1-D", [] {
        Document document;
        document.input = TokenInput{{{0}}, {}};
        document.embedding = Tensor<double>({5});
        return outcome(check(document), [](Done) { return std::string("accepted"); });
    });
    t.same("from_pretrained with padding_idx keeps the row (not zeroed)", [] {
        return outcome(embed(ones({5, 2}), {{}, Integers{0}}));
    });
    t.same("num_embeddings 0", [] {
        TorchGenerator generator(0);
        return outcome(embed(*initialEmbedding<float>(0, 3, {}, generator), {{1}, Integers{0}}));
    });
    t.same("negative num_embeddings", [construct] { return construct(-1, {}); });
    t.unsaid("max_norm: rescales used rows in place (norm > max)",
             "max_norm changes the table as it is read; a document holds it as it stands");
}

void addConstruction(Table &t)
{
    t.of("GRU()");
    t.same("dropout > 1", [] { return withDropout(1.5); });
    t.same("dropout < 0", [] { return withDropout(-0.1); });
    t.unsaid("dropout with one layer: WARNING",
             "only a warning; tst_gru's dropoutWithOneLayer shows that it changes nothing");
    t.unsaid("proj_size", "a GRU has no projection, here neither");
    t.same("hidden_size 0", [] { return construct({2, 0, 1, 1, true}); });
    t.same("hidden_size negative", [] { return construct({2, -1, 1, 1, true}); });
    t.same("input_size 0 (accepted)", [] { return construct({0, 5, 1, 1, true}); });
    t.same("num_layers 0 (accepted at construction in 1.13?)", [] {
        return construct({2, 5, 0, 1, true});
    });
    t.same("num_layers negative", [] { return construct({2, 5, -1, 1, true}); });
    for (const char *name : {"no arguments", "unknown keyword"})
        t.unsaid(name, pythonType);
}

void addHidden(Table &t)
{
    const auto zeros = [](Shape shape) { return Tensor<float>(std::move(shape)); };
    t.same("unbatched with 3-D h_0", [=] { return padded(zeros({4, 2}), zeros({1, 1, 5})); });
    t.same("batched with 2-D h_0", [=] { return padded(batch(), zeros({1, 5})); });
    t.same("h_0 wrong hidden size, padded", [=] { return padded(batch(), zeros({1, 3, 4})); });
    t.same("h_0 wrong batch, padded", [=] { return padded(batch(), zeros({1, 2, 5})); });
    t.same("h_0 wrong num_layers*dirs, padded", [=] {
        return padded(batch(), zeros({1, 3, 5}), model(2));
    });
    t.same("h_0 batch_first layout by mistake", [=] {
        return padded(transposed(batch()), zeros({3, 1, 5}), model(), Layout::batchFirst);
    });
    const auto unsorted = [] { return pack(batch(), {2, 4, 1}, sorting); };
    t.same("h_0 wrong hidden size, packed", [=] {
        return packed(pack(batch()), zeros({1, 3, 4}));
    });
    t.same("h_0 wrong batch (too small), packed enforce_sorted=True", [=] {
        return packed(pack(batch()), zeros({1, 2, 5}));
    });
    t.same("h_0 wrong batch (too small), packed enforce_sorted=False", [=] {
        return packed(unsorted(), zeros({1, 2, 5}));
    });
    t.stricter(
        "h_0 batch too LARGE, packed enforce_sorted=False: silently uses the first B columns",
        "h_0 must have exactly B columns", [=] {
            return packed(unsorted(), zeros({1, 4, 5}));
        });
    t.same("h_0 batch too LARGE, packed enforce_sorted=True", [=] {
        return packed(pack(batch()), zeros({1, 4, 5}));
    });
    t.same("h_0 2-D with packed, enforce_sorted=True", [=] {
        return packed(pack(batch()), zeros({3, 5}));
    });
    t.same("h_0 2-D with packed, enforce_sorted=False", [=] {
        return packed(unsorted(), zeros({3, 5}));
    });
    t.unsaid("h_0 a tuple (LSTM style)", pythonType);
}

void addNumbers(Table &t)
{
    t.same("NaN in one sequence, packed: only that sequence's later steps are NaN", [] {
        const auto out = gru<float>(model(), pack(spoilt(0, 1)), nullptr);
        return outcome(unpackSequence(out->output), [](const auto &sequences) {
            return "(" + inWords(hasNan(sequences[0])) + ", " + inWords(hasNan(sequences[1])) +
                   ", " + inWords(hasNan(sequences[2])) + ")";
        });
    });
    t.same("NaN in the padding area, packed: no effect", [] {
        return outcome(gru<float>(model(), pack(spoilt(3, 2)), nullptr),
                       [](const auto &out) { return inWords(hasNan(out.output.data)); });
    });
    t.same("NaN in the padding area, PADDED bidirectional: leaks into the backward half at valid "
           "steps",
           [] {
               const auto out = gru<float>(model(2), spoilt(3, 1), Layout::timeFirst, nullptr);
               return outcome(out, [](const auto &o) {
                   bool forward = false, backward = false;
                   for (Index step = 0; step < 2; ++step)
                       for (Index h = 0; h < 5; ++h) {
                           forward |= std::isnan(o.output.at(step, 1, h));
                           backward |= std::isnan(o.output.at(step, 1, 5 + h));
                       }
                   return "(" + inWords(forward) + ", " + inWords(backward) + ")";
               });
           });
    t.same("inf in input: saturates or NaN (inf*0/inf-inf)", [] {
        const Tensor<float> infinite({1, 1, 2}, INFINITY);
        return outcome(gru<float>(model(), infinite, Layout::timeFirst, nullptr),
                       [](const auto &out) { return inShort(out.output); });
    });
    t.same("huge finite input: saturates, stays finite", [] {
        const Tensor<float> huge({1, 1, 2}, 1e30F);
        return outcome(gru<float>(model(), huge, Layout::timeFirst, nullptr), [](const auto &out) {
            return inWords(
                std::ranges::all_of(out.output.data, [](float v) { return std::isfinite(v); }));
        });
    });
}

void addGru(Table &t)
{
    t.of("GRU");
    const auto zeros = [](Shape shape) { return Tensor<float>(std::move(shape)); };
    t.same("wrong feature size, padded", [=] { return padded(zeros({4, 3, 7})); });
    t.same("wrong feature size, packed", [=] { return packed(pack(zeros({4, 3, 7}))); });
    t.same("packed data rank 1 (T x B ids)", [=] { return packed(pack(zeros({4, 3}))); });
    t.same("packed data rank 3", [=] { return packed(pack(zeros({4, 3, 2, 2}))); });
    t.same("padded rank 1", [=] { return padded(zeros({2})); });
    t.same("padded rank 4", [=] { return padded(zeros({4, 3, 2, 2})); });
    t.same("padded rank 2 = unbatched (accepted)", [=] { return padded(zeros({4, 2})); });
    addHidden(t);
    t.same("T=0 padded", [=] { return padded(zeros({0, 3, 2})); });
    t.same("T=0 padded bidirectional", [=] { return padded(zeros({0, 3, 2}), {}, model(2)); });
    t.same("B=0 padded (accepted)", [=] { return padded(zeros({4, 0, 2})); });
    for (const char *name :
         {"float64 input, float32 weights, padded", "float64 input, float32 weights, packed",
          "int64 input", "float64 h_0, float32 rest, padded", "float64 h_0, float32 rest, packed",
          "float32 input packed, float64 weights"})
        t.unsaid(name, oneScalar);
    addNumbers(t);
    t.unsaid("not a tensor", pythonType);
    t.same("hand-made packed: sum(batch_sizes) > rows", [] {
        return packed(byHand({5, 2}, {3, 2, 1}));
    });
    const char *const sum = "batch sizes must sum to the rows";
    t.stricter("hand-made packed: sum(batch_sizes) < rows, 1 direction (extra rows ignored)", sum,
               [] {
                   return packed(byHand({9, 2}, {3, 2, 1}));
               });
    t.stricter("hand-made packed: rows > sum, bidirectional (backward reads from the END of data!)",
               sum, [] {
                   return packed(byHand({9, 2}, {3, 2, 1}), {}, model(2));
               });
    t.same("hand-made packed: batch_sizes increasing", [] {
        return packed(byHand({6, 2}, {1, 2, 3}));
    });
    t.stricter("hand-made packed: batch_sizes contains 0", "batch sizes are at least 1", [] {
        return packed(byHand({3, 2}, {3, 0}));
    });
    t.same("weight replaced by wrong shape", [] {
        auto weights = model();
        weights.runs[0].weightHh = Tensor<float>({15, 4});
        return padded(batch(), {}, weights);
    });
}

void addGather(Table &t)
{
    t.of("gather");
    const auto gather = [](const Integers &steps) {
        return outcome(gathered(transposed(batch()), steps));
    };
    t.same("index beyond T", [gather] { return gather({4, 4, 4}); });
    t.same("negative index (length 0 -> -1)", [gather] { return gather({-1, -1, -1}); });
    t.unsaid("index not int64", "steps are a list of int64 here");
    t.unsaid("rank differs", "steps are a list, one for each sequence");
    t.unsaid("advanced indexing with -1 wraps to the LAST step (silent)",
             "gathered() is torch.gather, which refuses -1; there is no indexing that wraps");
    t.of("index_select");
    t.unsaid("out of range", "not offered by itself; its words come where a pack has too many "
                             "lengths or an h_0 too few columns");
}

} // namespace

void addModel(Table &table)
{
    addEmbedding(table);
    addConstruction(table);
    addGru(table);
    addGather(table);
}

} // namespace probes
