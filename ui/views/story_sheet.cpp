// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/story_sheet.h"

#include "core/explain/torch_name.h"
#include "ui/models/printed_outputs.h"
#include "ui/scene/formula_text.h"
#include "ui/scene/text.h"
#include "ui/views/sheet.h"
#include "ui/views/weight_picture.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Cell;

constexpr double storyMargin = 24;

QString withoutBraces(const std::string &text)
{
    return QString::fromStdString(text).remove(QLatin1Char('{')).remove(QLatin1Char('}'));
}

class StoryWriter {
    Q_DECLARE_TR_FUNCTIONS(StorySheet)

  public:
    StoryWriter(const CellStory &story, double width)
        : m_story(story), m_sheet(width, storyMargin, storyMargin)
    {
    }

    Scene writeHead(const Inspection *inspection)
    {
        m_sheet.space(16);
        const QString kind = m_story.what.left(1).toUpper() + m_story.what.mid(1);
        m_sheet.heading(kind, shapeText(m_story.shape));
        double size = 20;
        while (size > 12 && widthOf(m_story.name, Face::mono, size) > m_sheet.width())
            size -= 1;
        m_sheet.line(m_sheet.left(), 24, {{m_story.name, Face::mono, Role::ink}}, size,
                     Qt::AlignLeft, m_sheet.width());
        m_sheet.space(40);
        if (inspection)
            writeOwner(*inspection);
        m_sheet.line(m_sheet.left(), 21, {{m_story.value, Face::mono, roleOf(m_story.cell)}}, 24);
        m_sheet.space(38);
        if (m_story.printed)
            writePrinted();
        else if (m_story.pathDifference)
            writePaths(*m_story.pathDifference);
        return m_sheet.finish();
    }

    Scene writeBody(const core::Trace &trace, const Asking &asking)
    {
        m_sheet.space(10);
        writeArithmetic(asking.telling());
        if (m_story.blend)
            writeBlend(*m_story.blend);
        if (asking.telling() == Telling::products)
            writeProducts();
        if (asking.textbook() && m_story.textbook)
            writeTextbook(trace, *m_story.textbook);
        else if (asking.textbook() && m_story.weights)
            writeSameInBoth();
        if (m_story.weights)
            writeWeights(m_sheet, trace, *m_story.weights);
        writeGroups(tr("Comes from"), m_story.sources);
        writeGroups(tr("Goes to"), m_story.uses);
        if (m_story.moreUses > 0) {
            m_sheet.line(
                m_sheet.left(), 14,
                {{tr("… and %n more number(s)", nullptr, static_cast<int>(m_story.moreUses)),
                  Face::prose, Role::ink3}},
                13);
            m_sheet.space(24);
        }
        if (m_story.uses.empty() && m_story.moreUses == 0)
            writeEnd();
        m_sheet.space(16);
        return m_sheet.finish();
    }

  private:
    void writeOwner(const Inspection &inspection)
    {
        m_sheet.badge(m_sheet.left(), 0, 22, inspection.sequence);
        std::vector<Span> spans;
        if (!inspection.token.isEmpty())
            spans.push_back({inspection.token + QStringLiteral("  "), Face::monoBold, Role::ink});
        spans.push_back({inspection.place, Face::prose, Role::ink2});
        m_sheet.line(m_sheet.left() + 32, 16, std::move(spans), 13, Qt::AlignLeft,
                     m_sheet.width() - 32);
        m_sheet.space(38);
    }

    /// A claim about PyTorch, made only where its number is at hand and is the same.
    void writePrinted()
    {
        const QString torch = numberText(*m_story.printed, printedDecimals);
        const bool same = torch == m_story.value;
        m_sheet.paragraph(
            {{same ? tr("✓ equals torch within the %1 decimals that the article prints")
                         .arg(printedDecimals)
                   : tr("≠ the article prints %1").arg(torch),
              Face::prose, same ? Role::ok : Role::alarm}},
            13, 19);
        m_sheet.space(8);
    }

