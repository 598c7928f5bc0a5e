// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/notation.h"

#include "core/explain/torch_name.h"

#include <array>
#include <utility>

namespace core {

namespace {

struct Lines {
    std::vector<FormulaPart> symbols, numbers;
    bool closes = true;
};

/// Nothing for what is given or copied: its name and value say all.
Lines linesOf(const Trace &trace, const Cell &cell)
{
    const Expression expression = explain(trace, cell).expression;
    if (expression.kind == Expression::Kind::given)
        return {};
    const Decimals decimals = closingDecimals(trace, expression, valueOf(trace, cell));
    return {formula(trace, expression, Depth::symbols),
            formula(trace, expression, Depth::numbers, decimals.operands), decimals.closes};
}

std::string joined(const std::vector<FormulaPart> &parts)
{
    std::string text;
    for (const FormulaPart &part : parts)
        text += part.text;
    std::erase_if(text, [](char c) { return c == '{' || c == '}'; });
    return text;
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// A name as code, its underscores made safe.
std::string typewriter(const std::string &name)
{
    return "\\mathtt{" + replaced(name, "_", "\\_") + "}";
}

std::string latexOf(const FormulaPart &part)
{
    // A bracket tells the name of a tensor from a symbol.
    if (part.cell && part.text.find('[') != part.text.npos)
        return typewriter(part.text);
    std::string text = part.text;
    constexpr std::array<std::pair<std::string_view, std::string_view>, 11> signs{
        {{"−", "-"},
         {"·", "\\cdot"},
         {"σ", "\\sigma"},
         {"∘", "\\circ"},
         {"←", "\\leftarrow"},
         {"tanh", "\\tanh"},
         {"argsort", "\\operatorname{argsort}"},
         {"softmax", "\\operatorname{softmax}"},
         {"how many of", "\\text{how many of }"},
         {" are >", "\\text{ are} >"},
         {"padding_value", "\\mathtt{padding\\_value}"}}};
    for (const auto &[from, to] : signs)
        text = replaced(text, from, to);
    return text;
}

std::string latexOf(const std::vector<FormulaPart> &parts)
{
    std::string text;
    for (const FormulaPart &part : parts)
        text += latexOf(part);
    return text;
}

} // namespace

std::string plainText(const Trace &trace, const Cell &cell)
{
    const std::string name = torchName(trace, cell);
    const std::string value = cellText(trace, cell);
    const Lines lines = linesOf(trace, cell);
    if (lines.symbols.empty())
        return name + " = " + value;
    return name + "\n= " + joined(lines.symbols) + "\n= " + joined(lines.numbers) +
           (lines.closes ? "\n= " : "\n≈ ") + value;
}

std::string latex(const Trace &trace, const Cell &cell)
{
    const std::string name = typewriter(torchName(trace, cell));
    const std::string value = replaced(cellText(trace, cell), "−", "-");
    const Lines lines = linesOf(trace, cell);
    if (lines.symbols.empty())
        return name + " = " + value;
    return "\\begin{aligned}\n" + name + " &= " + latexOf(lines.symbols) +
           " \\\\\n&= " + latexOf(lines.numbers) + " \\\\\n" +
           (lines.closes ? "&= " : "&\\approx ") + value + "\n\\end{aligned}";
}

} // namespace core
