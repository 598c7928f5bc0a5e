// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime_folder.h"

namespace app {

namespace {

constexpr const char *variable = "XDG_RUNTIME_DIR";

} // namespace

RuntimeFolder::RuntimeFolder()
{
    if (qEnvironmentVariableIsSet(variable))
        return;
    m_folder.emplace(); // which nobody else may enter, as Qt asks
    if (m_folder->isValid())
        qputenv(variable, m_folder->path().toLocal8Bit());
}

RuntimeFolder::~RuntimeFolder()
{
    if (m_folder)
        qunsetenv(variable);
}

} // namespace app
