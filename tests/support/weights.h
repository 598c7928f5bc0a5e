// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/weight_file.h"

/// Reads all tensors of a file's bytes.
[[nodiscard]] inline core::Result<core::TensorsByName> weightsOf(std::string_view bytes,
                                                                 core::WeightFormat format)
{
    const auto file = core::WeightFile::of(bytes, format);
    if (!file)
        return file.error();
    core::TensorsByName tensors;
    for (const auto &[name, stored] : file->tensors()) {
        auto tensor = file->read(name);
        if (!tensor)
            return tensor.error();
        tensors.emplace(name, std::move(*tensor));
    }
    return tensors;
}
