// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/page.h"

#include "ui/scene/page_parts.h"
#include "ui/scene/presented.h"

namespace ui {

namespace {

constexpr double smallestPageText = 9;

} // namespace

Scene pipelinePage(const core::Trace &trace, QSizeF size, Lanes lanes)
{
    Page page(trace, size, lanes);
    const PageLayout &layout = page.layout;
    if (layout.titleBaseline > 0)
        page.text({layout.canvas.left(), layout.titleBaseline},
                  QString::fromStdString(trace.document->title), Face::bold, 18, Role::ink,
                  Qt::AlignLeft, 1, layout.canvas.width());
    if (layout.showPacked)
        drawPagePacked(page);
    if (layout.showPadded)
        drawPagePadded(page);
    if (layout.showPacked && layout.showPadded) {
        const double y = (layout.packedBottom + layout.paddedTop) / 2;
        page.line({layout.canvas.left(), y}, {layout.canvas.right(), y}, Role::line);
    }
    return enlarged(std::move(page.scene), layout.scale, smallestPageText);
}

} // namespace ui
