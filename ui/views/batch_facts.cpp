// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/batch_facts.h"

#include "ui/scene/text.h"
#include "ui/views/sheet.h"

#include <QCoreApplication>

namespace ui {

namespace {

class Facts {
    Q_DECLARE_TR_FUNCTIONS(Facts)

  public:
    explicit Facts(const core::Trace &trace) : m_trace(trace) {}

    [[nodiscard]] Scene ofBatch(double width) const
    {
        Sheet sheet(width, 20, 20);
        const core::GruShape &gru = m_trace.shape();
        const auto cells = m_trace.B() * m_trace.paddedWidth();
        const double padding = 100.0 * static_cast<double>(cells - m_trace.N()) /
                               static_cast<double>(std::max<core::Index>(cells, 1));
        sheet.rule();
        sheet.space(8);
        sheet.fact(tr("Real cells"), tr("%1 of %2").arg(m_trace.N()).arg(cells));
        sheet.fact(tr("Padding"), tr("%1 %").arg(QString::number(padding, 'f', 0)));
        sheet.fact(tr("D, H"), QStringLiteral("%1, %2").arg(gru.inputSize).arg(gru.hiddenSize));
        if (gru.runs() > 1)
            sheet.fact(tr("Layers"), gru.directions == 2 ? tr("%1, both ways").arg(gru.numLayers)
                                                         : QString::number(gru.numLayers));
        sheet.fact(QStringLiteral("dtype"), m_trace.document->dtype == core::DType::float32
                                                ? QStringLiteral("float32")
                                                : QStringLiteral("float64"));
        sheet.space(8);
        return sheet.finish();
    }

    [[nodiscard]] Scene ofTensors(bool isChanged, double width) const
    {
        Sheet sheet(width, 24, 24);
        sheet.space(16);
        sheet.heading(tr("Model"));
        writeModel(sheet);
        sheet.space(16);
        sheet.heading(tr("Tensors"), tr("shape"));
        writeTensors(sheet);
        sheet.space(16);
        if (!m_trace.document->note.empty()) {
            sheet.heading(isChanged ? tr("Note, from before the changes") : tr("Note"));
            sheet.paragraph(
                {{QString::fromStdString(m_trace.document->note), Face::prose, Role::ink2}}, 13,
                20);
        }
        sheet.space(16);
        sheet.paragraph({{tr("Point at a cell to see its numbers and where they come from."),
                          Face::prose, Role::ink3}},
                        12, 18);
        sheet.space(16);
        return sheet.finish();
    }

  private:
    void writeModel(Sheet &sheet) const
    {
        const core::Document &document = *m_trace.document;
        const core::GruShape &gru = m_trace.shape();
        const auto code = [&](const QString &text) {
            sheet.paragraph({{text, Face::mono, Role::ink}}, 12, 20);
        };
        if (m_trace.paddedIds)
            code(QStringLiteral("Embedding(%1, %2)")
                     .arg(document.embedding.extent(0))
                     .arg(document.embedding.extent(1)));
        code(QStringLiteral("GRU(%1, %2)").arg(gru.inputSize).arg(gru.hiddenSize));
        const auto option = [&](bool set, const QString &text) {
            if (set)
                code(QStringLiteral("  ") + text);
        };
        option(gru.numLayers > 1, QStringLiteral("num_layers=%1").arg(gru.numLayers));
        option(gru.directions == 2, QStringLiteral("bidirectional=True"));
        option(document.options.batchFirst, QStringLiteral("batch_first=True"));
        option(!gru.bias, QStringLiteral("bias=False"));
        if (document.readout)
            code(QStringLiteral("Linear(%1, %2)")
                     .arg(document.readout->weight.extent(1))
                     .arg(document.readout->weight.extent(0)));
    }

    void writeTensors(Sheet &sheet) const
    {
        const auto tensor = [&](const char *name, const core::Shape &shape) {
            const QString text = shapeText(shape);
            sheet.line(sheet.left(), 14, {{QLatin1String(name), Face::mono, Role::ink}}, 12,
                       Qt::AlignLeft, sheet.width() - widthOf(text, Face::mono, 12) - 8);
            sheet.line(sheet.right(), 14, {{text, Face::mono, Role::ink3}}, 12, Qt::AlignRight);
            sheet.space(22);
        };
        tensor("lengths", {m_trace.B()});
        tensor("x", layoutShape(m_trace, m_trace.paddedEmbedding.shape()));
        tensor("packed.data", m_trace.packedData.shape());
        tensor("batch_sizes", {m_trace.packed.steps()});
        tensor("output.data", m_trace.packed.output().shape());
        tensor("output", layoutShape(m_trace, m_trace.paddedOutput.shape()));
        tensor("h_n", m_trace.hN.shape());
        tensor("last_mask", m_trace.lastMask.shape);
    }

    const core::Trace &m_trace;
};

} // namespace

Scene batchFacts(const core::Trace &trace, double width)
{
    return Facts(trace).ofBatch(width);
}

Scene tensorSummary(const core::Trace &trace, bool isChanged, double width)
{
    return Facts(trace).ofTensors(isChanged, width);
}

} // namespace ui
