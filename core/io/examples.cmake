# SPDX-License-Identifier: GPL-3.0-or-later
# Turns resources/examples/*.packscope into the source file that defines core::examples().

# One line an example: its name, and what `packscope examples` says of it. The first is the default.
set(examples
    "article|the article's own batch, with GRU weights fitted to its printed outputs"
    "words|five words that a trained GRU assigns to their languages, and that padding spoils"
    "ties|words of equal lengths: a stable sort keeps them as typed"
    "eight|eight words, 4 6 8 5 4 3 7 8 letters: 64 cells padded, 45 packed"
    "bidirectional|both directions: where the backward state starts and ends"
    "two-layers|two layers: the lower one's outputs are the upper one's inputs"
    "one|a batch of one sequence: nothing to sort, nothing to pad"
)

set(list "")
foreach(example IN LISTS examples)
    string(REGEX MATCH "^([^|]*)[|](.*)$" _ "${example}")
    set(name "${CMAKE_MATCH_1}")
    set(description "${CMAKE_MATCH_2}")
    set(file "${PROJECT_SOURCE_DIR}/resources/examples/${name}.packscope")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(READ "${file}" text)
    string(APPEND list "        {\"${name}\", \"${description}\",\n         R\"example(${text})example\"},\n")
endforeach()

file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/examples_list.cpp @ONLY CONTENT
"// Made by core/io/examples.cmake.
#include \"core/io/examples.h\"

namespace core {

const std::vector<Example> &examples()
{
    static const std::vector<Example> list{
@list@    };
    return list;
}

} // namespace core
")
target_sources(packscope_core PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/examples_list.cpp)
