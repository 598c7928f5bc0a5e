// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/object_reader.h"

namespace core {

/// Reads {"shape": […], "data": […]}, or nested lists for a tensor of rank 1 or 2.
/// Errors: a shape that does not fit the data, is not made of integers of at least 0, or is too large;
/// lists of different lengths; an element that is not a number (not an integer, for integers).
/// A refusal gives an empty tensor.
template <class Scalar>
[[nodiscard]] Tensor<Scalar> readTensor(const Json &value, const std::string &path,
                                        Findings &findings);

/// Reads a plain list of integers.
[[nodiscard]] std::vector<std::int64_t> readIntegers(const Json &value, const std::string &path,
                                                     Findings &findings);

/// The elements as a JSON list, on one line.
template <class Scalar> [[nodiscard]] std::string jsonList(const std::vector<Scalar> &values);

/// {"shape": […], "data": […]}, on one line.
template <class Scalar> [[nodiscard]] std::string jsonTensor(const Tensor<Scalar> &tensor);

} // namespace core
