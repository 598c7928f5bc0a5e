// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/tensor_text.h"

#include "core/explain/decimals.h"

#include <algorithm>
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

enum class Notation { tsv, torch, latex };

/// How the numbers of one tensor are written.
class Numbers {
  public:
    Numbers(const Trace &trace, const TensorRef &tensor, Notation notation)
        : m_trace(trace), m_tensor(tensor), m_whole(isWhole(tensor.name)),
          m_single(isSingle(trace, tensor.name)), m_notation(notation)
    {
    }

    [[nodiscard]] std::string at(Index i, Index j, Index k) const
    {
        const double value = valueOf(m_trace, {m_tensor, i, j, k});
        if (m_whole)
            return std::to_string(static_cast<std::int64_t>(value));
        if (!std::isfinite(value))
            return notFinite(value);
        if (m_notation == Notation::latex)
            return withHyphen(numberText(value));
        std::array<char, 40> digits{};
        const auto end = m_single
                             ? std::to_chars(digits.data(), digits.data() + digits.size(),
                                             static_cast<float>(value))
                             : std::to_chars(digits.data(), digits.data() + digits.size(), value);
        std::string text(digits.data(), end.ptr);
        // Without a point Python would take it for an integer.
        if (m_notation == Notation::torch && text.find_first_of(".e") == text.npos)
            text += ".0";
        return text;
    }

  private:
    [[nodiscard]] std::string notFinite(double value) const
    {
        const std::string name = std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
        if (m_notation == Notation::latex)
            return std::isnan(value) ? "\\mathrm{nan}" : value > 0 ? "\\infty" : "-\\infty";
        return m_notation == Notation::torch ? "float('" + name + "')" : name;
    }
    static std::string withHyphen(std::string text)
    {
        constexpr std::string_view minus = "\u2212";
        if (text.starts_with(minus))
            text.replace(0, minus.size(), "-");
        return text;
    }

    const Trace &m_trace;
    const TensorRef &m_tensor;
    bool m_whole, m_single;
    Notation m_notation;
};

/// The cells along the last axis, through one of them.
std::vector<Cell> rowOf(const Trace &trace, Cell cell)
{
    const Shape shape = shapeOf(trace, cell.tensor);
    Index &along = shape.size() > 2 ? cell.k : shape.size() > 1 ? cell.j : cell.i;
    std::vector<Cell> row;
    for (along = 0; along < shape.back(); ++along)
        row.push_back(cell);
    return row;
}

/// The numbers of a row with something between them.
std::string rowText(const Trace &trace, const Cell &cell, Notation notation, const char *between)
{
    const Numbers numbers(trace, cell.tensor, notation);
    std::string text;
    for (const auto &[tensor, i, j, k] : rowOf(trace, cell))
        text += (text.empty() ? "" : between) + numbers.at(i, j, k);
    return text;
}

/// A matrix of the rows through these cells. Without the counter amsmath takes no more than 10 columns.
std::string latexMatrix(const Trace &trace, const std::vector<Cell> &rows)
{
    constexpr Index mostColumns = 10;
    const Index columns = shapeOf(trace, rows.front().tensor).back();
    std::string text;
    if (columns > mostColumns)
        text = "\\setcounter{MaxMatrixCols}{" + std::to_string(columns) + "}\n";
    text += "\\begin{bmatrix}\n";
    for (const Cell &row : rows)
        text += rowText(trace, row, Notation::latex, " & ") + " \\\\\n";
    return text + "\\end{bmatrix}\n";
}

/// The dtype of a torch.tensor, where it is not the one that PyTorch takes by itself, and its end.
std::string torchEnd(const Trace &trace, TensorName name)
{
    return !isWhole(name) && !isSingle(trace, name) ? ", dtype=torch.float64)" : ")";
}

} // namespace

std::string asTsv(const Trace &trace, const TensorRef &tensor)
{
    const Shape shape = shapeOf(trace, tensor);
    const Numbers numbers(trace, tensor, Notation::tsv);
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
    const Numbers numbers(trace, tensor, Notation::torch);
    std::array<Index, 3> at{};
    const auto list = [&](const auto &self, std::size_t axis) -> std::string {
        if (axis == shape.size())
            return numbers.at(at[0], at[1], at[2]);
        std::string text = "[";
        for (at[axis] = 0; at[axis] < shape[axis]; ++at[axis])
            text += (at[axis] > 0 ? ", " : "") + self(self, axis + 1);
        return text + "]";
    };
    return "torch.tensor(" + list(list, 0) + torchEnd(trace, tensor.name);
}

std::string asLatexMatrix(const Trace &trace, const TensorRef &tensor)
{
    const Shape shape = shapeOf(trace, tensor);
    if (shape.size() < 2)
        return latexMatrix(trace, {{tensor}});
    const bool several = shape.size() > 2;
    std::string text;
    for (Index i = 0; i < (several ? shape[0] : 1); ++i) {
        std::vector<Cell> rows;
        for (Index j = 0; j < shape[several ? 1 : 0]; ++j)
            rows.push_back(several ? Cell{tensor, i, j} : Cell{tensor, j});
        if (several)
            text += "% " + nameOf(tensor) + "[" + std::to_string(i) + "]\n";
        text += latexMatrix(trace, rows);
    }
    return text;
}

std::string rowAsTsv(const Trace &trace, const Cell &cell)
{
    return rowText(trace, cell, Notation::tsv, "\t") + "\n";
}

std::string rowAsTorchTensor(const Trace &trace, const Cell &cell)
{
    return "torch.tensor([" + rowText(trace, cell, Notation::torch, ", ") + "]" +
           torchEnd(trace, cell.tensor.name);
}

std::string rowAsLatexMatrix(const Trace &trace, const Cell &cell)
{
    return latexMatrix(trace, {cell});
}

} // namespace core
