#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian 12 packages that Outlay needs, in one place, and how they get onto a machine.
# Sourced by packaging/run.sh, packaging/test.sh and .ci/run; run by itself it lists them.

# Compiler, build system and the libraries of packaging/cmake/OutlayDependencies.cmake. libqt6opengl6-dev is
# only recommended by qt6-base-dev, yet Qt Charts' CMake files require it.
outlay_build_packages=(
    g++ cmake ninja-build pkg-config
    qt6-base-dev qt6-charts-dev qt6-svg-dev libqt6opengl6-dev libgl1-mesa-dev
    libsqlite3-dev libsimdjson-dev nlohmann-json3-dev libexpected-dev
    libsodium-dev libxxhash-dev libarchive-dev zlib1g-dev libcli11-dev
)

# What the built program needs besides the libraries that it was linked with: plugins, fonts, time zones.
outlay_run_packages=(
    libqt6svg6 fonts-noto-core tzdata
)

# A display of one's own with real drag and drop, readers of what the program writes, and validators.
outlay_test_packages=(
    xvfb xauth xdotool x11-utils openbox
    poppler-utils imagemagick sqlite3 python3
    dbus at-spi2-core
    desktop-file-utils appstream shared-mime-info
)

# .ci/run alone: sanitizers, fuzzing and formatting are clang 14's, and llvm has their reader of symbols, without
# which no suppression matches; the package needs dpkg-dev.
outlay_check_packages=(
    clang-14 libclang-rt-14-dev lld-14 llvm-14 clang-format-14 libbenchmark-dev dpkg-dev file
)

# outlay_install PACKAGE…: installs those that are missing, and says so; says nothing is to do otherwise.
outlay_install()
{
    local package missing=() sudo=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "packages: this is no Debian; needed are: $*"
        return 0
    fi
    for package in "$@"; do
        if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" != installed ]; then
            missing+=("$package")
        fi
    done
    if [ ${#missing[@]} -eq 0 ]; then
        echo "packages: all $# are installed"
        return 0
    fi
    echo "packages: installing ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "packages: not root and no sudo; as root run: apt-get install ${missing[*]}" >&2
            return 1
        fi
        sudo=(sudo)
    fi
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300
                   install -y --no-install-recommends)
    # A fresh machine has no package lists, or old ones that name versions which are gone.
    if ! apt-get install -s --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
        "${sudo[@]}" apt-get update </dev/null
    fi
    if ! "${sudo[@]}" "${install[@]}" "${missing[@]}" </dev/null; then
        "${sudo[@]}" apt-get update </dev/null
        "${sudo[@]}" "${install[@]}" "${missing[@]}" </dev/null
    fi
}

# outlay_configure BUILD_DIR [CMake arguments…]: configures once; afterwards Ninja itself sees what changed.
outlay_configure()
{
    local folder=$1
    shift
    local arguments=("$@")
    if command -v ccache >/dev/null; then
        arguments+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    fi
    local wanted="$outlay_root ${arguments[*]}"
    if [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/.outlay-configured" 2>/dev/null)" = "$wanted" ]; then
        echo "configure: $folder is configured"
        return 0
    fi
    echo "configure: $folder"
    cmake --fresh -S "$outlay_root" -B "$folder" -G Ninja "${arguments[@]}"
    printf '%s\n' "$wanted" >"$folder/.outlay-configured"
}

# outlay_fast_tmp: prints a folder for temporary files, in memory where there is room for it. Tests make hundreds of
# small stores, each of which waits for the disk several times.
outlay_fast_tmp()
{
    local free folder
    free=$(df --output=avail -B1M /dev/shm 2>/dev/null | tail -n 1 || true)
    if [ "${free:-0}" -ge 6000 ] && [ -w /dev/shm ]; then
        folder=$(mktemp -d /dev/shm/outlay-XXXXXX)
    else
        folder=$(mktemp -d)
    fi
    # A test becomes another user, who must be able to come this far.
    chmod 755 "$folder"
    echo "$folder"
}

# outlay_build BUILD_DIR [targets…]
outlay_build()
{
    local folder=$1
    shift
    echo "build: $folder"
    cmake --build "$folder" ${1:+--target "$@"}
}

outlay_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    printf '%s\n' "${outlay_build_packages[@]}" "${outlay_run_packages[@]}" \
        "${outlay_test_packages[@]}" "${outlay_check_packages[@]}"
fi
