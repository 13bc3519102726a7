#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
# packaging/test.sh [CTest arguments…]
# Installs what is missing, builds Outlay with warnings as errors, and runs every test. No display is needed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=packaging/packages.sh
. "$here/packages.sh"

build="$outlay_root/build/test"

outlay_install "${outlay_build_packages[@]}" "${outlay_run_packages[@]}" "${outlay_test_packages[@]}"
outlay_configure "$build" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="-O2 -DNDEBUG" -DOUTLAY_WERROR=ON -DOUTLAY_WHOLE=ON
outlay_build "$build"

export QT_QPA_PLATFORM=offscreen TZ=UTC LC_ALL=C.UTF-8
TMPDIR=$(outlay_fast_tmp)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
echo "test: every test of $build, temporary files in $TMPDIR"
ctest --test-dir "$build" --no-tests=error --output-on-failure -j2 "$@" </dev/null