    /// What can be said of a number that no torch tensor at hand has: two ways of computing it.
    void writePaths(double difference)
    {
        std::vector<Span> spans;
        if (difference == 0)
            spans = {{tr("✓ fast and plain path agree to the last bit"), Face::prose, Role::ink3}};
        else
            spans = {{tr("fast and plain path differ by "), Face::prose, Role::ink3},
                     {numberText(difference, 1), Face::mono, Role::ink2}};
        m_sheet.paragraph(spans, 13, 19);
        m_sheet.space(8);
    }

    static std::vector<LinkedSpan> spansOf(const std::vector<core::FormulaPart> &parts, Face face,
                                           Role role)
    {
        std::vector<LinkedSpan> spans;
        for (const core::FormulaPart &part : parts)
            spans.push_back(
                {{withoutBraces(part.text), face, part.cell ? roleOf(*part.cell) : role},
                 part.cell});
        return spans;
    }

    void writeLine(const QString &sign, const std::vector<core::FormulaPart> &parts, Face face,
                   Role role, double size)
    {
        std::vector<LinkedSpan> spans = spansOf(parts, face, role);
        spans.insert(spans.begin(),
                     LinkedSpan{Span{sign + QLatin1Char(' '), face, Role::ink2}, {}});
        m_sheet.flow(spans, size, 20);
        m_sheet.space(3);
    }

    static QString equals(bool closes)
    {
        return closes ? QStringLiteral("=") : QStringLiteral("≈");
    }

    void writeResult(bool closes)
    {
        m_sheet.line(m_sheet.left(), 14,
                     {{equals(closes) + QLatin1Char(' '), Face::mono, Role::ink2},
                      {m_story.value, Face::monoBold, Role::ink}},
                     12);
        m_sheet.space(28);
    }

    void writeArithmetic(Telling telling)
    {
        if (m_story.symbols.empty()) {
            m_sheet.paragraph(
                {{tr("Given: by a person, a file or the random stream."), Face::prose, Role::ink3}},
                13, 19);
            m_sheet.space(12);
            return;
        }
        writeLine(QStringLiteral("="), m_story.symbols, Face::italic, Role::ink2, 14);
        if (telling == Telling::symbols) {
            m_sheet.space(10);
            return;
        }
        writeLine(QStringLiteral("="), m_story.numbers.parts, Face::mono, Role::ink, 12);
        if (m_story.terms)
            writeLine(QStringLiteral("="), m_story.terms->parts, Face::mono, Role::ink, 12);
        writeResult(m_story.terms ? m_story.terms->closes && m_story.numbers.closes
                                  : m_story.numbers.closes);
    }

    // --- A state between n and the state before ---

    void writeBlend(const Blend &blend)
    {
        const double left = m_sheet.left() + 8, width = m_sheet.width() - 16;
        const double y = m_sheet.y() + 28;
        // A given h_0 may lie outside −1 … 1.
        const double range = std::max({1.0, std::abs(blend.hBefore), std::abs(blend.h)});
        const auto at = [&](double value) {
            const double share = std::isfinite(value) ? (value / range + 1) / 2 : 0.5;
            return left + width * std::clamp(share, 0.0, 1.0);
        };
        const double n = at(blend.n), h = at(blend.h), before = at(blend.hBefore);
        m_sheet.add(Box{QRectF(left, y - 1.5, width, 3), 1.5, Role::line, {}});
        m_sheet.add(Box{QRectF(std::min(n, h), y - 2, std::abs(h - n), 4), 2, Role::update, {}});
        dot(n, y, 5, Role::candidate);
        dot(before, y, 5, Role::hidden);
        m_sheet.add(Box{QRectF(h - 7, y - 7, 14, 14), 7, Role::panel, Role::accent, 2.5});
        // Where the two lie close together, each has its half.
        const double reach = std::min(8.0, std::abs(n - before) / 2);
        m_sheet.link({n - reach, y - 8, 2 * reach, 16}, blend.candidate);
        if (blend.before)
            m_sheet.link({before - reach, y - 8, 2 * reach, 16}, *blend.before);
        writeBlendNames(n, h, before);
        m_sheet.space(44);
        for (const double end : {-1.0, 0.0, 1.0})
            m_sheet.line(
                left + width * (end + 1) / 2, 14,
                {{QString::number(end * range, 'g', 3).replace(QLatin1Char('-'), QChar(0x2212)),
                  Face::mono, Role::ink3}},
                11,
                end < 0   ? Qt::AlignLeft
                : end > 0 ? Qt::AlignRight
                          : Qt::AlignHCenter);
        m_sheet.space(20);
        m_sheet.flow({{{QStringLiteral("z = "), Face::italic, Role::update}},
                      {{numberText(blend.z), Face::mono, Role::update}, blend.update},
                      {{tr(" of the way from n to h before"), Face::prose, Role::ink2}}},
                     13, 20);
        m_sheet.space(12);
    }

