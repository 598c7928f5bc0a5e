// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/screen_awake.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QPointer>

namespace ui {

namespace {

QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.ScreenSaver"),
                                          QStringLiteral("/org/freedesktop/ScreenSaver"),
                                          QStringLiteral("org.freedesktop.ScreenSaver"), method);
}

void release(const QDBusConnection &bus, uint cookie)
{
    QDBusMessage message = call(QStringLiteral("UnInhibit"));
    message << cookie;
    bus.send(message);
}

} // namespace

ScreenAwake::ScreenAwake(const QString &reason, QObject *parent, const QDBusConnection &bus)
    : QObject(parent), m_bus(bus)
{
    if (!m_bus.isConnected())
        return;
    QDBusMessage wish = call(QStringLiteral("Inhibit"));
    wish << QCoreApplication::applicationName() << reason;
    // The answer may come when this is gone: then the wish is taken back at once.
    auto *answer = new QDBusPendingCallWatcher(m_bus.asyncCall(wish), qApp);
    const QPointer<ScreenAwake> awake = this;
    connect(answer, &QDBusPendingCallWatcher::finished, answer, [answer, awake, bus = m_bus] {
        const QDBusPendingReply<uint> reply = *answer;
        answer->deleteLater();
        if (reply.isError())
            return;
        if (awake)
            awake->m_cookie = reply.value();
        else
            release(bus, reply.value());
    });
}

ScreenAwake::~ScreenAwake()
{
    if (m_cookie)
        release(m_bus, *m_cookie);
}

} // namespace ui
