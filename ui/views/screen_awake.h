// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>

#include <optional>

namespace ui {

/// As long as it lives, the desktop's screen saver does not start. Where there is no bus, or nobody on it
/// who keeps the screen, it does nothing; it never waits for an answer.
/// Source: org.freedesktop.ScreenSaver, Inhibit and UnInhibit.
class ScreenAwake : public QObject {
    Q_OBJECT

  public:
    /// The reason is what a desktop may show to say who keeps the screen on.
    explicit ScreenAwake(const QString &reason, QObject *parent = nullptr,
                         const QDBusConnection &bus = QDBusConnection::sessionBus());
    ~ScreenAwake() override;
    Q_DISABLE_COPY_MOVE(ScreenAwake)

    /// Somebody has granted the wish.
    [[nodiscard]] bool holds() const { return m_cookie.has_value(); }

  private:
    QDBusConnection m_bus;
    std::optional<uint> m_cookie; ///< names the wish, once it is granted
};

} // namespace ui
