#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
# packaging/run.sh [FILES…]
# Installs what is missing, builds Outlay and opens it with the given logs, or with sample data. Without a
# display: imports them, prints what each feature cost by month, and writes a PDF and a CSV report into
# ./outlay-report ($OUTLAY_REPORT_DIR names another folder).
set -euo pipefail

case "${1:-}" in
-h | --help)
    sed -n '4,7s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=packaging/packages.sh
. "$here/packages.sh"

build="$outlay_root/build/release"
program="$build/app/outlay"

for file in "$@"; do
    if [ "$file" != - ] && [ ! -e "$file" ]; then
        echo "run.sh: $file: no such file or folder" >&2
        exit 1
    fi
done

outlay_install "${outlay_build_packages[@]}" "${outlay_run_packages[@]}"
outlay_configure "$build" -DCMAKE_BUILD_TYPE=Release -DOUTLAY_TESTS=OFF -DOUTLAY_WHOLE=ON
outlay_build "$build" outlay

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    if [ $# -gt 0 ]; then
        echo "run: outlay $*"
        exec "$program" "$@"
    fi
    echo "run: outlay demo"
    exec "$program" demo
fi

report=${OUTLAY_REPORT_DIR:-outlay-report}
mkdir -p "$report"
report=$(cd "$report" && pwd)
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
    # Qt wants one, and says so on every start without.
    XDG_RUNTIME_DIR=$(mktemp -d)
    export XDG_RUNTIME_DIR
    trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
fi
store=()
if [ $# -gt 0 ]; then
    echo "run: no display; importing into your store"
else
    echo "run: no display and no files; importing the sample data into a store of its own"
    # A fresh one each time, so that the sample never mixes with real logs nor with an older sample.
    store=(--store "$report/sample.db")
    rm -f "$report"/sample.db*
    set -- "$outlay_root/resources/samples/demo.jsonl"
fi
"$program" import "${store[@]}" "$@"
echo
by=(--by "month,feature,segment" --period all)
"$program" report "${store[@]}" "${by[@]}"
"$program" report "${store[@]}" "${by[@]}" --format csv -o "$report/report.csv"
"$program" report "${store[@]}" "${by[@]}" --format pdf -o "$report/report.pdf"
echo
echo "The report is in:"
echo "  $report/report.pdf"
echo "  $report/report.csv"
