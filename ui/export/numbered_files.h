// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace ui {

/// Files 00001.png, 00002.png, … in a folder, which is made if it is not there. All are whole before the first is
/// put in its place; those that an earlier, longer series left there go.
class NumberedFiles {
  public:
    /// `ending` is "png", "svg", …
    NumberedFiles(QString folder, QString ending);
    ~NumberedFiles();
    NumberedFiles(const NumberedFiles &) = delete;
    NumberedFiles &operator=(const NumberedFiles &) = delete;

    /// Errors, of both: a folder that cannot be made; a file that cannot be written.
    [[nodiscard]] core::Result<core::Done> add(const QByteArray &bytes);
    /// Puts all in their places.
    [[nodiscard]] core::Result<core::Done> finish();

  private:
    [[nodiscard]] core::Result<core::Done> prepare();
    [[nodiscard]] QString name(int number) const;

    QString m_folder;
    QString m_ending;
    bool m_isNew;
    std::unique_ptr<QTemporaryDir>
        m_prepared; ///< within, so that a file is put in place by its name
    int m_count = 0;
};

} // namespace ui
