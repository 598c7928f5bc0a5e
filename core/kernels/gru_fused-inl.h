// SPDX-License-Identifier: GPL-3.0-or-later
// The fused step, compiled once for each kind of processor.
//
// R rows meet P panels at a time, with 3 * R * P sums in registers. One or two rows take several panels, so that
// there are always enough sums of which none waits for another. Whatever R and P are, and wherever a product
// is cut, a sum starts with its bias and takes the products in the order of the features: its bits depend
// on its row alone.
#if defined(PACKSCOPE_GRU_FUSED_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef PACKSCOPE_GRU_FUSED_INL_H
#undef PACKSCOPE_GRU_FUSED_INL_H
#else
#define PACKSCOPE_GRU_FUSED_INL_H
#endif

#include "core/kernels/gru_fused.h"
#include "core/kernels/vector_math-inl.h"

#include <algorithm>
#include <array>
#include <utility>

HWY_BEFORE_NAMESPACE();
namespace core::HWY_NAMESPACE {

/// As the registers suffice: three sums a row, three weights, one number of a row.
constexpr int rowsAtOnce = HWY_ARCH_ARM_A64 || (HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3) ? 8 : 4;

/// As many weights of a panel as stay in the first cache while rows pass by. Units: floats.
constexpr Index cachedWeights = 6144;

/// W times the columns of some rows, added to the sums of some panels.
struct Products {
    const float *weights; ///< K x 3 x lanes in the first panel
    Index panelStride;    ///< to the weights of the next panel
    const float *const *columns;
    Index K;
    float *sums;         ///< 4 x lanes a row, all rows of a panel after another
    Index sumsStride;    ///< to the sums of the next panel
    Index candidateSlot; ///< whose sums the gate n adds to: 2 for h, 3 for x
};

template <int R, int P>
void addBlock(const Products &products, Index firstRow, Index k, const Index end)
{
    const Floats d;
    const Index lanes = static_cast<Index>(hn::Lanes(d));
    const Index slots[] = {0, lanes, products.candidateSlot * lanes};
    float *const first = products.sums + firstRow * 4 * lanes;
    FloatVector sums[P][R][3];
    const float *column[R];
    HWY_UNROLL(8)
    for (int r = 0; r < R; ++r) {
        column[r] = products.columns[firstRow + r];
        HWY_UNROLL(4)
        for (int p = 0; p < P; ++p) {
            HWY_UNROLL(3)
            for (int gate = 0; gate < 3; ++gate)
                sums[p][r][gate] =
                    hn::Load(d, first + p * products.sumsStride + r * 4 * lanes + slots[gate]);
        }
    }
    for (const float *weights = products.weights + k * 3 * lanes; k < end;
         ++k, weights += 3 * lanes) {
        HWY_UNROLL(4)
        for (int p = 0; p < P; ++p) {
            const float *at = weights + p * products.panelStride;
            const FloatVector wr = hn::Load(d, at), wz = hn::Load(d, at + lanes),
                              wn = hn::Load(d, at + 2 * lanes);
            HWY_UNROLL(8)
            for (int r = 0; r < R; ++r) {
                const FloatVector number = hn::Set(d, column[r][k]);
                sums[p][r][0] = hn::MulAdd(wr, number, sums[p][r][0]);
                sums[p][r][1] = hn::MulAdd(wz, number, sums[p][r][1]);
                sums[p][r][2] = hn::MulAdd(wn, number, sums[p][r][2]);
            }
        }
    }
    HWY_UNROLL(8)
    for (int r = 0; r < R; ++r) {
        HWY_UNROLL(4)
        for (int p = 0; p < P; ++p) {
            HWY_UNROLL(3)
            for (int gate = 0; gate < 3; ++gate)
                hn::Store(sums[p][r][gate], d,
                          first + p * products.sumsStride + r * 4 * lanes + slots[gate]);
        }
    }
}

/// addBlock for 1, 2, … rows.
template <int P, int... i> constexpr auto blocksOfRows(std::integer_sequence<int, i...>)
{
    return std::array{&addBlock<i + 1, P>...};
}

/// All rows, in blocks of about the same size.
template <int P> void add(const Products &products, Index rows)
{
    constexpr int most = P == 1 ? rowsAtOnce : static_cast<int>(panelsAtOnce) / P;
    static constexpr auto functions = blocksOfRows<P>(std::make_integer_sequence<int, most>());
    const Index blocks = (rows + most - 1) / most;
    const Index weights =
        blocks == 1 ? products.K : cachedWeights / 3 / static_cast<Index>(hn::Lanes(Floats()));
    for (Index k = 0; k < products.K; k += weights)
        for (Index block = 0; block < blocks; ++block) {
            const Index first = block * rows / blocks, end = (block + 1) * rows / blocks;
            functions[static_cast<std::size_t>(end - first - 1)](products, first, k,
                                                                 std::min(products.K, k + weights));
        }
}

/// The units of a panel in a row of H numbers, of which the last panel may have fewer than lanes.
struct UnitsOfPanel {
    Index first, count, lanes;

