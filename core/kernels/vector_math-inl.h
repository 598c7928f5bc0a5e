// SPDX-License-Identifier: GPL-3.0-or-later
// Functions of a vector of floats, compiled once for each kind of processor. The largest errors over all
// float32 inputs stand in README.md; NaN gives NaN.
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

/// e^a as 2^-shift * scale * (1 + rest), |rest| < 0.42.
template <class V> struct SplitPower {
    V scale, rest;
};

/// Requires: a is NaN or a / ln 2 + shift in -126 … 127. The shift is for powers that have no float of
/// their own yet.
template <int shift, class D, class V = hn::Vec<D>> HWY_INLINE SplitPower<V> splitPower(D d, V a)
{
    const hn::RebindToSigned<D> integers;
    // Added to this number, others are rounded to integers, which stand in its last bits.
    const V rounder = hn::Set(d, 12582912.0F);
    const V shifted = hn::MulAdd(a, hn::Set(d, 1.44269504F), rounder);
    const V n = hn::Sub(shifted, rounder);
    // Two parts of ln 2, of which n times the first is exact.
    V r = hn::NegMulAdd(n, hn::Set(d, 0.693359375F), a);
    r = hn::NegMulAdd(n, hn::Set(d, -2.12194440e-4F), r);
    // (e^r - 1 - r) / r^2 over |r| < ln 2 / 2: the polynomial with the least relative error of e^r - 1.
    V q = hn::MulAdd(hn::Set(d, 0x1.6d9a8p-10F), r, hn::Set(d, 0x1.12290ep-7F));
    q = hn::MulAdd(q, r, hn::Set(d, 0x1.555486p-5F));
    q = hn::MulAdd(q, r, hn::Set(d, 0x1.5554aep-3F));
    q = hn::MulAdd(q, r, hn::Set(d, 0.5F));
    const V rest = hn::MulAdd(hn::Mul(r, r), q, r);
    const auto exponent = hn::Add(hn::BitCast(integers, shifted), hn::Set(integers, 127 + shift));
    return {hn::BitCast(d, hn::ShiftLeft<23>(exponent)), rest};
}

/// 1 / (1 + e^-x), as e^x / (1 + e^x) where x < 0.
template <class D, class V = hn::Vec<D>> HWY_INLINE V sigmoid(D d, V x)
{
    const V one = hn::Set(d, 1.0F);
    V a = hn::Neg(hn::Abs(x));
    const V least = hn::Set(d, -104.0F); // e^-104 is 0
    a = hn::IfThenElse(hn::Lt(a, least), least, a);
    const auto [scale, rest] = splitPower<64>(d, a);
    const V power = hn::Mul(hn::MulAdd(scale, rest, scale), hn::Set(d, 0x1p-64F));
    return hn::Div(hn::IfThenElse(hn::Lt(x, hn::Zero(d)), power, one), hn::Add(one, power));
}

/// m / (m + 2) with m = e^2|x| - 1, and the sign of x.
template <class D, class V = hn::Vec<D>> HWY_INLINE V hyperbolicTangent(D d, V x)
{
    V a = hn::Abs(hn::Add(x, x));
    const V most = hn::Set(d, 20.0F); // the tangent of 10 is 1
    a = hn::IfThenElse(hn::Gt(a, most), most, a);
    const auto [scale, rest] = splitPower<0>(d, a);
    const V m = hn::MulAdd(scale, rest, hn::Sub(scale, hn::Set(d, 1.0F)));
    return hn::CopySign(hn::Div(m, hn::Add(m, hn::Set(d, 2.0F))), x);
}

} // namespace core::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
