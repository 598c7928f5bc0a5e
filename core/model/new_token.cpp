// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/new_token.h"

namespace core {

void addToken(Document &document, std::string token)
{
    Tensor<double> &table = document.embedding;
    const Index V = table.extent(0), D = table.extent(1);
    TorchGenerator generator(static_cast<std::uint64_t>(V));
    const Tensor<double> row = document.dtype == DType::float32
                                   ? generator.normal<float>({D}).cast<double>()
                                   : generator.normal<double>({D});
    table.data.insert(table.data.end(), row.data.begin(), row.data.end());
    table.shape[0] = V + 1;
    if (auto &padding = document.options.paddingIdx; padding && *padding < 0)
        *padding += V; // it counted from the end
    document.vocabulary.tokens.push_back(std::move(token));
}

} // namespace core
