// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace tests {

/// What a program that is not ours made of what it was given.
struct Judgement {
    int status = -1; ///< 0 where it found nothing wrong; -1 where it did not end by itself
    QString out, err;
};

/// Runs a program; nothing where it is not installed.
[[nodiscard]] std::optional<Judgement> judgementOf(const QString &program,
                                                   const QStringList &arguments);

/// The lines of what pdffonts says of fonts that are not embedded, or do not say which letters they show.
/// Nothing where it is not installed; everything it says where it finds no font at all.
[[nodiscard]] std::optional<QStringList> fontsThatLack(const QString &pdfFile);

} // namespace tests
