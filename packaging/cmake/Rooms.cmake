# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One folder = one room = one static library. The USES line of each call is the architecture: the libraries follow
# from it here, and tests/architecture reads the same lines and compares every #include with them.

add_library(breakwater_root INTERFACE)
target_include_directories(breakwater_root INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(breakwater_root INTERFACE
  QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400)

function(breakwater_room_target path out)
  string(REPLACE "/" "_" name "${path}")
  set(${out} "bw_${name}" PARENT_SCOPE)
endfunction()

# breakwater_room(models/domain SOURCES a.h a.cpp USES models/foundation QT Core LIBS simdjson::simdjson)
#   SOURCES  files of this folder
#   USES     the rooms whose headers it may include
#   QT       Qt modules
#   LIBS     libraries from outside
function(breakwater_room path)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;QT;LIBS" ${ARGN})
  breakwater_room_target("${path}" target)
  add_library(${target} STATIC ${ROOM_SOURCES})
  set_target_properties(${target} PROPERTIES AUTOMOC ON LINKER_LANGUAGE CXX)
  target_link_libraries(${target} PUBLIC breakwater_root PRIVATE breakwater_warnings)
  foreach(used IN LISTS ROOM_USES)
    breakwater_room_target("${used}" library)
    target_link_libraries(${target} PUBLIC ${library})
  endforeach()
  foreach(module IN LISTS ROOM_QT)
    target_link_libraries(${target} PUBLIC Qt6::${module})
  endforeach()
  target_link_libraries(${target} PUBLIC ${ROOM_LIBS})
endfunction()

# breakwater_test(unit_domain SOURCES x.cpp ROOMS models/domain LABELS unit QT Test LIBS rapidcheck SERIAL)
#   A QtTest (or plain) program. It must exit with 77 where it could not run at all; that is reported as skipped.
function(breakwater_test name)
  cmake_parse_arguments(TEST "SERIAL" "" "SOURCES;ROOMS;LABELS;QT;LIBS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_compile_definitions(${name} PRIVATE
    BREAKWATER_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
    BREAKWATER_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    BREAKWATER_REALDATA="${BREAKWATER_REALDATA}")
  target_link_libraries(${name} PRIVATE breakwater_root breakwater_warnings Qt6::Core)
  foreach(room IN LISTS TEST_ROOMS)
    breakwater_room_target("${room}" library)
    target_link_libraries(${name} PRIVATE ${library})
  endforeach()
  foreach(module IN LISTS TEST_QT)
    target_link_libraries(${name} PRIVATE Qt6::${module})
  endforeach()
  target_link_libraries(${name} PRIVATE ${TEST_LIBS})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES
    SKIP_RETURN_CODE 77 LABELS "${TEST_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8;LC_ALL=C.UTF-8;TZ=UTC")
  if(TEST_SERIAL)
    set_tests_properties(${name} PROPERTIES RUN_SERIAL TRUE)
  endif()
endfunction()
