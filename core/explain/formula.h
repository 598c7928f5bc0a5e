// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/decimals.h"
#include "core/explain/explain.h"

#include <optional>

namespace core {

/// How closely an explanation is told.
enum class Depth {
    symbols, ///< σ(W_ir x + b_ir + W_hr h + b_hr)
    numbers, ///< the same with numbers put in, each dot product as its sum
};

/// A piece of a formula; a number, or the symbol of one, leads to the cell that holds it.
struct FormulaPart {
    std::string text;
    std::optional<Cell> cell;

    bool operator==(const FormulaPart &) const = default;
};

/// The expression as one line. Symbols are written as in LaTeX without braces where one character
/// is lowered: "W_{ir} x". Numbers have `digits` decimals and a real minus sign.
[[nodiscard]] std::vector<FormulaPart> formula(const Trace &trace, const Expression &expression,
                                               Depth depth, int digits = 4);

/// The number in a cell; counts, ids and indices as whole numbers.
[[nodiscard]] std::string cellText(const Trace &trace, const Cell &cell, int digits = 4);

/// With how many decimals the numbers of a formula are printed.
struct Decimals {
    int operands = 4;
    bool closes = true; ///< the printed numbers give the printed result: "=", else "≈"
};

/// The fewest decimals of the operands, at least those of the result and at most seven, with which a
/// reader who has only the printed numbers comes to the printed `value`.
[[nodiscard]] Decimals closingDecimals(const Trace &trace, const Expression &expression,
                                       double value, int digits = 4);

/// One product of a dot product, and the sum up to it.
struct ProductLine {
    Cell weight;
    std::optional<Cell>
        factor; ///< absent where the factor is a number of the formula, as a zero h_0
    double weightValue = 0;
    double factorValue = 0;
    double product = 0;
    double runningSum = 0;
};

/// Every dot product of an expression with its symbol and all its products.
struct DotLines {
    std::string symbol;
    std::vector<ProductLine> lines;
};
[[nodiscard]] std::vector<DotLines> dotProducts(const Trace &trace, const Expression &expression);

} // namespace core
