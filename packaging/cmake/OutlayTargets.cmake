# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
# How a library, a test and the flags are declared. One room = one static library.

add_library(outlay_flags INTERFACE)
target_compile_features(outlay_flags INTERFACE cxx_std_20)
target_compile_options(outlay_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    -Wconversion -Wno-sign-conversion -Wnull-dereference -Wimplicit-fallthrough
    # GCC 12 sees overlapping copies in "text" + std::string (its bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    $<$<BOOL:${OUTLAY_WERROR}>:-Werror>)
target_compile_definitions(outlay_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS
    QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(OUTLAY_SANITIZE)
    target_compile_options(outlay_flags INTERFACE -fsanitize=${OUTLAY_SANITIZE} -fno-omit-frame-pointer
                           -fno-sanitize-recover=all)
    target_link_options(outlay_flags INTERFACE -fsanitize=${OUTLAY_SANITIZE})
endif()

# Qt before 6.5.3: moc cannot read libstdc++'s <compare>, <concepts> and <ranges> without this.
if(Qt6_VERSION VERSION_LESS 6.5.3)
    set(CMAKE_AUTOMOC_MOC_OPTIONS "-D_GLIBCXX_VISIBILITY=")
endif()

# Many sources to one compilation: headers and templates are read once for all of them.
function(outlay_in_few_pieces target)
    if(OUTLAY_WHOLE)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 14)
        # GCC tells of types of unnamed namespaces in "another file", which is the very same piece.
        target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
    endif()
endfunction()

# A release is optimised across the Qt-free rooms, where an import spends its time: 8 % less of it. Not where Qt's
# templates are: GCC 12 sees impossible sizes in its QHash there.
include(CheckIPOSupported)
check_ipo_supported(RESULT outlay_can_optimise_across LANGUAGES CXX OUTPUT outlay_ignored)
function(outlay_optimise_across target)
    set_target_properties(${target} PROPERTIES INTERPROCEDURAL_OPTIMIZATION_RELEASE ${outlay_can_optimise_across})
endfunction()

# outlay_room(NAME SOURCES … [LINKS public libraries …] [USES private libraries …] [QT])
#   LINKS is the architecture: what this room may include. USES are third parties no header of it shows.
function(outlay_room name)
    cmake_parse_arguments(ROOM "QT" "" "SOURCES;LINKS;USES" ${ARGN})
    add_library(outlay_${name} STATIC ${ROOM_SOURCES})
    add_library(Outlay::${name} ALIAS outlay_${name})
    target_include_directories(outlay_${name} PUBLIC "${PROJECT_SOURCE_DIR}/models" "${PROJECT_SOURCE_DIR}")
    target_link_libraries(outlay_${name} PUBLIC ${ROOM_LINKS} PRIVATE outlay_flags ${ROOM_USES})
    target_compile_features(outlay_${name} PUBLIC cxx_std_20)
    outlay_in_few_pieces(outlay_${name})
    if(ROOM_QT)
        set_target_properties(outlay_${name} PROPERTIES AUTOMOC ON AUTORCC ON)
    else()
        outlay_optimise_across(outlay_${name})
    endif()
    if(ROOM_QT AND OUTLAY_SANITIZE)
        # Their time is Qt's, and with sanitizers to optimise them takes longer than it saves.
        target_compile_options(outlay_${name} PRIVATE -O0)
    endif()
endfunction()

# The first test that links a set of rooms precompiles what the others with the same set read too.
function(outlay_share_headers target links)
    if(NOT OUTLAY_WHOLE)
        return()
    endif()
    # They name the folder of each test; nothing here uses it, and they would make the headers differ.
    target_compile_options(${target} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
    if(links MATCHES "Qt6::(Gui|Network)") # kinds of their own, of one test each
        return()
    endif()
    set(kind core)
    set(headers <QtTest/QtTest>)
    if(links MATCHES "Outlay::(views|app)|outlay_app")
        set(kind widgets)
        list(APPEND headers <QtWidgets/QtWidgets>)
    endif()
    get_property(donor GLOBAL PROPERTY outlay_headers_of_${kind})
    if(donor)
        target_precompile_headers(${target} REUSE_FROM ${donor})
    else()
        set_property(GLOBAL PROPERTY outlay_headers_of_${kind} ${target})
        target_precompile_headers(${target} PRIVATE ${headers} <algorithm> <chrono> <filesystem> <fstream> <functional>
                                  <map> <memory> <optional> <sstream> <string> <thread> <vector> <tl/expected.hpp>)
    endif()
endfunction()

# The one file that a test's source includes at its end. AUTOMOC would start a program of its own and compile a
# file more for each of the tests.
function(outlay_moc target source)
    get_filename_component(name ${source} NAME_WE)
    set(moc "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc")
    add_custom_command(OUTPUT "${moc}"
        COMMAND Qt6::moc ${CMAKE_AUTOMOC_MOC_OPTIONS} "${CMAKE_CURRENT_SOURCE_DIR}/${source}" -o "${moc}"
        DEPENDS "${source}" VERBATIM)
    target_sources(${target} PRIVATE "${moc}")
endfunction()

# outlay_test(NAME [THREADS] SOURCES … LINKS …): one Qt Test program, one CTest row. Its first source is the test
# itself. THREADS: more than one thread calls our code in it. Under the thread sanitizer only these are built,
# for it sees nothing in the others: no library of ours starts a thread but models/jobs.
function(outlay_test name)
    cmake_parse_arguments(TEST "THREADS" "" "SOURCES;LINKS" ${ARGN})
    if(OUTLAY_SANITIZE MATCHES "thread" AND NOT TEST_THREADS)
        return()
    endif()
    add_executable(test_${name} ${TEST_SOURCES})
    list(GET TEST_SOURCES 0 source)
    outlay_moc(test_${name} ${source})
    target_link_libraries(test_${name} PRIVATE ${TEST_LINKS} Qt6::Test outlay_flags)
    outlay_share_headers(test_${name} "${TEST_LINKS}")
    # What takes long in a test is the program under test, which is optimised as its build says.
    target_compile_options(test_${name} PRIVATE -O0)
    target_compile_definitions(test_${name} PRIVATE
        OUTLAY_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data" OUTLAY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests" "${CMAKE_CURRENT_BINARY_DIR}")
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;LC_ALL=C.UTF-8;QT_LOGGING_RULES=qt.qpa.*=false" TIMEOUT 900)
endfunction()
