// SPDX-License-Identifier: GPL-3.0-or-later
// The fused step, compiled once for each kind of processor.
//
// R rows meet P panels at a time, with 3 * R * P sums in registers. Few rows take several panels, so that
// there are always enough sums of which none waits for another. Whatever R and P are, a sum starts with its
// bias and takes the products in the order of the features: its bits depend on its row alone.
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

using Floats = hn::ScalableTag<float>;
using FloatVector = hn::Vec<Floats>;

/// As the registers suffice: three sums a row, three weights, one number of a row.
constexpr int rowsAtOnce = HWY_ARCH_ARM_A64 || (HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3) ? 8 : 4;
/// Rows of numbers pass this many panels before the next rows do.
constexpr Index panelsInTurn = 4;
constexpr int panelsFor(int rows)
{
    return rows == 1 ? 4 : rows == 2 ? 2 : 1;
}

/// The sums of the gates r, z and n for R rows and P panels.
template <int R, int P> struct GateSums {
    FloatVector of[P][R][3];

    /// Takes each sum from at(p, r, gate).
    template <class At> HWY_INLINE void loadFrom(const At &at)
    {
        HWY_UNROLL(8)
        for (int p = 0; p < P; ++p) {
            HWY_UNROLL(8)
            for (int r = 0; r < R; ++r) {
                HWY_UNROLL(3)
                for (int gate = 0; gate < 3; ++gate)
                    of[p][r][gate] = hn::LoadU(Floats(), at(p, r, gate));
            }
        }
    }

    /// Adds W times the column of each row. `weights` points into the first of the panels.
    HWY_INLINE void addProducts(const float *const *columns, Index K, const float *weights,
                                Index stride)
    {
        const Floats d;
        const Index lanes = static_cast<Index>(hn::Lanes(d));
        const float *column[R];
        HWY_UNROLL(8)
        for (int r = 0; r < R; ++r)
            column[r] = columns[r];
        for (Index k = 0; k < K; ++k, weights += 3 * lanes) {
            HWY_UNROLL(8)
            for (int p = 0; p < P; ++p) {
                const float *at = weights + p * stride;
                const FloatVector wr = hn::LoadU(d, at), wz = hn::LoadU(d, at + lanes),
                                  wn = hn::LoadU(d, at + 2 * lanes);
                HWY_UNROLL(8)
                for (int r = 0; r < R; ++r) {
                    const FloatVector number = hn::Set(d, column[r][k]);
                    of[p][r][0] = hn::MulAdd(wr, number, of[p][r][0]);
                    of[p][r][1] = hn::MulAdd(wz, number, of[p][r][1]);
                    of[p][r][2] = hn::MulAdd(wn, number, of[p][r][2]);
                }
            }
        }
    }
};

/// x times W_ih and the biases, to be kept or to go on with.
struct InputSums {
    const GruPanels &panels;
    const float *const *x;
    float *sums; ///< null while a step goes on with them

    template <int R, int P> HWY_INLINE GateSums<R, P> of(Index panel, Index first) const
    {
        const Index lanes = panels.lanes(), stride = panels.stride();
        const float *weights = panels.panel(panel);
        GateSums<R, P> result;
        result.loadFrom([=](int p, int, int gate)
                            HWY_ATTR { return weights + p * stride + gate * lanes; });
        result.addProducts(x + first, panels.inputSize(), weights + 4 * lanes, stride);
        return result;
    }

    template <int R, int P> void block(Index panel, Index first) const
    {
        const GateSums<R, P> result = of<R, P>(panel, first);
        HWY_UNROLL(8)
        for (int p = 0; p < P; ++p) {
            HWY_UNROLL(8)
            for (int r = 0; r < R; ++r) {
                float *to =
                    sums + (first + r) * panels.gateSums() + 3 * (panel + p) * panels.lanes();
                HWY_UNROLL(3)
                for (int gate = 0; gate < 3; ++gate)
                    hn::StoreU(result.of[p][r][gate], Floats(), to + gate * panels.lanes());
            }
        }
    }
};

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

/// A whole step.
struct Step {
    const GruPanels &panels;
    const FusedRows &rows;

    template <int R, int P> HWY_INLINE GateSums<R, P> inputSums(Index panel, Index first) const
    {
        if (!rows.sums)
            return InputSums{panels, rows.x, nullptr}.of<R, P>(panel, first);
        const float *sums = rows.sums + first * panels.gateSums() + 3 * panel * panels.lanes();
        const Index perRow = panels.gateSums(), lanes = panels.lanes();
        GateSums<R, P> result;
        result.loadFrom([=](int p, int r, int gate)
                            HWY_ATTR { return sums + r * perRow + (3 * p + gate) * lanes; });
        return result;
    }

