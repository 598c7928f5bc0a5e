// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/document.h"

#include <QObject>

#include <functional>

class QWidget;

namespace core {
class WeightFile;
struct FoundGru;
} // namespace core

namespace ui {

/// A model that a person trained, read from a file of weights and written to one, with the questions that
/// this asks.
class WeightFiles : public QObject {
    Q_OBJECT

  public:
    explicit WeightFiles(QWidget &window);

    /// The document with the model of a file; its batch stays if the model can read it. Where a file holds
    /// several GRUs a person chooses; nothing comes back if they do not.
    /// Errors: as WeightFile::open, takeModel and withModel.
    [[nodiscard]] std::optional<core::Result<core::Document>> load(const core::Document &document,
                                                                   const QString &fileName);
    /// Asks for a file first.
    [[nodiscard]] std::optional<core::Result<core::Document>>
    askAndLoad(const core::Document &document);
    /// Writes the model alone. Nothing comes back if a person names no file.
    /// Errors: as modelBytes and writeWholeFile; another ending.
    [[nodiscard]] std::optional<core::Result<core::Done>> askAndSave(const core::Document &document,
                                                                     const QString &baseName);
    [[nodiscard]] static core::Result<core::Done> save(const core::Document &document,
                                                       const QString &fileName);

    /// Whether the name is that of a file of weights.
    [[nodiscard]] static bool isOne(const QString &fileName);

  signals:
    /// What was taken from a file, in one sentence.
    void told(const QString &sentence);

  private:
    [[nodiscard]] core::Result<std::optional<core::FoundGru>> choose(const core::WeightFile &file);

    QWidget &m_window;
};

} // namespace ui
