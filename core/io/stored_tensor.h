// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/tensor.h"
#include "core/io/number_type.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace core {

/// A tensor where it lies in a file; its numbers are read when they are asked for.
struct StoredTensor {
    std::string typeName;             ///< as the format calls it, for messages
    const NumberType *type = nullptr; ///< null where numbers of this type are not read
    Shape shape;
    Shape strides;                    ///< steps between neighbours on each axis, in elements
    std::optional<std::size_t> entry; ///< of the archive; absent in a file that is none
    std::uint64_t begin = 0;          ///< the byte of the file, or of the entry, where it begins
};

/// What a file holds, by name.
using StoredTensors = std::map<std::string, StoredTensor>;

/// Tensors by name, each number held exactly.
using TensorsByName = std::map<std::string, Tensor<double>>;

/// Checks what every format must keep to, so that a message about a tensor is a sentence.
/// Errors: a name of more than 512 bytes or with control characters; more than 64 axes.
[[nodiscard]] Result<Done> checkNamed(const std::string &name, const Shape &shape);

/// Strides of a tensor whose elements lie one behind the other, row-major.
/// Requires: a shape that boundedElements takes for some bound.
[[nodiscard]] Shape rowMajorStrides(const Shape &shape);

/// How many bytes from its beginning on a tensor needs: to the end of its farthest element.
/// Units: bytes; 0 without elements.
/// Errors: nothing where a stride is negative or the number is beyond 2^60.
[[nodiscard]] std::optional<std::uint64_t> reachOf(const Shape &shape, const Shape &strides,
                                                   std::size_t elementSize);

/// Checks what can be known before the bytes are there.
/// Errors: a type that is not read; more than maxElements elements.
[[nodiscard]] Result<Done> checkReadable(const StoredTensor &tensor);

/// Converts the numbers of a tensor.
/// Requires: checkReadable; as many bytes as reachOf says.
/// Errors: an integer beyond 2^53, which a double does not hold.
[[nodiscard]] Result<Tensor<double>> numbersOf(const StoredTensor &tensor, std::string_view bytes);

} // namespace core
