// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/gru_cell.h"

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

} // namespace

template <class Scalar>
GruStep<Scalar> gruStep(const GruParameters<Scalar> &parameters,
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

template GruStep<float> gruStep(const GruParameters<float> &,
                                const Eigen::Ref<const Matrix<float>> &,
                                const Eigen::Ref<const Matrix<float>> &);
template GruStep<double> gruStep(const GruParameters<double> &,
                                 const Eigen::Ref<const Matrix<double>> &,
                                 const Eigen::Ref<const Matrix<double>> &);

} // namespace core
