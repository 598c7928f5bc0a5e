// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/random_document.h"

#include "core/model/embedding.h"
#include "core/model/limits.h"

#include <charconv>
#include <set>

namespace core {

namespace {

template <class Integer> bool parse(std::string_view text, Integer &value)
{
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc{} && end == text.data() + text.size();
}

/// torch.manual_seed takes negative seeds too: they count from the end of 64 bits.
bool parseSeed(std::string_view text, std::uint64_t &seed)
{
    std::int64_t negative = 0;
    if (!text.starts_with('-'))
        return parse(text, seed);
    if (!parse(text, negative))
        return false;
    seed = static_cast<std::uint64_t>(negative);
    return true;
}

/// Sets one key. Errors: "unknown" or "not an integer".
Result<Done> set(RandomSpec &spec, const std::string &key, std::string_view value)
{
    const std::map<std::string, std::int64_t *> numbers{
        {"B", &spec.B}, {"T", &spec.T},     {"V", &spec.V},      {"D", &spec.D},
        {"H", &spec.H}, {"low", &spec.low}, {"high", &spec.high}};
    const auto found = numbers.find(key);
    if (key != "seed" && found == numbers.end())
        return Error{"\"" + key + "\" is not one of its keys: seed, B, T, V, D, H, low, high", {}};
    if (key == "seed" ? parseSeed(value, spec.seed) : parse(value, *found->second))
        return Done{};
    return Error{key + " is \"" + std::string(value) + "\"; it must be an integer", {}};
}

Result<Done> checkSpec(const RandomSpec &spec)
{
    const std::vector<std::pair<const char *, Index>> sizes{
        {"B", spec.B}, {"T", spec.T}, {"V", spec.V}, {"D", spec.D}, {"H", spec.H}};
    for (const auto &[name, size] : sizes)
        if (size < 1)
            return Error{
                std::string(name) + " is " + std::to_string(size) + "; it must be at least 1", {}};
    if (spec.low >= spec.high)
        return Error{"low is " + std::to_string(spec.low) + " and high is " +
                         std::to_string(spec.high) + "; low must be less than high",
                     "random_ expects 'from' to be less than 'to', but got from=" +
                         std::to_string(spec.low) + " >= to=" + std::to_string(spec.high)};
    if (const Shape table{spec.V, spec.D}; !boundedElements(table))
        return Error{"the table would have shape " + toString(table) + "; it may have at most " +
                         std::to_string(maxElements) + " elements",
                     {}};
    for (const Index width : {spec.D, spec.H})
        if (const Shape batch{spec.B, spec.T, width}; !boundedElements(batch, maxBatchElements))
            return Error{"the batch would have shape " + toString(batch) +
                             "; it may have at most " + std::to_string(maxBatchElements) +
                             " elements",
                         {}};
    return checkLimits({spec.D, spec.H, 1, 1, true});
}

} // namespace

Result<RandomSpec> randomSpec(std::string_view text)
{
    RandomSpec spec;
    std::set<std::string> seen;
    for (std::string_view rest = text; !rest.empty();) {
        const auto comma = rest.find(',');
        const std::string_view part = rest.substr(0, comma);
        const auto equals = part.find('=');
        const std::string key(part.substr(0, equals));
        if (equals == std::string_view::npos || comma == rest.size() - 1)
            return Error{"\"" + std::string(text) + "\" is not a list like seed=0,B=2,T=3", {}};
        if (!seen.insert(key).second)
            return Error{key + " stands twice", {}};
        if (const auto done = set(spec, key, part.substr(equals + 1)); !done)
            return done.error();
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    if (const auto done = checkSpec(spec); !done)
        return done.error();
    return spec;
}

Document randomDocument(const RandomSpec &spec)
{
    TorchGenerator generator(spec.seed);
    const auto ids = generator.randint(spec.low, spec.high, spec.B * spec.T);
    const auto lengths = generator.randint(1, spec.T + 1, spec.B);
    TokenInput input;
    for (std::size_t b = 0; b < lengths.size(); ++b) {
        const auto row = ids.begin() + static_cast<Index>(b) * spec.T;
        input.ids.emplace_back(row, row + lengths[b]);
    }
    Document document;
    document.title = "torch.manual_seed(" + std::to_string(spec.seed) + ")";
    document.input = std::move(input);
    auto table = initialEmbedding<float>(spec.V, spec.D, 0, generator);
    document.embedding = table->cast<double>();
    document.weights =
        initialWeights<float>({spec.D, spec.H, 1, 1, true}, generator).cast<double>();
    if (spec.T != document.longest())
        document.options.paddedWidth = spec.T;
    return document;
}

} // namespace core
