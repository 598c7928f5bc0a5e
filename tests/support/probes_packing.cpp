// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/gru.h"
#include "core/pipeline/pad.h"
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
constexpr PackOptions batchFirst{Layout::batchFirst, true, TieOrder::torch};
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

const char *const pythonType = "a matter of Python's types: the arguments here have the right ones";
const char *const beyond = "a length beyond T is refused";
const char *const oneForEach = "there must be one length for each sequence";

Tensor<float> ones(Shape shape)
{
    return Tensor<float>(std::move(shape), 1);
}

template <class Scalar>
Outcome pack(const Tensor<Scalar> &input, const Integers &lengths, const PackOptions &options)
{
    return outcome(packPaddedSequence(input, lengths, options));
}

Outcome pack(const Integers &lengths, const PackOptions &options = enforced)
{
    return pack(batch(), lengths, options);
}

PackedSequence<float> packed(const Integers &lengths, const PackOptions &options = enforced)
{
    return *packPaddedSequence(batch(), lengths, options);
}

Outcome packAll(const std::vector<Tensor<float>> &sequences, const PackOptions &options = enforced)
{
    return outcome(packSequence<float>(sequences, options));
}

template <class Scalar = float>
Outcome pad(const std::vector<Tensor<Scalar>> &sequences, Layout layout = Layout::timeFirst,
            Scalar value = 0)
{
    return outcome(padSequence<Scalar>(sequences, layout, value));
}

template <class Scalar> std::string pairInShort(const PaddedSequences<Scalar> &padded)
{
    return "(" + inShort(padded.padded) + ", " + inShort(padded.lengths) + ")";
}

template <class Scalar>
Outcome unpack(const PackedSequence<Scalar> &sequence, const UnpackOptions &options = {})
{
    return outcome(padPackedSequence(sequence, options), pairInShort<Scalar>);
}

Outcome unpackedShape(std::optional<Index> totalLength)
{
    return outcome(padPackedSequence(packed({4, 2, 1}), {Layout::timeFirst, 0, totalLength}),
                   [](const auto &padded) { return shapeInShort(padded.padded.shape); });
}

Outcome lengthsOf(const Result<std::vector<Tensor<float>>> &sequences)
{
    return outcome(sequences, [](const auto &list) {
        Shape lengths;
        for (const auto &sequence : list)
            lengths.push_back(sequence.extent(0));
        return shapeInShort(lengths);
    });
}

Outcome unpad(const Tensor<float> &padded, const Integers &lengths,
              Layout layout = Layout::timeFirst)
{
    return lengthsOf(unpadSequence(padded, lengths, layout));
}

/// What torch makes, in silence, of the batch and the lengths 6 2 1, which lie beyond its 4 steps. Here
/// it can only be made by hand.
PackedSequence<float> cutShort()
{
    return {ones({7, 2}), {3, 2, 1, 1, 1, 1}, {}, {}};
}

