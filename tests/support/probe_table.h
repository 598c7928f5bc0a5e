// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/pack.h"

#include <functional>
#include <string>
#include <vector>

namespace probes {

/// How this engine treats an input that was tried on torch (tests/golden/errors.json).
enum class Verdict {
    same,     ///< as torch: the same value, or refused with torch's words
    stricter, ///< torch takes it in silence or crashes; here it is refused, without words of torch's
    unsaid,   ///< our types cannot say it
};

/// What the engine did.
struct Outcome {
    bool accepted = false;
    std::string words;   ///< the value in short, or the words of torch that go with the refusal
    std::string message; ///< the refusal's own sentence
};

struct Entry {
    std::string function, name; ///< as in errors.json
    Verdict verdict = Verdict::same;
    std::function<Outcome()> call; ///< absent where unsaid
    std::string reason;            ///< why it is not the same; empty where it is
};

/// Rows of the table, collected function by function.
class Table {
  public:
    /// The function to which the rows that follow belong.
    void of(std::string function) { m_function = std::move(function); }
    void same(std::string name, std::function<Outcome()> call);
    void stricter(std::string name, std::string reason, std::function<Outcome()> call);
    void unsaid(std::string name, std::string reason);
    [[nodiscard]] std::vector<Entry> entries() && { return std::move(m_entries); }

  private:
    std::string m_function;
    std::vector<Entry> m_entries;
};

/// pack_padded_sequence, pack_sequence, pad_sequence, pad_packed_sequence, PackedSequence,
/// unpad_sequence, unpack_sequence, invert_permutation.
void addPacking(Table &table);
/// Embedding, GRU(), GRU, gather, index_select.
void addModel(Table &table);
/// What is a matter of types: only a document in a file can say it.
void addDocuments(Table &table);

// Values in short, as the script that tried the calls wrote them.
[[nodiscard]] std::string shapeInShort(const core::Shape &shape); ///< "(4, 3, 2)"
[[nodiscard]] std::string inShort(const core::Tensor<float> &tensor);
[[nodiscard]] std::string inShort(const core::Tensor<std::int64_t> &tensor);
[[nodiscard]] std::string inShort(const std::vector<std::int64_t> &vector);
template <class Scalar>
[[nodiscard]] std::string inShort(const core::PackedSequence<Scalar> &packed)
{
    const auto list = [](const auto &v) { return core::toString({v.begin(), v.end()}); };
    const auto index = [&](const auto &v) { return v ? list(*v) : std::string("None"); };
    return "PackedSequence(data " + core::toString(packed.data.shape) +
           ", batch_sizes=" + list(packed.batchSizes) + ", sorted=" + index(packed.sortedIndices) +
           ", unsorted=" + index(packed.unsortedIndices) + ")";
}

/// The value in short, or the refusal.
template <class T, class InShort>
[[nodiscard]] Outcome outcome(const core::Result<T> &result, InShort &&inShort)
{
    if (!result)
        return {false, result.error().torch, result.error().message};
    return {true, inShort(*result), {}};
}
template <class T> [[nodiscard]] Outcome outcome(const core::Result<T> &result)
{
    return outcome(result, [](const T &value) { return inShort(value); });
}

/// The batch on which most calls were tried: [T, B, D] = [4, 3, 2], counting from 1.
[[nodiscard]] core::Tensor<float> batch();

} // namespace probes
