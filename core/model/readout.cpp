// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/readout.h"

namespace core {

template <class Scalar>
Tensor<Scalar> readOut(const Readout<Scalar> &readout, const Tensor<Scalar> &states)
{
    Tensor<Scalar> logits({states.extent(0), readout.weight.extent(0)});
    logits.columns(1).noalias() = readout.weight.columns(1).transpose() * states.columns(1);
    if (!readout.bias.empty())
        logits.columns(1).colwise() += readout.bias.columns(0).col(0);
    return logits;
}

template Tensor<float> readOut(const Readout<float> &, const Tensor<float> &);
template Tensor<double> readOut(const Readout<double> &, const Tensor<double> &);

} // namespace core
