// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

#include <span>
#include <string>

/// What PyTorch 1.13.1 says where it refuses an input, word for word; empty where it takes the input in
/// silence. Each stands here once, for whoever refuses the same thing here.
namespace core {

inline constexpr const char *torchOnNothing = "Cannot pack empty tensors.";
inline constexpr const char *torchOnLengthBelowOne =
    "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= "
    "0";
inline constexpr const char *torchOnIncrease =
    "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can "
    "pass "
    "`enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this "
    "requirement if you do not need ONNX exportability.";
inline constexpr const char *torchOnNoSecondAxis =
    "Dimension out of range (expected to be in range of [-1, 0], but got 1)";
inline constexpr const char *torchOnIdOutOfRange = "index out of range in self";
inline constexpr const char *torchOnTableWithoutRows =
    "index_select(): self indexing axis dim should be positive";
inline constexpr const char *torchOnDropout =
    "dropout should be a number in range [0, 1] representing the probability of an element being "
    "zeroed";

/// pack_padded_sequence, given lengths for another number of rows. `sorts` is enforce_sorted=False:
/// then too few lengths leave the other sequences out in silence.
[[nodiscard]] std::string torchOnCount(std::span<const std::int64_t> lengths, Index rows,
                                       bool sorts);

/// nn.GRU on what pack_padded_sequence makes, in silence, of lengths beyond the padded width.
/// Requires: a length beyond `width`.
[[nodiscard]] std::string torchOnLengthBeyond(std::span<const std::int64_t> lengths, Index width);

/// tensor.narrow beyond the end: packed data with fewer rows than its batch sizes ask for.
[[nodiscard]] std::string torchOnNarrow(Index start, Index length, Index rows);

/// pad_packed_sequence, asked for a total_length below the longest length.
[[nodiscard]] std::string torchOnTotalLength(Index totalLength, Index longest);

/// nn.GRU, given an input of another width.
[[nodiscard]] std::string torchOnInputSize(Index inputSize, Index got);

/// nn.GRU, given an h_0 of another shape.
[[nodiscard]] std::string torchOnHidden(const Shape &expected, const Shape &got);

/// The same where the columns of h_0 are first put into `order`, so that PyTorch sees another shape, or
/// fails before it looks.
[[nodiscard]] std::string torchOnHidden(const Shape &expected, const Shape &got,
                                        std::span<const std::int64_t> order);

/// An addition in place to a tensor that is too small.
[[nodiscard]] std::string torchOnBroadcast(const Shape &output, const Shape &broadcast);

/// x times a weight transposed, x being [rows, width], plus a bias of `gates` elements.
[[nodiscard]] std::string torchOnWeight(Index rows, Index width, Index gates, bool bias,
                                        const Shape &weight);

/// A bias that is to be added to [rows, gates].
[[nodiscard]] std::string torchOnBias(Index rows, Index gates, const Shape &bias);

} // namespace core
