// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/formula.h"

#include "core/explain/torch_name.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace core {

namespace {

/// Writes an expression from left to right, collecting its parts.
class Writer {
    using enum Expression::Kind;

  public:
    Writer(const Trace &trace, Depth depth, int digits)
        : m_trace(trace), m_depth(depth), m_digits(digits)
    {
    }

    void write(const Expression &expression)
    {
        if (m_depth == Depth::symbols && !expression.symbol.empty())
            return writeSymbol(expression);
        switch (expression.kind) {
        case given:
        case number:
            return text(numberText(expression.number, m_digits));
        case cell:
            return writeCell(expression.cell);
        case dot:
            return text(numberText(evaluate(m_trace, expression), m_digits));
        case sum:
            return writeJoined(expression.operands, " + ");
        case product:
            return writeProduct(expression.operands);
        case oneMinus:
            text("(1 − ");
            write(expression.operands[0]);
            return text(")");
        case sigmoid:
            return writeCall("σ", expression);
        case tanh:
            return writeCall("tanh", expression);
        case argsort:
            writeCall("argsort", expression);
            return text(placeText(expression));
        case softmax:
            writeCall("softmax", expression);
            return text(placeText(expression));
        case scatter:
            text("inv[");
            write(expression.operands[0]);
            return text("] ← " + std::to_string(static_cast<Index>(expression.number)));
        case count:
            text("how many of ");
            writeJoined(expression.operands, ", ");
            return text(" are > " + std::to_string(static_cast<Index>(expression.number)));
        case isLast:
            text(std::to_string(static_cast<Index>(expression.number)) + " == ");
            write(expression.operands[0]);
            return text(" − 1");
        }
    }

    [[nodiscard]] std::vector<FormulaPart> take() { return std::move(m_parts); }

  private:
    void text(const std::string &piece)
    {
        if (m_parts.empty() || m_parts.back().cell)
            m_parts.push_back({piece, {}});
        else
            m_parts.back().text += piece;
    }

    /// A symbol that stands for one cell leads to it as its number does.
    void writeSymbol(const Expression &expression)
    {
        if (expression.kind != cell)
            return text(expression.symbol);
        m_parts.push_back({expression.symbol, expression.cell});
    }

    void writeCell(const Cell &source)
    {
        const std::string piece = m_depth == Depth::symbols ? torchName(m_trace, source)
                                                            : cellText(m_trace, source, m_digits);
        m_parts.push_back({piece, source});
    }

    static std::string placeText(const Expression &expression)
    {
        return "[" + std::to_string(static_cast<Index>(expression.number)) + "]";
    }

    void writeJoined(const std::vector<Expression> &operands, const char *between)
    {
        for (std::size_t i = 0; i < operands.size(); ++i) {
            if (i)
                text(between);
            write(operands[i]);
        }
    }

    /// Factors side by side; a negative number after the first stands in brackets.
    void writeProduct(const std::vector<Expression> &operands)
    {
        for (std::size_t i = 0; i < operands.size(); ++i) {
            if (i)
                text(m_depth == Depth::symbols ? " " : " · ");
            const bool bracket = m_depth == Depth::numbers && operands[i].kind == cell &&
                                 std::signbit(valueOf(m_trace, operands[i].cell));
            if (bracket)
                text("(");
            write(operands[i]);
            if (bracket)
                text(")");
        }
    }

    void writeCall(const char *function, const Expression &expression)
    {
        text(std::string(function) + "(");
        writeJoined(expression.operands, ", ");
        text(")");
    }

    const Trace &m_trace;
    Depth m_depth;
    int m_digits;
    std::vector<FormulaPart> m_parts;
};

void collectDots(const Trace &trace, const Expression &expression, std::vector<DotLines> &dots)
{
    if (expression.kind != Expression::Kind::dot) {
        for (const Expression &operand : expression.operands)
            collectDots(trace, operand, dots);
        return;
    }
    DotLines lines{expression.symbol, {}};
    double total = 0;
    for (std::size_t i = 0; i + 1 < expression.operands.size(); i += 2) {
        const Expression &weight = expression.operands[i], &factor = expression.operands[i + 1];
        ProductLine line{weight.cell, {}, evaluate(trace, weight), evaluate(trace, factor), 0, 0};
        if (factor.kind == Expression::Kind::cell)
            line.factor = factor.cell;
        line.product = line.weightValue * line.factorValue;
        line.runningSum = total += line.product;
        lines.lines.push_back(line);
    }
    dots.push_back(std::move(lines));
}

} // namespace

std::vector<FormulaPart> formula(const Trace &trace, const Expression &expression, Depth depth,
                                 int digits)
{
    Writer writer(trace, depth, digits);
    writer.write(expression);
    return writer.take();
}

namespace {

/// The same expression with its numbers read once: a gate costs a row of gates each time.
Expression withNumbers(const Trace &trace, const Expression &expression)
{
    using enum Expression::Kind;
    if (expression.kind == cell || expression.kind == dot)
        return Expression::of(evaluate(trace, expression));
    Expression copy = expression;
    for (Expression &operand : copy.operands)
        operand = withNumbers(trace, operand);
    return copy;
}

} // namespace

Decimals closingDecimals(const Trace &trace, const Expression &expression, double value, int digits)
{
    constexpr int most = 7; // a float32 has no more
    const std::string printed = numberText(value, digits);
    const Expression numbers = withNumbers(trace, expression);
    for (int operands = digits; operands <= most; ++operands)
        if (numberText(evaluatePrinted(trace, numbers, operands), digits) == printed)
            return {operands, true};
    return {digits, false};
}

std::string cellText(const Trace &trace, const Cell &cell, int digits)
{
    using enum TensorName;
    constexpr std::array counts{lengths,   paddedIds,  sortedLengths, srtidx,        invidx,
                                packedIds, batchSizes, lastMask,      nopackLastMask};
    const bool whole = std::ranges::find(counts, cell.tensor.name) != counts.end();
    return numberText(valueOf(trace, cell), whole ? 0 : digits);
}

std::vector<DotLines> dotProducts(const Trace &trace, const Expression &expression)
{
    std::vector<DotLines> dots;
    collectDots(trace, expression, dots);
    return dots;
}

} // namespace core
