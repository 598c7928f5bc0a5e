// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/weight_picture.h"

#include "core/explain/cell.h"
#include "ui/scene/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Cell;
using core::Index;
using core::TensorName;

constexpr double blockHeight = 36, cellGap = 4, biasWidth = 8;
/// Larger blocks are drawn without their numbers.
constexpr Index mostNumbers = 4096;

struct Block {
    QString letter;
    Role role;
};

class WeightWriter {
    Q_DECLARE_TR_FUNCTIONS(WeightPicture)

  public:
    WeightWriter(Sheet &sheet, const core::Trace &trace, const WeightRows &rows)
        : m_sheet(sheet), m_trace(trace), m_rows(rows)
    {
    }

    void write()
    {
        m_sheet.heading(tr("Rows of the weights"),
                        tr("unit %1 of %2").arg(m_rows.unit).arg(m_trace.H()));
        const double left = m_sheet.left() + 18, room = m_sheet.right() - left;
        const Index D = m_trace.shape().inputOf(m_rows.layer), H = m_trace.H();
        // Each matrix as wide as it has columns, but none too narrow for its name.
        const double gap = 24, biases = m_trace.shape().bias ? 2 * (biasWidth + 4) : 0;
        const double share =
            std::clamp(static_cast<double>(D) / static_cast<double>(D + H), 0.3, 0.7);
        const double wide = room - gap - biases;
        const double ofState = left + share * wide + biases / 2 + gap;
        writeNames(left, ofState);
        for (std::size_t block = 0; block < 3; ++block)
            writeBlock(block, left, share * wide, ofState, (1 - share) * wide);
        m_sheet.space(6);
        if (m_rows.blocks[2])
            writeBracket();
        m_sheet.space(14);
    }

  private:
    void writeNames(double left, double ofState)
    {
        const bool bias = m_trace.shape().bias;
        m_sheet.line(left, 12, {{bias ? tr("W_ih, b_ih") : tr("W_ih"), Face::mono, Role::ink}}, 12);
        m_sheet.line(ofState, 12, {{bias ? tr("W_hh, b_hh") : tr("W_hh"), Face::mono, Role::ink}},
                     12);
        m_sheet.space(20);
    }

    void writeBlock(std::size_t block, double left, double width, double ofState, double stateWidth)
    {
        static const std::array<Block, 3> blocks{{{QStringLiteral("r"), Role::reset},
                                                  {QStringLiteral("z"), Role::update},
                                                  {QStringLiteral("n"), Role::candidate}}};
        const auto &[letter, role] = blocks[block];
        m_sheet.line(m_sheet.left(), blockHeight / 2 + 5, {{letter, Face::italic, role}}, 14);
        writeMatrix(TensorName::weightIh, block, {left, m_sheet.y(), width, blockHeight}, role);
        writeMatrix(TensorName::weightHh, block, {ofState, m_sheet.y(), stateWidth, blockHeight},
                    role);
        if (m_trace.shape().bias) {
            writeMatrix(TensorName::biasIh, block,
                        {left + width + 4, m_sheet.y(), biasWidth, blockHeight}, role);
            writeMatrix(TensorName::biasHh, block,
                        {ofState + stateWidth + 4, m_sheet.y(), biasWidth, blockHeight}, role);
        }
        m_sheet.space(blockHeight + cellGap);
    }

    /// One block of H rows of a matrix or a bias, with the unit's row lit if it counts.
    void writeMatrix(TensorName name, std::size_t block, const QRectF &rect, Role role)
    {
        const core::TensorRef tensor{name, core::Lane::packed, m_rows.layer, m_rows.direction};
        const core::Shape shape = core::shapeOf(m_trace, tensor);
        const Index H = m_trace.H(), columns = shape.size() > 1 ? shape[1] : 1;
        const Index first = static_cast<Index>(block) * H;
        if (H * columns <= mostNumbers) {
            Slits slits;
            slits.rect = rect;
            slits.columns = static_cast<int>(columns);
            for (Index i = 0; i < H * columns; ++i)
                slits.values.push_back(core::valueOf(
                    m_trace, {tensor, first + i / columns, shape.size() > 1 ? i % columns : 0}));
            for (const double value : slits.values)
                slits.range = std::max(slits.range, std::abs(value));
            m_sheet.add(std::move(slits));
        } else {
            m_sheet.add(Box{rect, 0, Role::gateTrough, {}});
        }
        if (!m_rows.blocks[block])
            return;
        const double pitch = rect.height() / static_cast<double>(H);
        QRectF row(rect.left(), rect.top() + pitch * static_cast<double>(m_rows.unit), rect.width(),
                   pitch);
        if (row.height() < 3)
            row = QRectF(row.left(), row.center().y() - 1.5, row.width(), 3);
        m_sheet.add(Box{row.adjusted(-1, -1, 1, 1), 2, {}, role, 2});
        m_sheet.link(row.adjusted(-2, -3, 2, 3), {tensor, first + m_rows.unit});
    }

    /// n = tanh( W_in x + b_in + r · [ W_hn h + b_hn ] ), the bracket drawn.
    void writeBracket()
    {
        const bool bias = m_trace.shape().bias;
        const QString outside =
            bias ? QStringLiteral("W_in x + b_in + ") : QStringLiteral("W_in x + ");
        const QString inside = bias ? QStringLiteral("W_hn h + b_hn") : QStringLiteral("W_hn h");
        double x = m_sheet.left();
        const double size = 13;
        const auto put = [&](const QString &text, Face face, Role role) {
            m_sheet.line(x, 15, {{text, face, role}}, size);
            x += widthOf(text, face, size);
        };
        put(outside, Face::italic, Role::ink2);
        put(QStringLiteral("r · "), Face::italic, Role::reset);
        const double from = x + 2;
        x += 8;
        put(inside, Face::italic, Role::ink);
        const double to = x + 6, top = m_sheet.y() + 1, bottom = m_sheet.y() + 21;
        for (const auto &[edge, tip] : {std::pair{from, from + 4}, std::pair{to, to - 4}}) {
            QPainterPath path({tip, top});
            path.lineTo(edge, top);
            path.lineTo(edge, bottom);
            path.lineTo(tip, bottom);
            m_sheet.add(Stroke{path, Role::reset, {}, 1.5});
        }
        m_sheet.space(28);
        m_sheet.paragraph(
            {{bias ? tr("PyTorch keeps two biases because r multiplies b_hn, and not b_in.")
                   : tr("This GRU has no biases; r multiplies the whole product."),
              Face::prose, Role::ink3}},
            12, 17);
    }

    Sheet &m_sheet;
    const core::Trace &m_trace;
    const WeightRows &m_rows;
};

} // namespace

void writeWeights(Sheet &sheet, const core::Trace &trace, const WeightRows &rows)
{
    WeightWriter(sheet, trace, rows).write();
}

} // namespace ui
