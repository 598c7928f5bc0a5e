// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/page.h"

#include "ui/scene/count_text.h"
#include "ui/scene/page_parts.h"
#include "ui/scene/presented.h"
#include "ui/scene/surroundings.h"

#include <algorithm>

namespace ui {

namespace {

using core::Index;

/// "6, 3, 7": the lengths as typed; the first of many.
QString lengthsText(const core::Trace &trace)
{
    constexpr Index most = 12;
    QStringList parts;
    for (Index b = 0; b < std::min(trace.B(), most); ++b)
        parts << QString::number(trace.lengthOf(core::SequenceIndex(b)));
    if (trace.B() > most)
        parts << QStringLiteral("…");
    return parts.join(QStringLiteral(", "));
}

QString packedCaption(const core::Trace &trace)
{
    return (trace.B() == 1 ? Page::tr("%1 sequence of length %2, packed into %3 rows: the GRU "
                                      "computes no others.")
                           : Page::tr("%1 sequences of lengths %2, packed into %3 rows: the GRU "
                                      "computes no others."))
        .arg(countText(trace.B()), lengthsText(trace), countText(trace.N()));
}

QString paddedCaption(const core::Trace &trace)
{
    const Index cells = trace.B() * trace.paddedWidth();
    return Page::tr("Padded, it computes %1, of which %2 stand on padding.")
        .arg(countText(cells), countText(cells - trace.N()));
}

/// What a figure's reader is told who does not see it.
std::vector<Span> pageCaption(const Page &page)
{
    QStringList sentences;
    if (page.layout.showPacked)
        sentences << packedCaption(page.trace);
    if (page.layout.showPadded && page.trace.padded)
        sentences << paddedCaption(page.trace);
    return {words(sentences.join(QLatin1Char(' ')), Role::ink)};
}

} // namespace

Scene pipelinePage(const core::Trace &trace, const View &view)
{
    Page page(trace, view);
    const PageLayout &layout = page.layout;
    page.scene.caption = pageCaption(page);
    if (layout.titleBaseline > 0)
        page.text({layout.canvas.left(), layout.titleBaseline}, titleOf(trace, view), Face::bold,
                  20, Role::ink, Qt::AlignLeft, 1, layout.canvas.width());
    if (layout.showPacked)
        drawPagePacked(page);
    if (layout.showPadded)
        drawPagePadded(page);
    if (layout.showPacked && layout.showPadded) {
        const double y = (layout.packedBottom + layout.paddedTop) / 2;
        page.line({layout.canvas.left(), y}, {layout.canvas.right(), y}, Role::line);
    }
    if (view.transparent)
        page.scene.ground = {};
    return enlarged(std::move(page.scene), layout.scale, Page::smallestText);
}

} // namespace ui
