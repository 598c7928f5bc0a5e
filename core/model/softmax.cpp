// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/softmax.h"

#include <cmath>

namespace core {

Tensor<double> softmax(const RealTensor &logits)
{
    Tensor<double> shares(logits.shape());
    for (Index i = 0; i < shares.size(); ++i)
        shares[i] = logits[i];
    auto columns = shares.columns(1);
    for (Index row = 0; row < columns.cols(); ++row) {
        auto classes = columns.col(row);
        const double largest = classes.maxCoeff();
        double total =
            0; // from the first to the last, so that the same row has the same bits anywhere
        for (double &x : classes)
            total += x = std::exp(x - largest); // the largest becomes 1: none overflows
        classes /= total;
    }
    return shares;
}

} // namespace core
