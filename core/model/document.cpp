// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/document.h"

#include <algorithm>

namespace core {

Index Document::batchSize() const
{
    if (const auto *tokens = std::get_if<TokenInput>(&input))
        return static_cast<Index>(tokens->ids.size());
    return static_cast<Index>(std::get<DenseInput>(input).lengths.size());
}

std::vector<std::int64_t> Document::lengths() const
{
    if (const auto *dense = std::get_if<DenseInput>(&input))
        return dense->lengths;
    std::vector<std::int64_t> lengths;
    for (const auto &sequence : std::get<TokenInput>(input).ids)
        lengths.push_back(static_cast<std::int64_t>(sequence.size()));
    return lengths;
}

Index Document::lengthOf(SequenceIndex sequence) const
{
    const auto b = static_cast<std::size_t>(sequence.value());
    if (const auto *tokens = std::get_if<TokenInput>(&input))
        return std::ssize(tokens->ids[b]);
    return static_cast<Index>(std::get<DenseInput>(input).lengths[b]);
}

Index Document::longest() const
{
    Index longest = 0;
    for (Index b = 0; b < batchSize(); ++b)
        longest = std::max(longest, lengthOf(SequenceIndex(b)));
    return longest;
}

Index Document::paddedWidth() const
{
    if (const auto *dense = std::get_if<DenseInput>(&input))
        return dense->padded.rank() > 1 ? dense->padded.extent(1) : 0;
    return options.paddedWidth.value_or(longest());
}

std::optional<Tensor<std::int64_t>> paddedIdsOf(const Document &document)
{
    const auto *tokens = std::get_if<TokenInput>(&document.input);
    if (!tokens)
        return std::nullopt;
    const Index B = document.batchSize(), T = document.paddedWidth();
    const Index pad = document.options.paddingIdx.value_or(0);
    Tensor<std::int64_t> ids({B, T}, pad < 0 ? pad + document.embedding.extent(0) : pad);
    for (std::size_t b = 0; b < tokens->ids.size(); ++b) {
        const auto row = ids.data.begin() + static_cast<Index>(b) * T;
        const auto end = std::ranges::copy(tokens->ids[b], row).out;
        if (b < tokens->beyond.size()) {
            const auto &beyond = tokens->beyond[b];
            std::copy_n(beyond.begin(), std::min(std::ssize(beyond), row + T - end), end);
        }
    }
    return ids;
}

bool torchSorts(const Options &options)
{
    return options.sort == SortBy::torch && !options.enforceSorted;
}

std::string sequenceName(SequenceIndex sequence)
{
    std::string name;
    for (Index rest = sequence.value() + 1; rest > 0; rest = (rest - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return name;
}

} // namespace core