void addPackPadded(Table &t)
{
    t.of("pack_padded_sequence");
    t.same("zero in lengths, enforce_sorted=True, last", [] { return pack({4, 2, 0}); });
    t.same("zero in lengths, enforce_sorted=False", [] { return pack({0, 4, 2}, sorting); });
    t.same("zero NOT last, enforce_sorted=True (zero check looks only at the last entry)", [] {
        return pack({4, 0, 2});
    });
    t.same("all zero", [] { return pack({0, 0, 0}, sorting); });
    t.same("negative length, enforce_sorted=False", [] { return pack({4, -1, 2}, sorting); });
    t.same("negative in the middle, enforce_sorted=True", [] { return pack({4, -1, 2}); });
    t.same("unsorted lengths, enforce_sorted=True", [] { return pack({2, 4, 1}); });
    t.same("ascending lengths, enforce_sorted=True", [] { return pack({1, 2, 4}); });
    t.same("sorted lengths with ties (accepted)", [] { return pack({3, 3, 1}); });
    t.stricter("max length > T, one sequence too long", beyond, [] { return pack({6, 2, 1}); });
    t.same("max length > T: then pad_packed_sequence", [] { return unpack(cutShort()); });
    t.same("max length > T: then GRU", [] {
        TorchGenerator generator(0);
        const auto weights = initialWeights<float>({2, 5, 1, 1, true}, generator);
        return outcome(gru<float>(weights, cutShort(), nullptr),
                       [](const auto &out) { return inShort(out.output); });
    });
    t.stricter("two sequences > T with different lengths", beyond, [] { return pack({7, 6, 1}); });
    t.stricter("all lengths > T and equal", beyond, [] { return pack({6, 6, 6}); });
    t.stricter("length > T where slice start is beyond T", beyond, [] { return pack({9, 8, 7}); });
    t.same("max length < T (accepted: truncates)", [] { return pack({3, 2, 1}); });
    t.same("len(lengths) too small", [] { return pack({4, 2}); });
    t.same("len(lengths) too large", [] { return pack({4, 3, 2, 1}); });
    t.stricter("len(lengths) too small, enforce_sorted=False", oneForEach, [] {
        return pack({2, 4}, sorting);
    });
    t.same("len(lengths) too large, enforce_sorted=False", [] {
        return pack({4, 3, 2, 1}, sorting);
    });
    t.same("lengths empty list, enforce_sorted=True", [] { return pack(Integers{}); });
    t.same("lengths empty list, enforce_sorted=False", [] { return pack(Integers{}, sorting); });
    t.same("empty batch B=0, enforce_sorted=True", [] {
        return pack(Tensor<float>({4, 0, 2}), {}, enforced);
    });
    t.same("empty batch B=0, enforce_sorted=False", [] {
        return pack(Tensor<float>({4, 0, 2}), {}, sorting);
    });
    t.same("T=0", [] { return pack(Tensor<float>({0, 3, 2}), {1, 1, 1}, enforced); });
    t.same("feature dim 0", [] { return pack(Tensor<float>({4, 3, 0}), {4, 2, 1}, enforced); });
    t.same("input rank 0", [] { return pack(ones({}), {1}, enforced); });
    t.same("input rank 0, enforce_sorted=False", [] { return pack(ones({}), {1}, sorting); });
    t.same("input rank 1", [] { return pack(ones({4}), {4}, enforced); });
    t.same("input rank 1, batch_first", [] { return pack(ones({4}), {4}, batchFirst); });
    t.same("input rank 1, enforce_sorted=False", [] { return pack(ones({4}), {4}, sorting); });
    t.same("input rank 2 (accepted, T x B)", [] {
        return pack(Tensor<std::int64_t>({4, 3}), {4, 2, 1}, enforced);
    });
    t.same("input rank 4 (accepted)", [] {
        return pack(Tensor<float>({4, 3, 2, 2}), {4, 2, 1}, enforced);
    });
    t.unsaid("lengths int32 tensor (accepted: converted)", "lengths are int64 here");
    t.same("wrong batch_first: B x T input given as T x B", [] {
        return pack(transposed(batch()), {4, 2, 1}, enforced);
    });
    t.unsaid("input not a tensor", pythonType);
    t.unsaid("input a list, enforce_sorted=False", pythonType);
    t.same("NaN in input (accepted; only copied)", [] {
        return pack(Tensor<float>({2, 2}, {1, nan, 2, 3}), {2, 1}, enforced);
    });
}

void addPackAndPad(Table &t)
{
    t.of("pack_sequence");
    t.same("unsorted, enforce_sorted=True", [] { return packAll({ones({2}), ones({3})}); });
    t.same("empty list", [] { return packAll({}); });
    t.same("a zero-length sequence, enforce_sorted=False", [] {
        return packAll({ones({2}), ones({0})}, sorting);
    });
    t.same("all zero-length", [] { return packAll({ones({0})}); });
    t.same("scalar (rank 0) sequence", [] { return packAll({ones({})}); });
    t.same("trailing dims differ", [] { return packAll({ones({3, 2}), ones({2, 4})}); });
    t.stricter("trailing dims broadcastable (2,1) into (3,4): SILENTLY broadcast",
               "all extents but the first must agree", [] {
                   return packAll({ones({3, 4}), ones({2, 1})});
               });
    t.unsaid("dtypes differ (accepted: first one's dtype)", "all sequences have one scalar type");

    t.of("pad_sequence");
    t.same("empty list", [] { return pad({}); });
    t.unsaid("not iterable", pythonType);
    t.same("rank-0 element", [] { return pad({ones({}), ones({})}); });
    t.same("trailing dims differ", [] { return pad({ones({3, 2}), ones({2, 4})}); });
    t.stricter("ranks differ", "all extents but the first must agree", [] {
        return pad({ones({3, 2}), ones({2})});
    });
    t.same("ranks differ (first 1-D)", [] { return pad({ones({3}), ones({2, 2})}); });
    t.same("a zero-length element (accepted)", [] {
        return pad({ones({2}), ones({0})}, Layout::batchFirst);
    });
    t.same("all zero-length (accepted)", [] {
        return pad({ones({0}), ones({0})}, Layout::batchFirst);
    });
    t.unsaid("float padding_value in an int64 tensor",
             "the padding value has the sequences' scalar type");
    t.same("NaN padding value", [] {
        return pad({ones({2}), ones({1})}, Layout::batchFirst, nan);
    });
    t.unsaid("NaN padding in int64", "the padding value has the sequences' scalar type");
    t.unsaid("list of python lists", pythonType);
    t.same("one tensor given: unbinds dim 0", [] {
        const Tensor<std::int64_t> first({3}, {0, 1, 2}), second({3}, {3, 4, 5});
        return pad<std::int64_t>({first, second}, Layout::batchFirst);
    });
    t.same("generator given (accepted)", [] {
        return pad({ones({1}), ones({2})}, Layout::batchFirst);
    });
}

