// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/stage_names.h"

#include <QCoreApplication>

namespace ui {

QString stageName(core::Stage stage)
{
    const char *const names[] = {
        QT_TRANSLATE_NOOP("Stage", "Batch"),   QT_TRANSLATE_NOOP("Stage", "Embed"),
        QT_TRANSLATE_NOOP("Stage", "Sort"),    QT_TRANSLATE_NOOP("Stage", "Pack"),
        QT_TRANSLATE_NOOP("Stage", "GRU"),     QT_TRANSLATE_NOOP("Stage", "Unpack"),
        QT_TRANSLATE_NOOP("Stage", "Restore"), QT_TRANSLATE_NOOP("Stage", "Answer"),
    };
    return QCoreApplication::translate("Stage", names[static_cast<int>(stage)]);
}

} // namespace ui
