// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peak.h"

// What is compiled for each processor comes after the list of them.
// clang-format off
#include "core/kernels/vector_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/bench/peak.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace bench::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// So many rounds of multiply-adds of which twelve do not wait for each other; gives how many floating-point
/// operations these were.
double multiplyAdds(int rounds, volatile float &result)
{
    const hn::ScalableTag<float> d;
    const auto factor = hn::Set(d, 0.5F), term = hn::Set(d, 1.0F);
    hn::Vec<decltype(d)> sums[12];
    HWY_UNROLL(12)
    for (int i = 0; i < 12; ++i)
        sums[i] = hn::Set(d, static_cast<float>(i));
    for (int round = 0; round < rounds; ++round) {
        HWY_UNROLL(12)
        for (int i = 0; i < 12; ++i)
            sums[i] = hn::MulAdd(sums[i], factor, term);
    }
    HWY_UNROLL(12)
    for (int i = 1; i < 12; ++i)
        sums[0] = hn::Add(sums[0], sums[i]);
    result = hn::GetLane(sums[0]); // so that they are made
    return 2.0 * 12 * static_cast<double>(hn::Lanes(d)) * rounds;
}

} // namespace bench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

namespace bench {

HWY_EXPORT(multiplyAdds);

double peakGflops(int threads)
{
    double best = 0;
    for (int attempt = 0; attempt < 60; ++attempt) {
        const auto start = std::chrono::steady_clock::now();
        std::vector<double> operations(static_cast<std::size_t>(threads));
        const auto work = [&operations](std::size_t thread) {
            volatile float result = 0;
            operations[thread] = HWY_DYNAMIC_DISPATCH(multiplyAdds)(1 << 18, result);
        };
        {
            std::vector<std::jthread> others;
            for (std::size_t thread = 1; thread < operations.size(); ++thread)
                others.emplace_back(work, thread);
            work(0);
        }
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        double sum = 0;
        for (const double count : operations)
            sum += count;
        best = std::max(best, sum / seconds.count() / 1e9);
    }
    return best;
}

} // namespace bench

#endif