    /// Names above their dots; where two would touch, the lesser gives way.
    void writeBlendNames(double n, double h, double before)
    {
        std::vector<std::pair<double, double>> taken;
        const auto name = [&](double x, const QString &text, Role role) {
            const double half = widthOf(text, Face::italic, 13) / 2;
            const double middle = std::clamp(x, m_sheet.left() + half, m_sheet.right() - half);
            for (const auto &[from, to] : taken)
                if (middle - half < to + 4 && from - 4 < middle + half)
                    return;
            taken.emplace_back(middle - half, middle + half);
            m_sheet.line(middle, 14, {{text, Face::italic, role}}, 13, Qt::AlignHCenter);
        };
        name(h, QStringLiteral("h′"), Role::accent);
        name(n, QStringLiteral("n"), Role::candidate);
        name(before, tr("h before"), Role::hidden);
    }

    void dot(double x, double y, double radius, Role role)
    {
        m_sheet.add(Box{QRectF(x - radius, y - radius, 2 * radius, 2 * radius), radius, role, {}});
    }

    // --- Every product ---

    void writeProducts()
    {
        if (m_story.products.empty() && !m_story.symbols.empty()) {
            m_sheet.paragraph({{tr("There is no dot product in it; ask one of its numbers."),
                                Face::prose, Role::ink3}},
                              13, 19);
            m_sheet.space(12);
        }
        for (const core::DotLines &dot : m_story.products)
            writeDot(dot);
    }

    void writeDot(const core::DotLines &dot)
    {
        if (dot.lines.empty())
            return;
        m_sheet.heading(withoutBraces(dot.symbol), tr("product      sum"));
        std::string before = core::numberText(0);
        for (const core::ProductLine &line : dot.lines) {
            writeProduct(line, before);
            before = core::numberText(line.runningSum);
        }
        m_sheet.space(12);
    }

    /// "−0.3121 · 0.5517 = −0.1722   −0.1722": each sign is "≈" where the printed numbers do not close.
    void writeProduct(const core::ProductLine &line, const std::string &before)
    {
        constexpr double size = 11, height = 18;
        const auto text = [](double value) {
            return QString::fromStdString(core::numberText(value));
        };
        const auto read = [](double value) { return core::rounded(value, 4); };
        const bool productCloses =
            core::numberText(read(line.weightValue) * read(line.factorValue)) ==
            core::numberText(line.product);
        const double sumBefore = line.runningSum - line.product;
        const bool sumCloses = core::numberText(read(sumBefore) + read(line.product)) ==
                                   core::numberText(line.runningSum) &&
                               core::numberText(sumBefore) == before;
        const double left = m_sheet.left(), digit = widthOf(QStringLiteral("0"), Face::mono, size);
        const auto number = [&](double x, const QString &digits, Role role,
                                const std::optional<Cell> &cell) {
            m_sheet.line(x, 13, {{digits, Face::mono, role}}, size, Qt::AlignRight);
            if (!cell)
                return;
            const double width = widthOf(digits, Face::mono, size);
            m_sheet.add(Box{QRectF(x - width, m_sheet.y() + 15.5, width, 1), 0, Role::ink4, {}});
            m_sheet.link({x - width - 1, m_sheet.y(), width + 2, height}, *cell);
        };
        number(left + 8 * digit, text(line.weightValue), Role::ink, line.weight);
        number(left + 9.5 * digit, QStringLiteral("·"), Role::ink3, {});
        number(left + 18 * digit, text(line.factorValue),
               line.factor ? roleOf(*line.factor) : Role::ink, line.factor);
        number(left + 20 * digit, equals(productCloses), Role::ink3, {});
        number(left + 28 * digit, text(line.product), Role::ink2, {});
        number(m_sheet.right(),
               (sumCloses ? QString() : QStringLiteral("≈")) + text(line.runningSum), Role::ink,
               {});
        m_sheet.space(height);
    }