    template <int R, int P> void block(Index panel, Index first) const
    {
        const Index lanes = panels.lanes(), stride = panels.stride(), H = panels.hiddenSize();
        const float *weights = panels.panel(panel);
        GateSums<R, P> sums = inputSums<R, P>(panel, first);
        FloatVector candidates[P][R]; // W_in x + b_in; r multiplies the rest of the sum
        HWY_UNROLL(8)
        for (int p = 0; p < P; ++p) {
            HWY_UNROLL(8)
            for (int r = 0; r < R; ++r) {
                candidates[p][r] = sums.of[p][r][2];
                sums.of[p][r][2] = hn::LoadU(Floats(), weights + p * stride + 3 * lanes);
            }
        }
        sums.addProducts(rows.h + first, H, weights + (4 + 3 * panels.inputSize()) * lanes, stride);
        HWY_ALIGN float kept[P][R][4][HWY_MAX_BYTES / sizeof(float)];
        HWY_UNROLL(8)
        for (int p = 0; p < P; ++p) {
            HWY_UNROLL(8)
            for (int r = 0; r < R; ++r) {
                HWY_UNROLL(3)
                for (int gate = 0; gate < 3; ++gate)
                    hn::Store(sums.of[p][r][gate], Floats(), kept[p][r][gate]);
                hn::Store(candidates[p][r], Floats(), kept[p][r][3]);
            }
        }
        for (int p = 0; p < P; ++p) {
            const Index unit = (panel + p) * lanes;
            const UnitsOfPanel units{unit, std::min(lanes, H - unit), lanes};
            for (int r = 0; r < R; ++r)
                finish(kept[p][r], units, first + r);
        }
    }

    /// From the sums of one row to its new state.
    HWY_INLINE void finish(const float (*sums)[HWY_MAX_BYTES / sizeof(float)],
                           const UnitsOfPanel &units, Index row) const
    {
        const Floats d;
        const FloatVector r = sigmoid(d, hn::Load(d, sums[0]));
        const FloatVector z = sigmoid(d, hn::Load(d, sums[1]));
        const FloatVector hidden = hn::Load(d, sums[2]), input = hn::Load(d, sums[3]);
        const FloatVector n = hyperbolicTangent(d, hn::MulAdd(hidden, r, input));
        units.store(hn::MulAdd(hn::Sub(units.load(rows.h[row]), n), z, n), rows.next[row]);
        if (!rows.gates.r)
            return;
        const Index at = row * panels.hiddenSize();
        units.store(r, rows.gates.r + at);
        units.store(z, rows.gates.z + at);
        units.store(n, rows.gates.n + at);
        units.store(hidden, rows.gates.hn + at);
    }
};

/// R rows from `first` on over panels, P at a time while there are as many.
template <int R, int P, class Job>
void overPanels(const Job &job, Index first, Index panel, Index endPanel)
{
    for (; panel + P <= endPanel; panel += P)
        job.template block<R, P>(panel, first);
    if constexpr (P > 1)
        overPanels<R, P / 2>(job, first, panel, endPanel);
}

template <class Job, int... i> constexpr auto overPanelsByRows(std::integer_sequence<int, i...>)
{
    return std::array{&overPanels<i + 1, panelsFor(i + 1), Job>...};
}

/// All rows over all panels: the rows in blocks of about the same size.
template <class Job> void forAllBlocks(const Job &job, Index rows)
{
    static constexpr auto functions =
        overPanelsByRows<Job>(std::make_integer_sequence<int, rowsAtOnce>());
    const Index panels = job.panels.count(), blocks = (rows + rowsAtOnce - 1) / rowsAtOnce;
    for (Index panel = 0; panel < panels; panel += panelsInTurn)
        for (Index block = 0; block < blocks; ++block) {
            const Index first = block * rows / blocks, end = (block + 1) * rows / blocks;
            functions[static_cast<std::size_t>(end - first - 1)](
                job, first, panel, std::min(panels, panel + panelsInTurn));
        }
}

Index lanesHere()
{
    return static_cast<Index>(hn::Lanes(Floats()));
}

void inputSumsHere(const GruPanels &panels, Index count, const float *const *x, float *sums)
{
    forAllBlocks(InputSums{panels, x, sums}, count);
}

void stepHere(const GruPanels &panels, const FusedRows &rows)
{
    forAllBlocks(Step{panels, rows}, rows.count);
}

} // namespace core::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
