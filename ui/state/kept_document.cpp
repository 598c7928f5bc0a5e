// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/kept_document.h"

#include "core/io/document_reader.h"
#include "core/io/document_writer.h"
#include "ui/state/open_document.h"
#include "ui/state/whole_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace ui {

namespace {

constexpr auto stateKey = "kept", suffix = ".packscope", lockSuffix = ".lock";
constexpr int delay = 700; ///< from an edit to its copy; the next edit comes sooner. Milliseconds

std::unique_ptr<QLockFile> lockOf(const QString &path)
{
    auto lock = std::make_unique<QLockFile>(path + QLatin1String(lockSuffix));
    lock->setStaleLockTime(0); // a lock is over when its process is, not after some time
    return lock->tryLock(0) ? std::move(lock) : nullptr;
}

} // namespace

std::string keptText(const KeptState &state)
{
    const QJsonObject rest{{QStringLiteral("file"), state.fileName},
                           {QStringLiteral("modified"), state.modified}};
    core::Document document = state.document;
    document.unknown[stateKey] = QJsonDocument(rest).toJson(QJsonDocument::Compact).toStdString();
    return core::documentText(document);
}

core::Result<KeptState> readKept(const QString &path)
{
    auto document = core::readDocument(path.toStdU16String());
    if (!document)
        return document.error();
    KeptState state{std::move(*document), {}, true};
    const auto found = state.document.unknown.find(stateKey);
    if (found != state.document.unknown.end()) {
        const QJsonObject rest =
            QJsonDocument::fromJson(QByteArray::fromStdString(found->second)).object();
        state.fileName = rest[QStringLiteral("file")].toString();
        state.modified = rest[QStringLiteral("modified")].toBool(true);
        state.document.unknown.erase(found);
    }
    return state;
}

KeptDocument::KeptDocument(const QString &folder)
    : m_path(QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) +
                                   QLatin1String(suffix)))
{
    QDir().mkpath(folder);
    m_lock = lockOf(m_path);
    m_pool.setMaxThreadCount(1);
}

KeptDocument::KeptDocument(QString path, std::unique_ptr<QLockFile> lock)
    : m_path(std::move(path)), m_lock(std::move(lock))
{
    m_pool.setMaxThreadCount(1);
}

KeptDocument::~KeptDocument()
{
    m_pool.waitForDone();
}

void KeptDocument::follow(const OpenDocument &document, std::function<std::string()> viewText)
{
    m_document = &document;
    m_viewText = std::move(viewText);
    m_timer.setSingleShot(true);
    m_timer.setInterval(delay);
    connect(&m_timer, &QTimer::timeout, this, &KeptDocument::keep);
    const auto later = [this] {
        if (!m_timer.isActive())
            m_timer.start();
    };
    connect(&document, &OpenDocument::changed, this, later);
    connect(&document, &OpenDocument::modifiedChanged, this, later);
    connect(&document, &OpenDocument::fileNameChanged, this, later);
    later();
}

/// The document as it is now, to be written by another thread.
std::function<void()> KeptDocument::writing()
{
    const auto value = m_document->value();
    return [this, value, view = m_viewText(), file = m_document->fileName(),
            modified = m_document->isModified()] {
        KeptState state{*value, file, modified};
        state.document.view = view;
        const auto written = writeWholeFile(m_path, keptText(state));
        if (written)
            return;
        QMetaObject::invokeMethod(this, [this, error = written.error()] {
            if (!std::exchange(m_told, true))
                emit failed(error);
        });
    };
}

void KeptDocument::keep()
{
    m_pool.start(writing());
}

void KeptDocument::keepNow()
{
    if (!m_document)
        return;
    m_timer.stop();
    keep();
    m_pool.waitForDone();
}

void KeptDocument::forget()
{
    m_timer.stop();
    if (m_document)
        disconnect(m_document, nullptr, this, nullptr);
    m_pool.waitForDone();
    QFile::remove(m_path);
    m_lock.reset();
}

std::vector<std::unique_ptr<KeptDocument>> keptBefore(const QString &folder)
{
    std::vector<std::unique_ptr<KeptDocument>> kept;
    const auto files = QDir(folder).entryInfoList({QLatin1Char('*') + QLatin1String(suffix)},
                                                  QDir::Files, QDir::Time | QDir::Reversed);
    for (const QFileInfo &file : files)
        if (auto lock = lockOf(file.filePath()))
            kept.push_back(std::make_unique<KeptDocument>(file.filePath(), std::move(lock)));
    return kept;
}

} // namespace ui
