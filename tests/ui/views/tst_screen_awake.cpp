// SPDX-License-Identifier: GPL-3.0-or-later
// On a bus of the test's own; the bus of the desktop is never touched.
#include "tests/support/test_program.h"
#include "ui/views/screen_awake.h"

#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <memory>

namespace {

/// What a desktop offers.
class FakeScreenSaver : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.ScreenSaver")

  public:
    QStringList wishes;
    QList<uint> open;

  public slots: // NOLINT(readability-redundant-access-specifiers)
    uint Inhibit(const QString &application, const QString &reason)
    {
        wishes << application + QStringLiteral(": ") + reason;
        open << m_next;
        return m_next++;
    }
    void UnInhibit(uint cookie) { open.removeOne(cookie); }

  private:
    uint m_next = 41;
};

/// A bus daemon that ends with the test.
class PrivateBus {
  public:
    PrivateBus()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--session"), QStringLiteral("--nofork"),
                        QStringLiteral("--print-address")});
        if (m_daemon.waitForStarted() && m_daemon.waitForReadyRead())
            m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    }
    ~PrivateBus()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(PrivateBus)
    [[nodiscard]] QDBusConnection connection(const QString &name) const
    {
        return QDBusConnection::connectToBus(m_address, name);
    }

  private:
    QProcess m_daemon;
    QString m_address;
};

} // namespace

class TestScreenAwake : public QObject {
    Q_OBJECT

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeScreenSaver> m_saver;
    const QString m_reason = QStringLiteral("Presentation");

    QDBusConnection ours() const { return m_bus->connection(QStringLiteral("ours")); }

  private slots:
    void initTestCase() { QCoreApplication::setApplicationName(QStringLiteral("packscope")); }

    void init()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
            QSKIP("there is no dbus-daemon for a bus of the test's own");
        m_bus = std::make_unique<PrivateBus>();
        m_saver = std::make_unique<FakeScreenSaver>();
        QVERIFY(ours().isConnected());
    }
    void cleanup()
    {
        for (const char *name : {"ours", "desktop"})
            QDBusConnection::disconnectFromBus(QString::fromLatin1(name));
        m_saver.reset();
        m_bus.reset();
    }

    void itAsksAndTakesItBack()
    {
        offerScreenSaver();
        auto awake = std::make_unique<ui::ScreenAwake>(m_reason, nullptr, ours());
        QTRY_COMPARE(m_saver->open, QList<uint>{41});
        QCOMPARE(m_saver->wishes, QStringList{QStringLiteral("packscope: Presentation")});
        QTRY_VERIFY(awake->holds());
        awake.reset();
        QTRY_VERIFY(m_saver->open.isEmpty());
    }

    void anAnswerThatComesTooLateIsTakenBackToo()
    {
        offerScreenSaver();
        std::make_unique<ui::ScreenAwake>(m_reason, nullptr, ours()).reset();
        QTRY_COMPARE(m_saver->wishes.size(), 1);
        QTRY_VERIFY(m_saver->open.isEmpty());
    }

    void nobodyAnswers()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        const ui::ScreenAwake awake(m_reason, nullptr, ours());
        QVERIFY(waits());
        QTRY_VERIFY(!waits());
        QVERIFY(!awake.holds());
    }

    void thereIsNoBus()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        const QDBusConnection none(QStringLiteral("nowhere"));
        QVERIFY(!none.isConnected());
        const ui::ScreenAwake awake(m_reason, nullptr, none);
        QVERIFY(!waits() && !awake.holds());
    }

  private:
    /// For an answer.
    static bool waits()
    {
        return QCoreApplication::instance()->findChild<QDBusPendingCallWatcher *>() != nullptr;
    }

    void offerScreenSaver()
    {
        QDBusConnection desktop = m_bus->connection(QStringLiteral("desktop"));
        QVERIFY(desktop.registerObject(QStringLiteral("/org/freedesktop/ScreenSaver"),
                                       m_saver.get(), QDBusConnection::ExportAllSlots));
        QVERIFY(desktop.registerService(QStringLiteral("org.freedesktop.ScreenSaver")));
    }
};

PACKSCOPE_TEST(TestScreenAwake)
#include "tst_screen_awake.moc"
