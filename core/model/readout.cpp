// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/readout.h"

namespace core {

template <class Scalar>
Tensor<Scalar> readOut(const Readout<Scalar> &readout, const Tensor<Scalar> &states)
{
    Tensor<Scalar> logits({states.extent(0), readout.weight.extent(0)});
    // Not one product of matrices, which would add up in another order for few rows than for many.
    for (Index row = 0; row < logits.extent(0); ++row)
        for (Index c = 0; c < logits.extent(1); ++c)
            logits.columns(1)(c, row) =
                readout.weight.columns(1).col(c).dot(states.columns(1).col(row));
    if (!readout.bias.empty())
        logits.columns(1).colwise() += readout.bias.columns(0).col(0);
    return logits;
}

template Tensor<float> readOut(const Readout<float> &, const Tensor<float> &);
template Tensor<double> readOut(const Readout<double> &, const Tensor<double> &);

} // namespace core
