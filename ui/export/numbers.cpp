// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/numbers.h"

#include "core/io/numbers_writer.h"
#include "ui/state/whole_file.h"

#include <QDir>
#include <QFileInfo>

namespace ui {

std::optional<NumbersFormat> numbersFormatOf(const QString &name)
{
    const QString ending = QFileInfo(QDir::cleanPath(name)).suffix().toLower();
    if (ending == QLatin1String("json"))
        return NumbersFormat::json;
    if (ending == QLatin1String("npz"))
        return NumbersFormat::npz;
    if (ending == QLatin1String("csv"))
        return NumbersFormat::csv;
    return std::nullopt;
}

core::Result<core::Done> writeNumbers(const QString &name, NumbersFormat format,
                                      const core::Trace &trace)
{
    const auto numbers = core::numbersOf(trace);
    if (format == NumbersFormat::json)
        return writeWholeFile(name, core::numbersJson(numbers));
    if (format == NumbersFormat::csv)
        return writeWholeFolder(name, core::numbersCsv(numbers));
    const auto bytes = core::numbersNpz(numbers);
    return bytes ? writeWholeFile(name, *bytes) : bytes.error();
}

core::Result<core::Done> writeNumbers(const QString &name, const core::Trace &trace)
{
    if (const auto format = numbersFormatOf(name))
        return writeNumbers(name, *format, trace);
    return core::Error{name.toStdString() + ": numbers are written as .json, .npz or a folder .csv",
                       {}};
}

} // namespace ui
