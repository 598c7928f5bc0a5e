// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/formula.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace core {

namespace {

using enum Expression::Kind;

/// Writes an expression from left to right, collecting its parts.
class Writer {
  public:
    Writer(const Trace &trace, Depth depth, int digits)
        : m_trace(trace), m_depth(depth), m_digits(digits)
    {
    }

    void write(const Expression &expression)
    {
        if (m_depth == Depth::symbols && !expression.symbol.empty())
            return text(expression.symbol);
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

    void writeCell(const Cell &source)
    {
        const std::string piece =
            m_depth == Depth::symbols ? nameOf(m_trace, source) : cellText(source);
        m_parts.push_back({piece, source});
    }

    /// Counts, ids and indices are whole numbers; everything else has decimals.
    [[nodiscard]] std::string cellText(const Cell &source) const
    {
        const double value = valueOf(m_trace, source);
        return isCount(source.tensor.name) ? numberText(value, 0) : numberText(value, m_digits);
    }

    static bool isCount(TensorName name)
    {
        using enum TensorName;
        constexpr std::array counts{lengths,   paddedIds,  sortedLengths, srtidx,        invidx,
                                    packedIds, batchSizes, lastMask,      nopackLastMask};
        return std::find(counts.begin(), counts.end(), name) != counts.end();
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
    if (expression.kind != dot) {
        for (const Expression &operand : expression.operands)
            collectDots(trace, operand, dots);
        return;
    }
    DotLines lines{expression.symbol, {}};
    double total = 0;
    for (std::size_t i = 0; i + 1 < expression.operands.size(); i += 2) {
        const Expression &weight = expression.operands[i], &factor = expression.operands[i + 1];
        ProductLine line{weight.cell, {}, evaluate(trace, weight), evaluate(trace, factor), 0, 0};
        if (factor.kind == cell)
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

std::vector<DotLines> dotProducts(const Trace &trace, const Expression &expression)
{
    std::vector<DotLines> dots;
    collectDots(trace, expression, dots);
    return dots;
}

std::string numberText(double value, int digits)
{
    if (std::isnan(value))
        return "nan";
    const std::string sign = std::signbit(value) ? "−" : "";
    if (std::isinf(value))
        return sign + "inf";
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value),
                                   std::chars_format::fixed, digits)
                         .ptr;
    const std::string body(buffer.data(), end);
    // A value that rounds to zero has no sign to show.
    const bool zero = body.find_first_not_of("0.") == std::string::npos;
    return zero ? body : sign + body;
}

} // namespace core
