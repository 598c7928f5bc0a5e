// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/reading.h"

#include "core/model/softmax.h"

#include <algorithm>
#include <cmath>

namespace ui {

using core::Index;

Reading readingOf(const core::Readout<double> &readout, const core::RealTensor &logits, Index row)
{
    const Index C = logits.extent(1);
    core::Tensor<double> scores({1, C});
    for (Index c = 0; c < C; ++c)
        scores[c] = logits.at(row, c);
    const std::vector<double> shares = core::softmax(scores).data;
    const auto best = std::ranges::max_element(shares);
    if (std::isnan(*best))
        return {QStringLiteral("nan"), *best};
    const auto c = static_cast<std::size_t>(best - shares.begin());
    return {readout.classes.empty() ? QString::number(c)
                                    : QString::fromStdString(readout.classes[c]),
            *best};
}

QString shareText(const Reading &reading)
{
    const double percent = 100 * reading.probability;
    if (std::isnan(percent))
        return {};
    return percent > 99 ? QStringLiteral(">99 %")
                        : QStringLiteral("%1 %").arg(std::lround(percent));
}

} // namespace ui
