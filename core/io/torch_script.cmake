# SPDX-License-Identifier: GPL-3.0-or-later
# Turns torch_script.py, the part that all PyTorch programs have in common, into a source file.
set(file ${CMAKE_CURRENT_LIST_DIR}/torch_script.py)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
file(READ ${file} text)
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/torch_script_helpers.cpp @ONLY CONTENT
"// Made by core/io/torch_script.cmake.
#include \"core/io/torch_script.h\"

namespace core {

const std::string_view torchScriptHelpers = R\"python(@text@)python\";

} // namespace core
")
target_sources(packscope_core PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/torch_script_helpers.cpp)
