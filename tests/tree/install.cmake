# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the program of the build in BUILD into a folder of its own and looks for what the desktop needs.
set(ENV{DESTDIR} ${BUILD}/installed)
file(REMOVE_RECURSE $ENV{DESTDIR})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix /usr
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

set(id io.github.packscope.Packscope)
set(wanted
    bin/packscope
    share/applications/${id}.desktop
    share/icons/hicolor/scalable/apps/${id}.svg
    share/icons/hicolor/scalable/mimetypes/application-x-packscope+json.svg
    share/metainfo/${id}.metainfo.xml
    share/mime/packages/${id}.xml)
foreach(file IN LISTS wanted)
    if(NOT EXISTS $ENV{DESTDIR}/usr/${file})
        message(SEND_ERROR "not installed: ${file}")
    endif()
endforeach()

find_program(validator desktop-file-validate)
if(validator)
    execute_process(COMMAND ${validator} $ENV{DESTDIR}/usr/share/applications/${id}.desktop
        OUTPUT_VARIABLE complaints ERROR_VARIABLE complaints RESULT_VARIABLE status)
    if(status OR complaints)
        message(SEND_ERROR "desktop file: ${complaints}")
    endif()
endif()
