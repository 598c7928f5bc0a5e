// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/token_file.h"

#include "core/base/utf8.h"
#include "core/io/file_bytes.h"

#include <QFileInfo>
#include <QStringDecoder>

#include <string_view>

namespace ui {

namespace {

bool isUtf8(std::string_view line)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    static_cast<void>(
        QString(decoder(QByteArrayView(line.data(), static_cast<qsizetype>(line.size())))));
    return !decoder.hasError();
}

} // namespace

core::Result<std::vector<std::string>> readTokenFile(const QString &fileName)
{
    const std::string name = QFileInfo(fileName).fileName().toStdString();
    const auto bytes = core::readBytes(fileName.toStdU16String());
    if (!bytes)
        return bytes.error().at(name);
    std::string_view rest = core::withoutByteOrderMark(*bytes);
    std::vector<std::string> tokens;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!isUtf8(line))
            return core::Error{name + ": line " + std::to_string(tokens.size() + 1) +
                                   " is not UTF-8; a vocabulary is a text of one token a line",
                               {}};
        tokens.emplace_back(line);
    }
    return tokens;
}

} // namespace ui
