// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/principal_components.h"

#include <Eigen/Eigenvalues>

#include <cmath>
#include <limits>

namespace core {

namespace {

/// So many rows are held in double at once.
constexpr Index blockOfRows = 256;

/// Calls `take` with the rows of a tensor block by block, as columns in double.
template <class Take> void forEachBlock(const RealTensor &states, const Take &take)
{
    const Index rows = states.extent(0);
    for (Index first = 0; first < rows; first += blockOfRows) {
        const Index count = std::min(blockOfRows, rows - first);
        if (states.dtype() == DType::float32)
            take(Matrix<double>(
                states.as<float>().columns(1).middleCols(first, count).cast<double>()));
        else
            take(Matrix<double>(states.as<double>().columns(1).middleCols(first, count)));
    }
}

/// The finite rows of some tensors.
class Rows {
  public:
    Rows(const std::vector<const RealTensor *> &states, const std::stop_token &stop)
        : m_states(states), m_stop(stop)
    {
    }

    /// Calls `take` with them as columns, block by block.
    template <class Take> void each(const Take &take) const
    {
        for (const RealTensor *tensor : m_states)
            forEachBlock(*tensor, [&](Matrix<double> block) {
                Index kept = 0;
                for (Index i = 0; i < block.cols() && !m_stop.stop_requested(); ++i)
                    if (block.col(i).allFinite())
                        block.col(kept++) = block.col(i);
                if (kept > 0)
                    take(block.leftCols(kept));
            });
    }

    [[nodiscard]] Index count() const
    {
        Index count = 0;
        for (const RealTensor *tensor : m_states)
            count += tensor->extent(0);
        return count;
    }

  private:
    const std::vector<const RealTensor *> &m_states;
    const std::stop_token &m_stop;
};

using Block = Eigen::Ref<const Matrix<double>>;

/// A power of two by which numbers are divided to be at most 1, so that no square overflows or vanishes.
double scaleOf(double largest)
{
    int exponent = 0;
    std::frexp(largest, &exponent);
    return std::ldexp(1.0, std::min(exponent, std::numeric_limits<double>::max_exponent - 1));
}

void pointTheSameWay(Eigen::Ref<Vector<double>> axis)
{
    const double large = axis.cwiseAbs().maxCoeff() * (1 - 1e-6);
    Index first = 0;
    while (std::abs(axis[first]) < large)
        ++first;
    if (axis[first] < 0)
        axis = -axis;
}

PrincipalComponents ofNoRows(Index W)
{
    PrincipalComponents none;
    none.centre = Vector<double>::Zero(W);
    none.axes = decltype(none.axes)::Identity(W, 2);
    return none;
}

} // namespace

PrincipalComponents principalComponents(const std::vector<const RealTensor *> &states,
                                        const std::stop_token &stop)
{
    const Index W = states.front()->extent(1);
    const Rows rows(states, stop);
    PrincipalComponents result = ofNoRows(W);
    double largest = 0;
    Vector<double>
        origin; // a row, from which the others are not far: rows that are equal differ by 0
    rows.each([&](const Block &block) {
        if (result.rows == 0)
            origin = block.col(0);
        largest = std::max(largest, block.cwiseAbs().maxCoeff());
        result.rows += block.cols();
    });
    if (stop.stop_requested())
        return ofNoRows(W);
    result.leftOut = rows.count() - result.rows;
    if (result.rows == 0)
        return result;

    const double scale = scaleOf(largest);
    origin /= scale;
    Vector<double> mean = Vector<double>::Zero(W);
    rows.each(
        [&](const Block &block) { mean += ((block / scale).colwise() - origin).rowwise().sum(); });
    mean /= static_cast<double>(result.rows);
    const Vector<double> centre = origin + mean;
    Matrix<double> covariance = Matrix<double>::Zero(W, W);
    rows.each([&](const Block &block) {
        const Matrix<double> from = ((block / scale).colwise() - origin).colwise() - mean;
        covariance.selfadjointView<Eigen::Lower>().rankUpdate(from);
    });
    if (stop.stop_requested())
        return ofNoRows(W);
    covariance /= static_cast<double>(std::max<Index>(result.rows - 1, 1));

    result.centre = centre * scale;
    const double total = covariance.trace();
    const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(covariance);
    for (Index k = 0; k < std::min<Index>(W, 2); ++k) { // the solver's last are the largest
        const auto axis = static_cast<std::size_t>(k);
        const double variance = std::max(solver.eigenvalues()[W - 1 - k], 0.0);
        result.axes.col(k) = solver.eigenvectors().col(W - 1 - k);
        pointTheSameWay(result.axes.col(k));
        result.variances[axis] = variance * scale * scale;
        result.shares[axis] = total > 0 ? std::min(variance / total, 1.0) : 0;
    }
    return result;
}

PrincipalComponents principalComponents(const Trace &trace, const std::stop_token &stop)
{
    std::vector<const RealTensor *> states{&trace.packed.output()};
    if (trace.padded)
        states.push_back(&trace.padded->output());
    return principalComponents(states, stop);
}

Tensor<double> projected(const PrincipalComponents &components, const RealTensor &states)
{
    Tensor<double> places({states.extent(0), 2});
    Index row = 0;
    forEachBlock(states, [&](const Matrix<double> &block) {
        auto there = places.columns(1).middleCols(row, block.cols());
        there.noalias() = components.axes.transpose() * (block.colwise() - components.centre);
        for (Index i = 0; i < block.cols(); ++i)
            if (!block.col(i).allFinite())
                there.col(i).setConstant(std::numeric_limits<double>::quiet_NaN());
        row += block.cols();
    });
    return places;
}

} // namespace core
