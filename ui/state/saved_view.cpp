// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/saved_view.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace ui {

namespace {

constexpr auto momentKey = "moment";
constexpr auto laneKey = "lane";

/// The names of formats.md's --lane, in the order of Lanes.
constexpr std::array<const char *, 3> laneNames{"both", "packed", "padded"};

QJsonObject objectOf(const std::string &json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

} // namespace

SavedView savedView(const std::string &json)
{
    const QJsonObject object = objectOf(json);
    SavedView view;
    if (const QJsonValue moment = object[QLatin1String(momentKey)]; moment.isString())
        view.moment = moment.toString().toStdString();
    const QString lane = object[QLatin1String(laneKey)].toString();
    for (std::size_t i = 0; i < laneNames.size(); ++i)
        if (lane == QLatin1String(laneNames[i]))
            view.lanes = static_cast<Lanes>(i);
    return view;
}

std::string savedViewText(const SavedView &view, const std::string &before)
{
    QJsonObject object = objectOf(before);
    if (view.moment)
        object[QLatin1String(momentKey)] = QString::fromStdString(*view.moment);
    if (view.lanes)
        object[QLatin1String(laneKey)] =
            QLatin1String(laneNames[static_cast<std::size_t>(*view.lanes)]);
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace ui
