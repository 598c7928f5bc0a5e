// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/gru_scan.h"

#include "core/kernels/fused_scan.h"

#include <numeric>

namespace core {

template <class Scalar>
Matrix<Scalar>
scanGru(const GruParameters<Scalar> &parameters, const Eigen::Ref<const Matrix<Scalar>> &x,
        std::span<const std::int64_t> batchSizes, const Eigen::Ref<const Matrix<Scalar>> &h0,
        const ScanOptions &options, Eigen::Ref<Matrix<Scalar>, 0, Eigen::OuterStride<>> output)
{
    const bool forward = options.direction == Direction::forward;
    const auto steps = static_cast<Index>(batchSizes.size());
    assert(std::accumulate(batchSizes.begin(), batchSizes.end(), Index{0}) == x.cols());
    if constexpr (std::is_same_v<Scalar, float>)
        if (options.path == GruPath::fast)
            return fusedScan(parameters, x, batchSizes, h0, options, output);
    // One state for each row, for the whole scan. Forward, finished rows keep theirs; backward, rows
    // that have not joined yet still hold their h0. So the live rows are always the first ones.
    Matrix<Scalar> state = h0;
    Index offset = forward ? 0 : x.cols();
    for (Index i = 0; i < steps; ++i) {
        const Index live = batchSizes[static_cast<std::size_t>(forward ? i : steps - 1 - i)];
        if (!forward)
            offset -= live;
        auto step = gruStep<Scalar>(parameters, x.middleCols(offset, live), state.leftCols(live),
                                    options.path);
        output.middleCols(offset, live) = step.h;
        state.leftCols(live) = step.h;
        if (forward)
            offset += live;
    }
    return state;
}

template Matrix<float> scanGru(const GruParameters<float> &,
                               const Eigen::Ref<const Matrix<float>> &,
                               std::span<const std::int64_t>,
                               const Eigen::Ref<const Matrix<float>> &, const ScanOptions &,
                               Eigen::Ref<Matrix<float>, 0, Eigen::OuterStride<>>);
template Matrix<double> scanGru(const GruParameters<double> &,
                                const Eigen::Ref<const Matrix<double>> &,
                                std::span<const std::int64_t>,
                                const Eigen::Ref<const Matrix<double>> &, const ScanOptions &,
                                Eigen::Ref<Matrix<double>, 0, Eigen::OuterStride<>>);

} // namespace core
