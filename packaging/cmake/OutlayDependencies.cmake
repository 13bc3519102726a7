# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Every third party in one place. All are Debian 12 packages; packaging/packages.sh lists them.
find_package(Threads REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(simdjson REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tl-expected REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
include(CheckCXXSourceCompiles) # not everywhere built with its choice by the processor
set(CMAKE_REQUIRED_LIBRARIES PkgConfig::xxhash)
check_cxx_source_compiles("#include <xxhash.h>
#include <xxh_x86dispatch.h>
int main() { return XXH3_128bits(\"\", 0).low64 == 0; }" OUTLAY_XXHASH_DISPATCHES)
unset(CMAKE_REQUIRED_LIBRARIES)
pkg_check_modules(archive REQUIRED IMPORTED_TARGET libarchive)
find_package(ZLIB REQUIRED)

set(outlay_qt_components Core Network)
if(OUTLAY_GUI)
    find_package(CLI11 REQUIRED)
    list(APPEND outlay_qt_components Gui Widgets Charts Svg DBus)
endif()
if(OUTLAY_TESTS)
    list(APPEND outlay_qt_components Test)
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS ${outlay_qt_components})
if(OUTLAY_BENCH)
    find_package(benchmark REQUIRED)
endif()
