// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/torch_words.h"

namespace core {

bool torchSorts(const Options &options)
{
    return options.sort == SortBy::torch && !options.enforceSorted;
}

std::string torchOnCount(const Options &options, Index count, Index rows)
{
    if (count == rows)
        return {};
    if (!torchSorts(options))
        return "Expected `len(lengths)` to be equal to batch_size, but got " +
               std::to_string(count) + " (batch_size=" + std::to_string(rows) + ")";
    if (count > rows)
        return "INDICES element is out of DATA bounds, id=" + std::to_string(rows) +
               " axis_dim=" + std::to_string(rows);
    return count == 0 ? "Cannot pack empty tensors." : "";
}

} // namespace core
