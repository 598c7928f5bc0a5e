// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace ui {

/// The files that were opened or saved last, newest first; remembered from one start to the next.
class RecentFiles : public QObject {
    Q_OBJECT

  public:
    explicit RecentFiles(QObject *parent = nullptr);

    [[nodiscard]] const QStringList &names() const { return m_names; }
    /// Puts a file at the front.
    void add(const QString &fileName);
    void remove(const QString &fileName);
    /// As the settings have them now.
    void refresh();
    void clear();

  signals:
    void changed();

  private:
    void store(QStringList names);

    QStringList m_names;
};

} // namespace ui
