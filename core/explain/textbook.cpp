// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/textbook.h"

namespace core {

namespace {

using Kind = Expression::Kind;

TensorRef named(TensorRef run, TensorName name)
{
    run.name = name;
    return run;
}

/// W_hn h + b_hn with each h multiplied by its r first.
std::vector<Expression> resetFirst(const Trace &trace, const TensorRef &run, Index row, Index unit)
{
    auto terms =
        explain(trace, {named(run, TensorName::candidateHidden), row, unit}).expression.operands;
    Expression &dot = terms.front();
    dot.symbol = "W_{hn} (r ∘ h)";
    for (std::size_t k = 0; 2 * k + 1 < dot.operands.size(); ++k) {
        const Cell reset{named(run, TensorName::resetGate), row, static_cast<Index>(k)};
        Expression &state = dot.operands[2 * k + 1];
        state = Expression::of(Kind::product, {Expression::of(reset, "r"), std::move(state)});
    }
    return terms;
}

/// tanh(W_in x + b_in + W_hn (r ∘ h) + b_hn): PyTorch's sum without its last term, and the other.
Expression candidateOf(const Trace &trace, const TensorRef &run, Index row, Index unit)
{
    Expression tanh = explain(trace, {named(run, TensorName::candidate), row, unit}).expression;
    std::vector<Expression> &terms = tanh.operands.front().operands;
    terms.pop_back();
    for (Expression &term : resetFirst(trace, run, row, unit))
        terms.push_back(std::move(term));
    return tanh;
}

} // namespace

TextbookStep textbookStep(const Trace &trace, const TensorRef &gate, Index row, Index unit)
{
    TextbookStep step;
    step.candidate = candidateOf(trace, gate, row, unit);
    step.n = evaluate(trace, step.candidate);
    step.torchN = valueOf(trace, {named(gate, TensorName::candidate), row, unit});
    const Cell state{
        {TensorName::layerOutput, gate.lane, gate.layer}, row, gate.direction * trace.H() + unit};
    step.torchH = valueOf(trace, state);
    const double z = valueOf(trace, {named(gate, TensorName::updateGate), row, unit});
    const Expression carried = explain(trace, state).expression.operands.back();
    step.h = (1 - z) * step.n + evaluate(trace, carried);
    return step;
}

} // namespace core