    HWY_INLINE FloatVector load(const float *row) const
    {
        if (count == lanes)
            return hn::LoadU(Floats(), row + first);
        HWY_ALIGN float whole[HWY_MAX_BYTES / sizeof(float)] = {};
        std::copy_n(row + first, count, whole);
        return hn::Load(Floats(), whole);
    }
    HWY_INLINE void store(FloatVector units, float *row) const
    {
        if (count == lanes) {
            hn::StoreU(units, Floats(), row + first);
            return;
        }
        HWY_ALIGN float whole[HWY_MAX_BYTES / sizeof(float)];
        hn::Store(units, Floats(), whole);
        std::copy_n(whole, count, row + first);
    }
};

/// From the sums of N rows, from `row` on, to their new states.
template <int N>
HWY_INLINE void finish(const float *sums, const FusedRows &rows, Index row, Index H,
                       const UnitsOfPanel &units)
{
    const Floats d;
    const Index lanes = units.lanes;
    FloatVector gates[2 * N], hidden[N], n[N]; // r and z of each row, W_hn h + b_hn, n
    HWY_UNROLL(4)
    for (int i = 0; i < 2 * N; ++i)
        gates[i] = hn::Load(d, sums + (i / 2 * 4 + i % 2) * lanes);
    sigmoid(gates);
    HWY_UNROLL(2)
    for (int i = 0; i < N; ++i) {
        hidden[i] = hn::Load(d, sums + (4 * i + 2) * lanes);
        n[i] = hn::MulAdd(hidden[i], gates[2 * i], hn::Load(d, sums + (4 * i + 3) * lanes));
    }
    hyperbolicTangent(n);
    HWY_UNROLL(2)
    for (int i = 0; i < N; ++i) {
        const FloatVector h = units.load(rows.h[row + i]);
        units.store(hn::MulAdd(hn::Sub(h, n[i]), gates[2 * i + 1], n[i]), rows.next[row + i]);
        if (!rows.gates.r)
            continue;
        const Index at = (row + i) * H;
        units.store(gates[2 * i], rows.gates.r + at);
        units.store(gates[2 * i + 1], rows.gates.z + at);
        units.store(n[i], rows.gates.n + at);
        units.store(hidden[i], rows.gates.hn + at);
    }
}

/// The biases, and x times W_ih, for P panels.
template <int P>
void inputSums(const GruPanels &panels, Index panel, const Products &at, Index rows)
{
    const Floats d;
    const Index lanes = panels.lanes();
    for (int p = 0; p < P; ++p) {
        const float *biases = panels.panel(panel + p);
        const FloatVector r = hn::Load(d, biases), z = hn::Load(d, biases + lanes),
                          hidden = hn::Load(d, biases + 2 * lanes),
                          input = hn::Load(d, biases + 3 * lanes);
        float *sums = at.sums + p * at.sumsStride;
        for (Index row = 0; row < rows; ++row, sums += 4 * lanes) {
            hn::Store(r, d, sums);
            hn::Store(z, d, sums + lanes);
            hn::Store(hidden, d, sums + 2 * lanes);
            hn::Store(input, d, sums + 3 * lanes);
        }
    }
    add<P>(at, rows);
}

struct InputSums {
    const GruPanels &panels;
    Index rows;
    const float *const *x;
    float *sums;

    template <int P> void over(Index panel) const
    {
        const Index lanes = panels.lanes(), stride = rows * 4 * lanes;
        inputSums<P>(panels, panel,
                     {panels.panel(panel) + 4 * lanes, panels.stride(), x, panels.inputSize(),
                      sums + panel * stride, stride, 3},
                     rows);
    }
};

struct Step {
    const GruPanels &panels;
    const FusedRows &rows;

    template <int P> void over(Index panel) const
    {
        const Index lanes = panels.lanes(), H = panels.hiddenSize();
        const float *weights = panels.panel(panel) + 4 * lanes;
        const Index stride = rows.rowsOfSums * 4 * lanes;
        float *sums = rows.sums;
        if (rows.x)
            inputSums<P>(panels, panel,
                         {weights, panels.stride(), rows.x, panels.inputSize(), sums, stride, 3},
                         rows.count);
        else
            sums += panel * stride;
        add<P>(
            {weights + panels.inputSize() * 3 * lanes, panels.stride(), rows.h, H, sums, stride, 2},
            rows.count);
        for (int p = 0; p < P; ++p) {
            const Index unit = (panel + p) * lanes;
            const UnitsOfPanel units{unit, std::min(lanes, H - unit), lanes};
            const float *ofPanel = sums + p * stride;
            Index row = 0;
            for (; row + 2 <= rows.count; row += 2)
                finish<2>(ofPanel + row * 4 * lanes, rows, row, H, units);
            if (row < rows.count)
                finish<1>(ofPanel + row * 4 * lanes, rows, row, H, units);
        }
    }
};

/// All panels, P at a time while there are as many.
template <int P, class Job> void overPanels(const Job &job, Index panel = 0)
{
    for (; panel + P <= job.panels.count(); panel += P)
        job.template over<P>(panel);
    if constexpr (P > 1)
        overPanels<P / 2>(job, panel);
}

template <class Job> void overAllPanels(const Job &job, Index rows)
{
    static_assert(panelsAtOnce == 4);
    if (rows == 1)
        overPanels<4>(job);
    else if (rows == 2)
        overPanels<2>(job);
    else
        overPanels<1>(job);
}

Index lanesHere()
{
    return static_cast<Index>(hn::Lanes(Floats()));
}

void inputSumsHere(const GruPanels &panels, Index rows, const float *const *x, float *sums)
{
    overAllPanels(InputSums{panels, rows, x, sums}, rows);
}

void stepHere(const GruPanels &panels, const FusedRows &rows)
{
    overAllPanels(Step{panels, rows}, rows.count);
}

} // namespace core::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
