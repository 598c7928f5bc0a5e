// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/state/counted_corpus.h"

#include <QObject>
#include <QThreadPool>

#include <array>
#include <memory>
#include <stop_token>

namespace ui {

/// The corpus that is open: read and counted off the GUI thread, one file at a time.
class CorpusFile : public QObject {
    Q_OBJECT

  public:
    /// The batch sizes that are counted.
    static constexpr std::array<std::int64_t, 7> batchSizes{8, 16, 32, 64, 128, 256, 512};

    explicit CorpusFile(QObject *parent = nullptr);
    ~CorpusFile() override;

    /// Begins to read a text; one that is being read is given up, one that was read stays until then.
    void open(const QString &fileName);
    /// Reads what is open, or being read, once more in another unit.
    void setUnit(core::LengthUnit unit);
    /// Gives up what is being read.
    void cancel();

    [[nodiscard]] bool isReading() const { return m_isReading; }
    /// The file that is being read, else the last one that was asked for; empty before the first.
    [[nodiscard]] const QString &fileName() const { return m_fileName; }
    [[nodiscard]] core::LengthUnit unit() const { return m_unit; }
    /// What was read last; null before the first.
    [[nodiscard]] const std::shared_ptr<const CountedCorpus> &counted() const { return m_counted; }

  signals:
    /// Reading began, or ended in whatever way.
    void changed();
    /// How much is read, 0 … 1.
    void progressed(double share);
    void failed(const core::Error &error);

  private:
    void start();
    [[nodiscard]] core::CorpusOptions options();
    void take(const core::Result<std::shared_ptr<const CountedCorpus>> &result);
    void goBack();

    QThreadPool m_pool; ///< of one thread: a new file is read when the old one is let go
    std::stop_source m_stop;
    QString m_fileName;
    core::LengthUnit m_unit = core::LengthUnit::characters;
    std::shared_ptr<const CountedCorpus> m_counted;
    bool m_isReading = false;
};

} // namespace ui
