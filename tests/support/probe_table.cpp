// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/probe_table.h"

#include <charconv>
#include <cmath>

namespace probes {

using namespace core;

void Table::same(std::string name, std::function<Outcome()> call)
{
    m_entries.push_back({m_function, std::move(name), Verdict::same, std::move(call), {}});
}

void Table::stricter(std::string name, std::string reason, std::function<Outcome()> call)
{
    m_entries.push_back(
        {m_function, std::move(name), Verdict::stricter, std::move(call), std::move(reason)});
}

void Table::unsaid(std::string name, std::string reason)
{
    m_entries.push_back({m_function, std::move(name), Verdict::unsaid, {}, std::move(reason)});
}

namespace {

/// As Python writes a float.
std::string digits(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.begin(), text.end(), value).ptr;
    std::string written(text.begin(), end);
    if (written.find_first_of(".e") == std::string::npos)
        written += ".0";
    return written;
}

std::string digits(std::int64_t value)
{
    return std::to_string(value);
}

template <class Scalar, class Number>
std::string tensorInShort(const Tensor<Scalar> &tensor, const char *dtype)
{
    std::string text = "tensor" + toString(tensor.shape) + " " + dtype + " ";
    if (tensor.size() > 12)
        return text + "...";
    text += "[";
    for (Index i = 0; i < tensor.size(); ++i)
        text += (i ? ", " : "") + digits(static_cast<Number>(tensor[i]));
    return text + "]";
}

} // namespace

std::string shapeInShort(const Shape &shape)
{
    std::string text = toString(shape);
    text.front() = '(';
    text.back() = ')';
    return text;
}

std::string inShort(const Tensor<float> &tensor)
{
    return tensorInShort<float, double>(tensor, "float32");
}

std::string inShort(const Tensor<std::int64_t> &tensor)
{
    return tensorInShort<std::int64_t, std::int64_t>(tensor, "int64");
}

std::string inShort(const std::vector<std::int64_t> &vector)
{
    return inShort(Tensor<std::int64_t>({static_cast<Index>(vector.size())}, vector));
}

Tensor<float> batch()
{
    Tensor<float> x({4, 3, 2});
    std::iota(x.data.begin(), x.data.end(), 1.0F);
    return x;
}

} // namespace probes
