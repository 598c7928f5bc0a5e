// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/vector_functions.h"

// What is compiled for each processor comes after the list of them.
// clang-format off
#include "core/kernels/vector_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/support/vector_functions.cpp"
#include <hwy/foreach_target.h>

#include "core/kernels/vector_math-inl.h"
// clang-format on

#include <algorithm>

HWY_BEFORE_NAMESPACE();
namespace core::HWY_NAMESPACE {

/// Each vector of the values through the function, two at a time as a step does.
template <class Function> void overValues(float *values, std::size_t count, Function function)
{
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    HWY_ALIGN float pair[2 * HWY_MAX_BYTES / sizeof(float)] = {};
    for (std::size_t i = 0; i < count; i += 2 * lanes) {
        const std::size_t some = std::min(2 * lanes, count - i);
        std::copy_n(values + i, some, pair);
        FloatVector both[] = {hn::Load(d, pair), hn::Load(d, pair + lanes)};
        function(both);
        hn::Store(both[0], d, pair);
        hn::Store(both[1], d, pair + lanes);
        std::copy_n(pair, some, values + i);
    }
}

void sigmoidsHere(float *values, std::size_t count)
{
    overValues(values, count, [](FloatVector(&x)[2]) HWY_ATTR { sigmoid(x); });
}

void hyperbolicTangentsHere(float *values, std::size_t count)
{
    overValues(values, count, [](FloatVector(&x)[2]) HWY_ATTR { hyperbolicTangent(x); });
}

} // namespace core::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace core {
HWY_EXPORT(sigmoidsHere);
HWY_EXPORT(hyperbolicTangentsHere);
} // namespace core

namespace support {

std::vector<std::int64_t> vectorTargets()
{
    return hwy::SupportedAndGeneratedTargets();
}

const char *targetName(std::int64_t target)
{
    return hwy::TargetName(target);
}

OnTarget::OnTarget(std::int64_t target)
{
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(target);
}

OnTarget::~OnTarget()
{
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

void sigmoids(std::span<float> values)
{
    using namespace core;
    HWY_DYNAMIC_DISPATCH(sigmoidsHere)(values.data(), values.size());
}

void hyperbolicTangents(std::span<float> values)
{
    using namespace core;
    HWY_DYNAMIC_DISPATCH(hyperbolicTangentsHere)(values.data(), values.size());
}

} // namespace support

#endif
