// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/cell.h"

namespace core {

/// How a number comes about: a small tree whose leaves are cells of other tensors.
struct Expression {
    enum class Kind {
        given,    ///< put there by a person, a file or the random stream
        number,   ///< a number of the formula itself
        cell,     ///< the number in another cell
        dot,      ///< sum of products; operands two by two
        sum,      ///< of all operands
        product,  ///< of all operands
        oneMinus, ///< 1 - operand
        sigmoid,
        tanh,
        argsort, ///< which of the operands stands at place `number` when sorted, largest first
        scatter, ///< `number`, put into the place that the operand names
        count,   ///< how many of the operands are greater than `number`
        softmax, ///< of all operands, at place `number`
        isLast,  ///< 1 where `number` is the operand less 1
    };

    Kind kind = Kind::given;
    std::string
        symbol; ///< what a formula calls it: "W_ir x", "b_ir", "h_{t-1}" (in the reverse run h_{t+1}); may be empty
    Cell cell;
    double number = 0;
    std::vector<Expression> operands;

    static Expression of(const Cell &cell, std::string symbol = {});
    static Expression of(double number, std::string symbol = {});
    static Expression of(Kind kind, std::vector<Expression> operands, std::string symbol = {});
};

/// What the expression gives when it is computed again from its cells, in double precision.
[[nodiscard]] double evaluate(const Trace &trace, const Expression &expression);

/// What a reader gets who has only what is printed: each number and each dot product with `digits`
/// decimals; whole numbers are read whole.
[[nodiscard]] double evaluatePrinted(const Trace &trace, const Expression &expression, int digits);

/// The cells at the leaves of an expression, from left to right.
[[nodiscard]] std::vector<Cell> sourcesOf(const Expression &expression);

} // namespace core
