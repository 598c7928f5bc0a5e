// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime_folder.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

class TestRuntimeFolder : public QObject {
    Q_OBJECT

  private slots:
    void isThereWhileItIsNeeded()
    {
        QTest::failOnWarning(QRegularExpression(".*"));
        qunsetenv("XDG_RUNTIME_DIR");
        QString path;
        {
            const app::RuntimeFolder folder;
            path = qEnvironmentVariable("XDG_RUNTIME_DIR");
            QVERIFY(QDir(path).isEmpty());
            const auto forOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                   QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
            QVERIFY(!(QFileInfo(path).permissions() & forOthers));
            QCOMPARE(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation), path);
        }
        QVERIFY(!path.isEmpty() && !QFileInfo::exists(path));
        QVERIFY(!qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"));
    }

    void whatTheSystemNamedStays()
    {
        qputenv("XDG_RUNTIME_DIR", "/named");
        {
            const app::RuntimeFolder folder;
            QCOMPARE(qgetenv("XDG_RUNTIME_DIR"), "/named");
        }
        QCOMPARE(qgetenv("XDG_RUNTIME_DIR"), "/named");
    }
};

PACKSCOPE_TEST(TestRuntimeFolder)
#include "tst_runtime_folder.moc"