void addUnpack(Table &t)
{
    t.of("pad_packed_sequence");
    t.same("total_length too small", [] { return unpackedShape(3); });
    t.same("total_length 0", [] { return unpackedShape(0); });
    t.same("total_length negative", [] { return unpackedShape(-1); });
    t.same("total_length exact (accepted)", [] { return unpackedShape(4); });
    t.unsaid("not a PackedSequence", pythonType);
    const auto square = [](float padding) {
        return unpack(*packPaddedSequence(ones({2, 2}), Integers{2, 1}, enforced),
                      {Layout::timeFirst, padding, {}});
    };
    t.same("padding_value NaN", [square] { return square(nan); });
    t.same("padding_value inf", [square] { return square(-INFINITY); });
    t.same("padding 0.5 with int64 data", [] {
        const Tensor<std::int64_t> integers({2, 2}, 1);
        return unpack(*packPaddedSequence(integers, Integers{2, 1}, enforced),
                      {Layout::timeFirst, 0.5, {}});
    });
    const auto byHand = [](const Shape &data, const Integers &batchSizes) {
        return unpack(PackedSequence<float>{ones(data), batchSizes, {}, {}});
    };
    t.same("hand-made: data rows != sum(batch_sizes) (too few)", [byHand] {
        return byHand({5, 2}, {3, 2, 1});
    });
    t.stricter("hand-made: too many rows (extra silently ignored)",
               "batch sizes must sum to the rows", [byHand] {
                   return byHand({9}, {3, 2, 1});
               });
    t.stricter("hand-made: batch_sizes empty", "a packed sequence has at least one step", [byHand] {
        return byHand({0, 2}, {});
    });
    t.unsaid("hand-made: batch_sizes int32", "batch sizes are a list of int64 here");
    t.same("hand-made: batch_sizes increasing", [byHand] { return byHand({6, 2}, {1, 2, 3}); });
    t.unsaid("hand-made: batch_sizes 2-D", "batch sizes are a list of int64 here");
    t.unsaid("hand-made: batch_sizes a list", pythonType);

    t.of("PackedSequence");
    t.unsaid("batch_sizes missing, data not a pair", pythonType);
    t.unsaid("batch_sizes not on the CPU", "there is one device here");
    t.unsaid("(data,batch_sizes) as one pair (accepted)",
             "a packed sequence is one value with named parts here");

    t.of("unpad_sequence");
    t.stricter("length > T (accepted: clipped at T)", beyond, [] {
        return unpad(batch(), {9, 2, 1});
    });
    t.same("length 0 (accepted: empty tensor)", [] { return unpad(batch(), {4, 0, 1}); });
    t.stricter("negative length (accepted: empty)", "a length is never below 0", [] {
        return unpad(batch(), {4, -3, 1});
    });
    t.stricter("fewer lengths than sequences (accepted: zip stops)", oneForEach, [] {
        return unpad(batch(), {4, 2});
    });
    t.stricter("more lengths than sequences (accepted: zip stops)", oneForEach, [] {
        return unpad(batch(), {4, 2, 1, 1});
    });
    t.same("lengths a python list (accepted)", [] { return unpad(batch(), {4, 2, 1}); });
    t.same("rank 1", [] { return unpad(ones({3}), {1}); });
    t.same("rank 1, batch_first", [] { return unpad(ones({3}), {1}, Layout::batchFirst); });
    t.unsaid("batch_first=False transposes the caller's tensor IN PLACE",
             "arguments are const here");

    t.of("unpack_sequence");
    t.same("total (accepted)", [] {
        return lengthsOf(unpackSequence(packed({1, 4, 2}, sorting)));
    });
    t.unsaid("not a PackedSequence", pythonType);
}

void addInvert(Table &t)
{
    t.of("invert_permutation");
    const auto invert = [](const Integers &permutation) {
        return outcome(invertPermutation(permutation));
    };
    t.same("None (returns None)", [] {
        const auto neither = packed({4, 2, 1}, enforced);
        return Outcome{!neither.sortedIndices.has_value(),
                       neither.unsortedIndices ? inShort(*neither.unsortedIndices) : "None",
                       {}};
    });
    t.same("a permutation", [invert] { return invert({2, 0, 1}); });
    t.same("index out of range", [invert] { return invert({0, 3}); });
    t.same("negative index", [invert] { return invert({0, -1}); });
    t.stricter("duplicate index (accepted: garbage in the unset slot)", "each index stands once",
               [invert] {
                   return invert({0, 0});
               });
    for (const char *name : {"float", "int32", "2-D"})
        t.unsaid(name, "a permutation is a list of int64 here");
    t.same("empty (accepted)", [invert] { return invert({}); });
}

} // namespace

void addPacking(Table &table)
{
    addPackPadded(table);
    addPackAndPad(table);
    addUnpack(table);
    addInvert(table);
}

} // namespace probes
