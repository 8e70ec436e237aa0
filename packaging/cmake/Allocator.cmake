# SPDX-FileCopyrightText: 2026 The Breakwater authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# breakwater_allocator(target): jemalloc with large pages for a program, where the preset wants it (sanitizers bring an
# allocator of their own) and the machine has it.

option(BREAKWATER_JEMALLOC "Link the programs with jemalloc" OFF)
if(BREAKWATER_JEMALLOC)
  find_package(PkgConfig)
  if(PKG_CONFIG_FOUND)
    pkg_check_modules(JEMALLOC IMPORTED_TARGET jemalloc)
  endif()
  if(NOT JEMALLOC_FOUND)
    message(STATUS "jemalloc was not found: the programs use the system's allocator")
  endif()
endif()

function(breakwater_allocator target)
  if(JEMALLOC_FOUND)
    target_sources(${target} PRIVATE "${CMAKE_SOURCE_DIR}/app/allocator.cpp")
    target_link_libraries(${target} PRIVATE PkgConfig::JEMALLOC)
  endif()
endfunction()
