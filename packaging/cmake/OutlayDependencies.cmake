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

set(outlay_qt_components Core)
if(OUTLAY_GUI)
    find_package(CLI11 REQUIRED)
    list(APPEND outlay_qt_components Gui Widgets Charts Svg)
endif()
if(OUTLAY_TESTS)
    list(APPEND outlay_qt_components Test)
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS ${outlay_qt_components})
if(OUTLAY_BENCH)
    find_package(benchmark REQUIRED)
endif()
