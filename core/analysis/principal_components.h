// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

#include <array>
#include <stop_token>

namespace core {

/// The plane in which states vary most.
///
/// Rows with a NaN or an infinity have no place in it and are left out. Each axis points so that the first
/// of its largest components (those within a millionth of the largest) is positive. Two directions in
/// which the states vary alike can be told apart by rounding alone, so that their axes may lie anywhere in
/// the plane of both.
struct PrincipalComponents {
    Vector<double> centre; ///< [W], the mean of the rows; zero if there are none
    /// W x 2, columns orthonormal. The second is zero where states have one feature.
    Eigen::Matrix<double, Eigen::Dynamic, 2> axes;
    /// Of the states along each axis, over rows - 1 as numpy.cov has it: the two largest eigenvalues of the
    /// covariance.
    std::array<double, 2> variances{};
    std::array<double, 2> shares{}; ///< of the variance of all features, 0 … 1; 0 if nothing varies
    Index rows = 0;                 ///< that were taken
    Index leftOut = 0;              ///< that were not finite
};

/// Of all rows of all these tensors together. It takes rows * W^2 + 10 W^3 multiply-adds or so; when it is
/// stopped it gives what it knows of no rows at all.
/// Shapes: each [rows, W]. Requires: at least one tensor, W >= 1.
[[nodiscard]] PrincipalComponents principalComponents(const std::vector<const RealTensor *> &states,
                                                      const std::stop_token &stop = {});

/// Of the top layer's outputs in both lanes, or in the packed one where the other did not run.
[[nodiscard]] PrincipalComponents principalComponents(const Trace &trace,
                                                      const std::stop_token &stop = {});

/// Where each row stands in the plane, from the centre; NaN for a row that is not finite.
/// Shapes: states [rows, W]; result [rows, 2].
[[nodiscard]] Tensor<double> projected(const PrincipalComponents &components,
                                       const RealTensor &states);

} // namespace core
