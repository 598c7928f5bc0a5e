// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/gru_scan.h"

namespace core {

/// `gruStep` in float32 by the fused step.
[[nodiscard]] GruStep<float> fusedGruStep(const GruParameters<float> &parameters,
                                          const Eigen::Ref<const Matrix<float>> &x,
                                          const Eigen::Ref<const Matrix<float>> &h);

/// `scanGru` in float32 by the fused step: the same bits as step by step.
[[nodiscard]] Matrix<float>
fusedScan(const GruParameters<float> &parameters, const Eigen::Ref<const Matrix<float>> &x,
          std::span<const std::int64_t> batchSizes, const Eigen::Ref<const Matrix<float>> &h0,
          const ScanOptions &options, Eigen::Ref<Matrix<float>, 0, Eigen::OuterStride<>> output);

} // namespace core
