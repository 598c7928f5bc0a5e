// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <optional>

namespace {

using Levels = QList<QStringList>;

/// Where a file stands: its part of the program, and the level of its folder within the part.
struct Place {
    qsizetype part = 0;
    qsizetype level = 0;
    QString folder;
};

const QStringList partNames{"core", "ui", "app"};

/// The folders of each part, lowest level first; folders of one level do not see each other.
/// The folder "" holds the files that stand in the part itself.
Levels levelsOf(qsizetype part)
{
    const std::array<Levels, 3> levels{
        Levels{{"base"},
               {"random"},
               {"model"},
               {"kernels"},
               {"pipeline"},
               {"explain", "analysis", "io"}},
        Levels{{"scene"}, {"state", "paint"}, {"models", "plots"}, {"export"}, {"views"}, {""}},
        Levels{{""}},
    };
    return levels[static_cast<std::size_t>(part)];
}

/// Errors: nothing for a path that stands in no folder of the three parts.
std::optional<Place> placeOf(const QString &path)
{
    const QString folder = path.section('/', 1, -2);
    const qsizetype part = partNames.indexOf(path.section('/', 0, 0));
    if (part < 0 || !path.contains('/')) {
        return std::nullopt;
    }
    const Levels levels = levelsOf(part);
    for (qsizetype level = 0; level < levels.size(); ++level) {
        if (levels[level].contains(folder)) {
            return Place{part, level, folder};
        }
    }
    return std::nullopt;
}

bool maySee(const Place &from, const Place &to)
{
    if (from.part != to.part) {
        return to.part < from.part;
    }
    return to.folder == from.folder || to.level < from.level;
}

/// What is wrong with `included`, written in quotes or brackets in the file at `path`; or nothing.
QString complaint(const QString &path, const QString &included, bool quoted)
{
    const std::optional<Place> from = placeOf(path);
    if (!from) {
        return "stands in no known folder";
    }
    if (!quoted) {
        const bool isQt = included.startsWith('Q');
        return from->part == 0 && isQt ? "core includes Qt" : QString();
    }
    if (included.endsWith(".moc")) {
        return {};
    }
    const std::optional<Place> to = placeOf(included);
    if (!to) {
        return "not written from the root of the repository";
    }
    return maySee(*from, *to) ? QString() : "a lower level includes a higher one";
}

/// All includes below `root` that look the wrong way, as "file: included: complaint".
QStringList violations(const QString &root)
{
    static const QRegularExpression directive(R"(^\s*#\s*include\s*(["<])([^">]+)[">])",
                                              QRegularExpression::MultilineOption);
    QStringList found;
    for (const QString &part : partNames) {
        QDirIterator files(root + '/' + part, {"*.h", "*.cpp"}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            const QString path = QDir(root).relativeFilePath(file.fileName());
            if (!file.open(QIODevice::ReadOnly)) {
                found << path + ": cannot be read";
            }
            auto match = directive.globalMatch(QString::fromUtf8(file.readAll()));
            while (match.hasNext()) {
                const QRegularExpressionMatch include = match.next();
                const QString what = include.captured(2);
                const QString wrong = complaint(path, what, include.captured(1) == "\"");
                if (!wrong.isEmpty()) {
                    found << path + ": " + what + ": " + wrong;
                }
            }
        }
    }
    return found;
}

} // namespace

class IncludeDirectionTest : public QObject {
    Q_OBJECT

  private slots:
    void treeKeepsTheDirection();
    void plantedInclude_data();
    void plantedInclude();
};

void IncludeDirectionTest::treeKeepsTheDirection()
{
    QVERIFY(QFile::exists(PACKSCOPE_SOURCE_DIR "/core/base/tensor.h"));
    QCOMPARE(violations(PACKSCOPE_SOURCE_DIR), QStringList());
}

void IncludeDirectionTest::plantedInclude_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("include");
    QTest::addColumn<qsizetype>("count");

    const auto row = [](const char *name, const char *path, const char *include, qsizetype count) {
        QTest::newRow(name) << QString(path) << QString(include) << count;
    };
    row("own folder", "core/base/a.h", "\"core/base/b.h\"", 0);
    row("lower level", "core/io/a.h", "\"core/pipeline/b.h\"", 0);
    row("ui sees core", "ui/scene/a.h", "\"core/io/b.h\"", 0);
    row("app sees ui", "app/main.cpp", "\"ui/main_window.h\"", 0);
    row("window sees views", "ui/main_window.cpp", "\"ui/views/b.h\"", 0);
    row("standard header", "core/base/a.h", "<vector>", 0);
    row("ui includes Qt", "ui/paint/a.cpp", "<QPainter>", 0);
    row("own moc", "ui/views/a.cpp", "\"a.moc\"", 0);
    row("higher level", "core/base/a.h", "\"core/model/b.h\"", 1);
    row("neighbours", "core/io/a.cpp", "\"core/explain/b.h\"", 1);
    row("core sees ui", "core/io/a.h", "\"ui/scene/b.h\"", 1);
    row("ui sees app", "ui/views/a.h", "\"app/options.h\"", 1);
    row("view sees window", "ui/views/a.cpp", "\"ui/main_window.h\"", 1);
    row("core includes Qt", "core/model/a.h", "<QString>", 1);
    row("core includes Qt's folder", "core/model/a.h", "<QtCore/QString>", 1);
    row("not from the root", "core/base/a.cpp", "\"b.h\"", 1);
    row("unknown folder", "core/misc/a.cpp", "<vector>", 1);
}

void IncludeDirectionTest::plantedInclude()
{
    QFETCH(QString, path);
    QFETCH(QString, include);
    QFETCH(qsizetype, count);

    QTemporaryDir root;
    QVERIFY(QDir(root.path()).mkpath(QFileInfo(path).path()));
    QFile file(root.filePath(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#pragma once\n  #  include " + include.toUtf8() + "\n");
    file.close();

    QCOMPARE(violations(root.path()).size(), count);
}

PACKSCOPE_TEST(IncludeDirectionTest)

#include "tst_include_direction.moc"
