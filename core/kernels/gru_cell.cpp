// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/gru_cell.h"

#include "core/kernels/fused_scan.h"

#include <cmath>

namespace core {

namespace {

/// W^T columns plus bias. W is stored as PyTorch's [3H, D], that is D x 3H here.
template <class Scalar>
Matrix<Scalar> affine(const Tensor<Scalar> &weight, const Tensor<Scalar> &bias,
                      const Matrix<Scalar> &columns)
{
    Matrix<Scalar> sums = Matrix<Scalar>::Zero(weight.extent(0), columns.cols());
    sums.noalias() += weight.columns(1).transpose() * columns;
    if (!bias.empty())
        sums.colwise() += bias.columns(0).col(0);
    return sums;
}

template <class Derived> auto sigmoid(const Eigen::ArrayBase<Derived> &sums)
{
    using Scalar = typename Derived::Scalar;
    return (Scalar(1) + (-sums).exp()).inverse();
}

template <class Scalar>
GruStep<Scalar> productsStep(const GruParameters<Scalar> &parameters,
                             const Eigen::Ref<const Matrix<Scalar>> &x,
                             const Eigen::Ref<const Matrix<Scalar>> &h)
{
    const Index H = parameters.weightHh.extent(1);
    // Copies of our own: Eigen's products may differ in the last bit with the alignment of operands.
    const Matrix<Scalar> xs = x, hs = h;
    const Matrix<Scalar> gi = affine(parameters.weightIh, parameters.biasIh, xs);
    const Matrix<Scalar> gh = affine(parameters.weightHh, parameters.biasHh, hs);
    GruStep<Scalar> step;
    step.r = sigmoid((gh.topRows(H) + gi.topRows(H)).array());
    step.z = sigmoid((gh.middleRows(H, H) + gi.middleRows(H, H)).array());
    step.hn = gh.bottomRows(H);
    step.n = (gi.bottomRows(H).array() + step.hn.array() * step.r.array()).tanh();
    step.h = (hs - step.n).array() * step.z.array() + step.n.array();
    return step;
}

/// Row `i` of W times a column, plus its bias.
template <class Scalar, class Column>
Scalar rowTimes(const Tensor<Scalar> &weight, const Tensor<Scalar> &bias, Index i,
                const Column &column)
{
    Scalar sum = bias.empty() ? Scalar(0) : bias[i];
    for (Index k = 0; k < weight.extent(1); ++k)
        sum += weight.at(i, k) * column(k);
    return sum;
}

template <class Scalar> Scalar sigmoidOf(Scalar sum)
{
    return 1 / (1 + std::exp(-sum));
}

template <class Scalar>
GruStep<Scalar> plainStep(const GruParameters<Scalar> &parameters,
                          const Eigen::Ref<const Matrix<Scalar>> &x,
                          const Eigen::Ref<const Matrix<Scalar>> &h)
{
    const auto &[weightIh, weightHh, biasIh, biasHh] = parameters;
    const Index H = weightHh.extent(1), rows = h.cols();
    const Matrix<Scalar> none(H, rows);
    GruStep<Scalar> step{none, none, none, none, none};
    for (Index j = 0; j < rows; ++j)
        for (Index i = 0; i < H; ++i) {
            const auto input = [&](Index gate) {
                return rowTimes(weightIh, biasIh, gate * H + i, x.col(j));
            };
            const auto recurrent = [&](Index gate) {
                return rowTimes(weightHh, biasHh, gate * H + i, h.col(j));
            };
            const Scalar r = step.r(i, j) = sigmoidOf(input(0) + recurrent(0));
            const Scalar z = step.z(i, j) = sigmoidOf(input(1) + recurrent(1));
            const Scalar hn = step.hn(i, j) = recurrent(2);
            const Scalar n = step.n(i, j) = std::tanh(input(2) + r * hn);
            step.h(i, j) = (1 - z) * n + z * h(i, j);
        }
    return step;
}

} // namespace

template <class Scalar>
GruStep<Scalar> gruStep(const GruParameters<Scalar> &parameters,
                        const Eigen::Ref<const Matrix<Scalar>> &x,
                        const Eigen::Ref<const Matrix<Scalar>> &h, GruPath path)
{
    if (path == GruPath::plain)
        return plainStep(parameters, x, h);
    if constexpr (std::is_same_v<Scalar, float>)
        return fusedGruStep(parameters, x, h);
    else
        return productsStep(parameters, x, h);
}

template GruStep<float> gruStep(const GruParameters<float> &,
                                const Eigen::Ref<const Matrix<float>> &,
                                const Eigen::Ref<const Matrix<float>> &, GruPath);
template GruStep<double> gruStep(const GruParameters<double> &,
                                 const Eigen::Ref<const Matrix<double>> &,
                                 const Eigen::Ref<const Matrix<double>> &, GruPath);

} // namespace core
