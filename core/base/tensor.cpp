// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/tensor.h"

namespace core {

std::string toString(const Shape &shape)
{
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + "]";
}

} // namespace core
