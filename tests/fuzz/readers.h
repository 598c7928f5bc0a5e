// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace fuzz {

/// One reader, which takes any bytes whatever: it reads or refuses them, and what it reads holds.
struct Reader {
    std::string_view name; ///< of its folder in tests/fuzz/corpus
    void (*read)(std::string_view bytes);
};

/// document, safetensors, npz and pickle.
[[nodiscard]] std::span<const Reader> readers();

/// Calls the reader of this name. Requires: one of readers().
void read(std::string_view name, std::string_view bytes);

} // namespace fuzz
