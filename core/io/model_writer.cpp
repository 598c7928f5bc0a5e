// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_writer.h"

#include "core/io/npz.h"
#include "core/io/safetensors.h"

namespace core {

namespace {

RealTensor inPrecision(const Tensor<double> &tensor, DType dtype)
{
    return dtype == DType::float64 ? RealTensor(tensor) : RealTensor(tensor.cast<float>());
}

std::vector<std::pair<std::string, RealTensor>> modelTensors(const Document &document)
{
    std::vector<std::pair<std::string, RealTensor>> list;
    const auto add = [&](const std::string &name, const Tensor<double> &tensor) {
        list.emplace_back(name, inPrecision(tensor, document.dtype));
    };
    auto weights = document.weights;
    for (const auto &parameter : parameters(weights))
        add("gru." + parameter.name, *parameter.tensor);
    if (document.embedding.rank() == 2)
        add("embedding.weight", document.embedding);
    if (document.readout) {
        add("readout.weight", document.readout->weight);
        if (!document.readout->bias.empty())
            add("readout.bias", document.readout->bias);
    }
    return list;
}

} // namespace

Result<std::string> modelBytes(const Document &document, WeightFormat format)
{
    const auto tensors = modelTensors(document);
    if (format == WeightFormat::safetensors)
        return safetensorsBytes(tensors);
    if (format == WeightFormat::npz)
        return npzBytes({tensors.begin(), tensors.end()});
    return Error{"weights are written as .safetensors and .npz, not as PyTorch's own files", {}};
}

} // namespace core
