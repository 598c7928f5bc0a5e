// SPDX-License-Identifier: GPL-3.0-or-later
// Functions of vectors of floats, compiled once for each kind of processor. They take some vectors in step,
// for one alone waits for each of its own results. The largest errors over all float32 inputs stand in
// README.md; NaN gives NaN.
#if defined(PACKSCOPE_VECTOR_MATH_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef PACKSCOPE_VECTOR_MATH_INL_H
#undef PACKSCOPE_VECTOR_MATH_INL_H
#else
#define PACKSCOPE_VECTOR_MATH_INL_H
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace core::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::ScalableTag<float>;
using FloatVector = hn::Vec<Floats>;

/// e^a as 2^-shift * scale * (1 + rest), |rest| < 0.42.
/// Requires: a is NaN or a / ln 2 + shift in -126 … 127. The shift is for powers that have no float of
/// their own yet.
template <int shift, int N>
HWY_INLINE void splitPower(const FloatVector (&a)[N], FloatVector (&scale)[N],
                           FloatVector (&rest)[N])
{
    const Floats d;
    const hn::RebindToSigned<Floats> integers;
    // Added to this number, others are rounded to integers, which stand in its last bits.
    const FloatVector rounder = hn::Set(d, 12582912.0F);
    FloatVector r[N], q[N];
    HWY_UNROLL(4)
    for (int i = 0; i < N; ++i) {
        const FloatVector shifted = hn::MulAdd(a[i], hn::Set(d, 1.44269504F), rounder);
        r[i] = hn::Sub(shifted, rounder);
        const auto exponent =
            hn::Add(hn::BitCast(integers, shifted), hn::Set(integers, 127 + shift));
        scale[i] = hn::BitCast(d, hn::ShiftLeft<23>(exponent));
    }
    // Two parts of ln 2, of which n times the first is exact.
    HWY_UNROLL(4)
    for (int i = 0; i < N; ++i) {
        const FloatVector first = hn::NegMulAdd(r[i], hn::Set(d, 0.693359375F), a[i]);
        r[i] = hn::NegMulAdd(r[i], hn::Set(d, -2.12194440e-4F), first);
    }
    // (e^r - 1 - r) / r^2 over |r| < ln 2 / 2: the polynomial with the least relative error of e^r - 1.
    HWY_UNROLL(4)
    for (int i = 0; i < N; ++i)
        q[i] = hn::MulAdd(hn::Set(d, 0x1.6d9a8p-10F), r[i], hn::Set(d, 0x1.12290ep-7F));
    HWY_UNROLL(4)
    for (int i = 0; i < N; ++i)
        q[i] = hn::MulAdd(q[i], r[i], hn::Set(d, 0x1.555486p-5F));
    HWY_UNROLL(4)
    for (int i = 0; i < N; ++i)
        q[i] = hn::MulAdd(q[i], r[i], hn::Set(d, 0x1.5554aep-3F));
    HWY_UNROLL(4)
    for (int i = 0; i < N; ++i)
        q[i] = hn::MulAdd(q[i], r[i], hn::Set(d, 0.5F));
    HWY_UNROLL(4)
    for (int i = 0; i < N; ++i)
        rest[i] = hn::MulAdd(hn::Mul(r[i], r[i]), q[i], r[i]);
}

/// Each x becomes 1 / (1 + e^-x), as e^x / (1 + e^x) where x < 0.
template <int N> HWY_INLINE void sigmoid(FloatVector (&x)[N])
{
    const Floats d;
    const FloatVector one = hn::Set(d, 1.0F), least = hn::Set(d, -104.0F); // e^-104 is 0
    FloatVector a[N], scale[N], rest[N];
    HWY_UNROLL(4)
    for (int i = 0; i < N; ++i) {
        const FloatVector negative = hn::Neg(hn::Abs(x[i]));
        a[i] = hn::IfThenElse(hn::Lt(negative, least), least, negative);
    }
    splitPower<64>(a, scale, rest);
    HWY_UNROLL(4)
    for (int i = 0; i < N; ++i) {
        const FloatVector power =
            hn::Mul(hn::MulAdd(scale[i], rest[i], scale[i]), hn::Set(d, 0x1p-64F));
        const FloatVector numerator = hn::IfThenElse(hn::Lt(x[i], hn::Zero(d)), power, one);
        x[i] = hn::Div(numerator, hn::Add(one, power));
    }
}

/// Each x becomes tanh x: m / (m + 2) with m = e^2|x| - 1, and the sign of x.
template <int N> HWY_INLINE void hyperbolicTangent(FloatVector (&x)[N])
{
    const Floats d;
    const FloatVector one = hn::Set(d, 1.0F), two = hn::Set(d, 2.0F);
    const FloatVector most = hn::Set(d, 20.0F); // the tangent of 10 is 1
    FloatVector a[N], scale[N], rest[N];
    HWY_UNROLL(4)
    for (int i = 0; i < N; ++i) {
        const FloatVector positive = hn::Abs(hn::Add(x[i], x[i]));
        a[i] = hn::IfThenElse(hn::Gt(positive, most), most, positive);
    }
    splitPower<0>(a, scale, rest);
    HWY_UNROLL(4)
    for (int i = 0; i < N; ++i) {
        const FloatVector m = hn::MulAdd(scale[i], rest[i], hn::Sub(scale[i], one));
        x[i] = hn::CopySign(hn::Div(m, hn::Add(m, two)), x[i]);
    }
}

} // namespace core::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
