// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/expression.h"

#include "core/explain/decimals.h"
#include "core/model/softmax.h"
#include "core/pipeline/sort.h"

#include <cmath>

namespace core {

Expression Expression::of(const Cell &cell, std::string symbol)
{
    return {Kind::cell, std::move(symbol), cell, 0, {}};
}

Expression Expression::of(double number, std::string symbol)
{
    return {Kind::number, std::move(symbol), {}, number, {}};
}

Expression Expression::of(Kind kind, std::vector<Expression> operands, std::string symbol)
{
    return {kind, std::move(symbol), {}, 0, std::move(operands)};
}

namespace {

/// What the operator makes of its operands' values.
double combined(const Trace &trace, const Expression &expression, const std::vector<double> &values)
{
    using enum Expression::Kind;
    double total = 0;
    switch (expression.kind) {
    case given:
    case number:
    case scatter:
    case cell:
        return expression.number;
    case dot:
        for (std::size_t i = 0; i + 1 < values.size(); i += 2)
            total += values[i] * values[i + 1];
        return total;
    case sum:
        for (const double value : values)
            total += value;
        return total;
    case product:
        total = 1;
        for (const double value : values)
            total *= value;
        return total;
    case oneMinus:
        return 1 - values[0];
    case sigmoid:
        return 1 / (1 + std::exp(-values[0]));
    case tanh:
        return std::tanh(values[0]);
    case argsort: {
        const std::vector<std::int64_t> keys(values.begin(), values.end());
        const auto sorted = sortDescending(keys, trace.document->options.tieOrder);
        return static_cast<double>(sorted.indices[static_cast<std::size_t>(expression.number)]);
    }
    case count:
        for (const double value : values)
            total += value > expression.number;
        return total;
    case softmax: {
        const Tensor<double> logits({1, std::ssize(values)}, values);
        return core::softmax(logits)[static_cast<Index>(expression.number)];
    }
    case isLast:
        return expression.number == values[0] - 1;
    }
    return total;
}

} // namespace

double evaluate(const Trace &trace, const Expression &expression)
{
    if (expression.kind == Expression::Kind::cell)
        return valueOf(trace, expression.cell);
    std::vector<double> values;
    for (const Expression &operand : expression.operands)
        values.push_back(evaluate(trace, operand));
    return combined(trace, expression, values);
}

double evaluatePrinted(const Trace &trace, const Expression &expression, int digits)
{
    using enum Expression::Kind;
    const bool leaf = expression.kind == cell || expression.kind == dot ||
                      expression.kind == number || expression.kind == given;
    if (leaf)
        return rounded(evaluate(trace, expression), digits);
    std::vector<double> values;
    for (const Expression &operand : expression.operands)
        values.push_back(evaluatePrinted(trace, operand, digits));
    return combined(trace, expression, values);
}

std::vector<Cell> sourcesOf(const Expression &expression)
{
    if (expression.kind == Expression::Kind::cell)
        return {expression.cell};
    std::vector<Cell> cells;
    for (const Expression &operand : expression.operands)
        for (const Cell &cell : sourcesOf(operand))
            cells.push_back(cell);
    return cells;
}

} // namespace core
