// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/foreign_program.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

namespace tests {

std::optional<Judgement> judgementOf(const QString &program, const QStringList &arguments)
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        return std::nullopt;
    QProcess process;
    process.start(program, arguments);
    const bool ended = process.waitForFinished(60'000);
    if (!ended)
        process.kill();
    const bool exited = ended && process.exitStatus() == QProcess::NormalExit;
    return Judgement{exited ? process.exitCode() : -1,
                     QString::fromUtf8(process.readAllStandardOutput()),
                     QString::fromUtf8(process.readAllStandardError())};
}

std::optional<QStringList> fontsThatLack(const QString &pdfFile)
{
    const auto said = judgementOf(QStringLiteral("pdffonts"), {pdfFile});
    if (!said)
        return std::nullopt;
    QStringList lines = said->out.split(u'\n', Qt::SkipEmptyParts);
    if (lines.size() < 3) // two are the head
        return lines + QStringList{said->err};
    // Whether it is embedded, whether as a part, whether it says what its glyphs are.
    static const QRegularExpression embedded(QStringLiteral("\\byes +(yes|no) +yes\\b"));
    lines.erase(lines.begin(), lines.begin() + 2);
    lines.removeIf([](const QString &line) { return embedded.match(line).hasMatch(); });
    return lines;
}

} // namespace tests
