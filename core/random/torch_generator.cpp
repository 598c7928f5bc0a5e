// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/random/torch_generator.h"

#include "core/random/polynomials.h"
#include "core/random/vector_registers.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace core {

namespace {

constexpr Index block = 16;

/// Turns 16 uniform numbers into 16 normal ones: the first half gives radii, the second angles.
void toNormal(float *values)
{
    for (Index j = 0; j < block / 2; ++j) {
        const float radius = std::sqrt(-2.0F * cephesLog(1.0F - values[j]));
        const auto [sine, cosine] =
            cephesSineCosine(2.0F * std::numbers::pi_v<float> * values[j + block / 2]);
        values[j] = radius * cosine;
        values[j + block / 2] = radius * sine;
    }
}

void toNormal(double *values)
{
    for (Index j = 0; j < block / 2; ++j) {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - values[j]));
        const double angle = 2.0 * std::numbers::pi * values[j + block / 2];
        values[j] = radius * std::cos(angle);
        values[j + block / 2] = radius * std::sin(angle);
    }
}

} // namespace

TorchGenerator::TorchGenerator(std::uint64_t seed) : m_engine(static_cast<std::uint32_t>(seed)) {}

std::uint32_t TorchGenerator::next32()
{
    return static_cast<std::uint32_t>(m_engine());
}

std::uint64_t TorchGenerator::next64()
{
    const std::uint64_t high = next32();
    return high << 32 | next32();
}

template <> float TorchGenerator::nextUnit<float>()
{
    return static_cast<float>(next32() & ((1U << 24) - 1)) * 0x1p-24F;
}

template <> double TorchGenerator::nextUnit<double>()
{
    return static_cast<double>(next64() & ((std::uint64_t{1} << 53) - 1)) * 0x1p-53;
}

double TorchGenerator::nextNormal()
{
    if (m_waitingNormal)
        return *std::exchange(m_waitingNormal, std::nullopt);
    const double turn = nextUnit<double>();
    // Not log1p(-u), which is newer torch's: its last bit differs now and then.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - nextUnit<double>()));
    const double angle = 2.0 * std::numbers::pi * turn;
    m_waitingNormal = radius * std::sin(angle);
    return radius * std::cos(angle);
}

std::vector<std::int64_t> TorchGenerator::randint(std::int64_t low, std::int64_t high, Index count)
{
    assert(low < high);
    const auto range = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    const bool wide = range >= std::uint64_t{1} << 32;
    std::vector<std::int64_t> values;
    for (Index i = 0; i < count; ++i) {
        const std::uint64_t drawn = wide ? next64() : next32();
        values.push_back(
            static_cast<std::int64_t>(drawn % range + static_cast<std::uint64_t>(low)));
    }
    return values;
}

template <class Scalar> Tensor<Scalar> TorchGenerator::uniform(Shape shape, double low, double high)
{
    clearUpperHalves();
    Tensor<Scalar> tensor(std::move(shape));
    const auto from = static_cast<Scalar>(low), to = static_cast<Scalar>(high);
    // One rounding for the product and the sum together: in double for float, by fma for double.
    for (Scalar &value : tensor.data)
        value = static_cast<Scalar>(std::fma(static_cast<double>(nextUnit<Scalar>()),
                                             static_cast<double>(to - from),
                                             static_cast<double>(from)));
    return tensor;
}

template <class Scalar> Tensor<Scalar> TorchGenerator::normal(Shape shape)
{
    clearUpperHalves();
    Tensor<Scalar> tensor(std::move(shape));
    const Index size = tensor.size();
    if (size < block) {
        for (Scalar &value : tensor.data)
            value = static_cast<Scalar>(nextNormal());
        return tensor;
    }
    for (Scalar &value : tensor.data)
        value = nextUnit<Scalar>();
    for (Index i = 0; i + block <= size; i += block)
        toNormal(tensor.data.data() + i);
    if (size % block == 0)
        return tensor;
    // What is left over is drawn again together with the end of the last block.
    Scalar *const tail = tensor.data.data() + size - block;
    for (Index j = 0; j < block; ++j)
        tail[j] = nextUnit<Scalar>();
    toNormal(tail);
    return tensor;
}

template Tensor<float> TorchGenerator::uniform(Shape, double, double);
template Tensor<double> TorchGenerator::uniform(Shape, double, double);
template Tensor<float> TorchGenerator::normal(Shape);
template Tensor<double> TorchGenerator::normal(Shape);

} // namespace core
