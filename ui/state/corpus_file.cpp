// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/corpus_file.h"

#include "core/base/memory.h"

namespace ui {

CorpusFile::CorpusFile(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

CorpusFile::~CorpusFile()
{
    m_stop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
}

void CorpusFile::open(const QString &fileName)
{
    m_fileName = fileName;
    start();
}

void CorpusFile::setUnit(core::LengthUnit unit)
{
    if (unit == m_unit)
        return;
    m_unit = unit;
    if (m_isReading || m_counted)
        start();
}

void CorpusFile::cancel()
{
    if (!m_isReading)
        return;
    m_stop.request_stop();
    goBack();
    emit changed();
}

void CorpusFile::start()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_isReading = true;
    emit changed();
    m_pool.start([this, fileName = m_fileName, options = options()] {
        using Counted = core::Result<std::shared_ptr<const CountedCorpus>>;
        const auto result = core::withinMemory(fileName.toStdString(), [&]() -> Counted {
            const auto counted =
                countCorpus(fileName, {batchSizes.begin(), batchSizes.end()}, options);
            if (!counted)
                return counted.error();
            return std::make_shared<const CountedCorpus>(*counted);
        });
        const auto deliver = [this, stop = options.stop, result] {
            if (!stop.stop_requested())
                take(result);
        };
        QMetaObject::invokeMethod(this, deliver, Qt::QueuedConnection);
    });
}

/// Options that tell of each hundredth that is read, on this object's own thread.
core::CorpusOptions CorpusFile::options()
{
    core::CorpusOptions options;
    options.unit = m_unit;
    options.stop = m_stop.get_token();
    options.progress = [this, stop = options.stop, told = -1](std::uintmax_t read,
                                                              std::uintmax_t total) mutable {
        const double share = total > 0 ? static_cast<double>(read) / static_cast<double>(total) : 1;
        if (static_cast<int>(100 * share) == told)
            return;
        told = static_cast<int>(100 * share);
        const auto tell = [this, stop, share] {
            if (!stop.stop_requested())
                emit progressed(share);
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    };
    return options;
}

void CorpusFile::take(const core::Result<std::shared_ptr<const CountedCorpus>> &result)
{
    if (result) {
        m_isReading = false;
        m_counted = *result;
    } else {
        goBack();
        emit failed(result.error());
    }
    emit changed();
}

/// To what was read before.
void CorpusFile::goBack()
{
    m_isReading = false;
    if (m_counted) {
        m_fileName = m_counted->fileName;
        m_unit = m_counted->unit;
    }
}

} // namespace ui