    // --- The textbook's GRU ---

    void writeTextbook(const core::Trace &trace, const core::TextbookStep &step)
    {
        m_sheet.heading(tr("Textbook GRU"));
        m_sheet.paragraph({{tr("resets the state before the product, from the same h before:"),
                            Face::prose, Role::ink3}},
                          13, 19);
        m_sheet.space(4);
        writeLine(QStringLiteral("n ="), core::formula(trace, step.candidate, core::Depth::symbols),
                  Face::italic, Role::ink2, 13);
        m_sheet.space(4);
        compare(QStringLiteral("n"), step.n, step.torchN);
        compare(QStringLiteral("h′"), step.h, step.torchH);
        const QString apart = QString::number(step.difference(), 'g', 3);
        m_sheet.paragraph(
            {{tr("After this one step the states of this unit differ by %1.").arg(apart),
              Face::prose, Role::ink}},
            13, 19);
        m_sheet.space(14);
    }

    void writeSameInBoth()
    {
        m_sheet.heading(tr("Textbook GRU"));
        m_sheet.paragraph(
            {{tr("has the same r and z; it differs in n, where r acts."), Face::prose, Role::ink3}},
            13, 19);
        m_sheet.space(14);
    }

    void compare(const QString &symbol, double textbook, double torch)
    {
        m_sheet.line(m_sheet.left(), 14, {{symbol, Face::italic, Role::ink}}, 13);
        m_sheet.line(m_sheet.left() + 104, 14, {{numberText(textbook, 6), Face::mono, Role::ink}},
                     12, Qt::AlignRight);
        m_sheet.line(m_sheet.right(), 14,
                     {{tr("PyTorch "), Face::prose, Role::ink3},
                      {numberText(torch, 6), Face::mono, Role::ink}},
                     12, Qt::AlignRight);
        m_sheet.space(21);
    }

    // --- Where from, where to ---

    void writeGroups(const QString &title, const std::vector<CellGroup> &groups)
    {
        if (groups.empty())
            return;
        m_sheet.heading(title);
        for (const CellGroup &group : groups) {
            const double top = m_sheet.y();
            const double value = widthOf(group.value, Face::mono, 12);
            m_sheet.line(m_sheet.left(), 14, {{group.name, Face::mono, Role::ink}}, 12,
                         Qt::AlignLeft, m_sheet.width() - value - 8);
            m_sheet.line(m_sheet.right(), 14, {{group.value, Face::mono, roleOf(group.first)}}, 12,
                         Qt::AlignRight);
            m_sheet.line(m_sheet.left(), 30, {{group.what, Face::prose, Role::ink3}}, 12,
                         Qt::AlignLeft, m_sheet.width());
            m_sheet.space(40);
            m_sheet.link({m_sheet.left() - 6, top - 2, m_sheet.width() + 12, 38}, group.first);
        }
        m_sheet.space(10);
    }

    void writeEnd()
    {
        m_sheet.heading(tr("Goes to"));
        m_sheet.paragraph({{tr("Nothing here computes with it."), Face::prose, Role::ink3}}, 13,
                          19);
    }

    const CellStory &m_story;
    Sheet m_sheet;
};

} // namespace

Scene storyHead(const CellStory &story, const Inspection *inspection, double width)
{
    return StoryWriter(story, width).writeHead(inspection);
}

Scene storyBody(const core::Trace &trace, const CellStory &story, const Asking &asking,
                double width)
{
    return StoryWriter(story, width).writeBody(trace, asking);
}

} // namespace ui
