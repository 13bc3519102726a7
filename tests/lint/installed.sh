#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
# installed.sh CMAKE BUILD: what a package is made of has the program, its page of the manual and the units, of which
# none is enabled.
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
"$1" --install "$2" --prefix "$folder/usr" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
for file in bin/outlay share/man/man1/outlay.1 lib/systemd/user/outlay-weekly.service lib/systemd/user/outlay-weekly.timer \
    share/applications/io.github.outlay.Outlay.desktop; do
    [ -s "$folder/usr/$file" ] || { echo "$file is not installed"; exit 1; }
done
enabled=$(find "$folder" -name '*.wants' -o -name '*.preset')
[ -z "$enabled" ] || { echo "enabled without being asked: $enabled"; exit 1; }
