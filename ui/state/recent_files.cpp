// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace ui {

namespace {

constexpr qsizetype longest = 8;
constexpr auto key = "recentFiles";

} // namespace

RecentFiles::RecentFiles(QObject *parent)
    : QObject(parent), m_names(QSettings().value(key).toStringList())
{
}

void RecentFiles::add(const QString &fileName)
{
    const QString name = QFileInfo(fileName).absoluteFilePath();
    QStringList names = m_names;
    names.removeAll(name);
    names.prepend(name);
    store(names.mid(0, longest));
}

void RecentFiles::remove(const QString &fileName)
{
    QStringList names = m_names;
    names.removeAll(QFileInfo(fileName).absoluteFilePath());
    store(names);
}

void RecentFiles::refresh()
{
    store(QSettings().value(key).toStringList());
}

void RecentFiles::clear()
{
    store({});
}

void RecentFiles::store(QStringList names)
{
    if (names == m_names)
        return;
    m_names = std::move(names);
    QSettings().setValue(key, m_names);
    emit changed();
}

} // namespace ui
