// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fonts.h"

#include "ui/scene/text.h"

#include <QFontDatabase>

#include <iostream>

namespace app {

void warnOfMissingFonts()
{
    const QStringList installed = QFontDatabase::families();
    QStringList missing;
    for (const ui::Face face : {ui::Face::prose, ui::Face::mono}) {
        const QStringList wanted = ui::familiesOf(face).mid(0, 2);
        if (!installed.contains(wanted[0]) && !installed.contains(wanted[1]))
            missing << wanted.join(QStringLiteral(" nor "));
    }
    if (!missing.isEmpty())
        std::cerr << "packscope: neither "
                  << missing.join(QStringLiteral(", neither ")).toStdString()
                  << " is installed; text will look different (Debian: fonts-inter fonts-hack)\n";
}

} // namespace app
