// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/steps.h"

#include "ui/export/numbered_files.h"
#include "ui/scene/scene_at.h"
#include "ui/state/whole_file.h"

#include <array>

namespace ui {

core::Result<core::Done> writeSteps(const QString &folder, PictureKind kind,
                                    const core::Trace &trace, const Film &film,
                                    const PictureStyle &style, const Progress &progress)
{
    constexpr std::array endings{"png", "svg", "pdf"}; // in the order of PictureKind
    const Timeline timeline(trace);
    View view = film.view;
    view.rasters = rastersOfLarge(trace);
    Film steps = film;
    steps.onePerStep = true;
    const auto moments = framesOf(steps, timeline);
    NumberedFiles files(folder, QLatin1String(endings[static_cast<std::size_t>(kind)]));
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const QByteArray bytes =
            pictureBytes(kind, sceneAt(trace, view, timeline, moments[i].time), style);
        if (bytes.isEmpty())
            return cannotWrite(folder,
                               QStringLiteral("there is no memory for pictures of this size"));
        if (const auto added = files.add(bytes); !added)
            return added;
        if (progress && !progress(i + 1, moments.size()))
            return cannotWrite(folder, QStringLiteral("it was stopped"));
    }
    return files.finish();
}

} // namespace ui
