// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include <optional>

namespace app {

/// Where Qt keeps its sockets: a private folder for as long as this lives, if the system named none
/// (XDG_RUNTIME_DIR). Without it Qt says on standard error what it takes instead.
class RuntimeFolder {
  public:
    RuntimeFolder();
    ~RuntimeFolder();
    RuntimeFolder(const RuntimeFolder &) = delete;
    RuntimeFolder &operator=(const RuntimeFolder &) = delete;

  private:
    std::optional<QTemporaryDir> m_folder;
};

} // namespace app
