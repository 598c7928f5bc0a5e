// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/tensor_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace core {

namespace {

/// Whether a tensor holds whole numbers: ids, lengths, indices, masks.
bool isWhole(TensorName name)
{
    switch (name) {
    case TensorName::lengths:
    case TensorName::paddedIds:
    case TensorName::sortedLengths:
    case TensorName::srtidx:
    case TensorName::invidx:
    case TensorName::packedIds:
    case TensorName::batchSizes:
    case TensorName::lastMask:
    case TensorName::nopackLastMask:
        return true;
    default:
        return false;
    }
}

/// Whether a tensor holds numbers of float32.
bool isSingle(const Trace &trace, TensorName name)
{
    return trace.document->dtype == DType::float32 && name != TensorName::stepProbabilities;
}

/// How the numbers of one tensor are written.
class Numbers {
  public:
    Numbers(const Trace &trace, const TensorRef &tensor, bool forTorch)
        : m_trace(trace), m_tensor(tensor), m_whole(isWhole(tensor.name)),
          m_single(isSingle(trace, tensor.name)), m_forTorch(forTorch)
    {
    }

    [[nodiscard]] std::string at(Index i, Index j, Index k) const
    {
        const double value = valueOf(m_trace, {m_tensor, i, j, k});
        if (m_whole)
            return std::to_string(static_cast<std::int64_t>(value));
        if (!std::isfinite(value))
            return notFinite(value);
        std::array<char, 40> digits{};
        const auto end = m_single
                             ? std::to_chars(digits.data(), digits.data() + digits.size(),
                                             static_cast<float>(value))
                             : std::to_chars(digits.data(), digits.data() + digits.size(), value);
        std::string text(digits.data(), end.ptr);
        // Without a point Python would take it for an integer.
        if (m_forTorch && text.find_first_of(".e") == text.npos)
            text += ".0";
        return text;
    }

  private:
    [[nodiscard]] std::string notFinite(double value) const
    {
        const std::string name = std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
        return m_forTorch ? "float('" + name + "')" : name;
    }

    const Trace &m_trace;
    const TensorRef &m_tensor;
    bool m_whole, m_single, m_forTorch;
};

} // namespace

std::string asTsv(const Trace &trace, const TensorRef &tensor)
{
    const Shape shape = shapeOf(trace, tensor);
    const Numbers numbers(trace, tensor, false);
    const Index first = shape[0], second = shape.size() > 1 ? shape[1] : 1,
                third = shape.size() > 2 ? shape[2] : 1;
    std::string text;
    for (Index i = 0; i < first; ++i) {
        if (shape.size() > 2 && i > 0)
            text += '\n';
        for (Index j = 0; j < second; ++j) {
            for (Index k = 0; k < third; ++k)
                text += numbers.at(i, j, k) + (k + 1 < third ? "\t" : "");
            text += shape.size() > 2 || j + 1 == second ? '\n' : '\t';
        }
    }
    return text;
}

std::string asTorchTensor(const Trace &trace, const TensorRef &tensor)
{
    const Shape shape = shapeOf(trace, tensor);
    const Numbers numbers(trace, tensor, true);
    std::array<Index, 3> at{};
    const auto list = [&](const auto &self, std::size_t axis) -> std::string {
        if (axis == shape.size())
            return numbers.at(at[0], at[1], at[2]);
        std::string text = "[";
        for (at[axis] = 0; at[axis] < shape[axis]; ++at[axis])
            text += (at[axis] > 0 ? ", " : "") + self(self, axis + 1);
        return text + "]";
    };
    const bool twice = !isWhole(tensor.name) && !isSingle(trace, tensor.name);
    return "torch.tensor(" + list(list, 0) + (twice ? ", dtype=torch.float64)" : ")");
}

} // namespace core
