# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How benchmarks run programs and print what they measured: one line a figure, with its spread, its bar and whether
that is met. Nothing here fails because something is slow."""

import os
import platform
import subprocess
import sys
import time


class Run:
    """One run of a program: seconds by the wall, of user and system, peak MB, output. A failure ends the benchmark."""

    def __init__(self, command, stdin=None):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE)
        self.output = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)}: exit {process.returncode}")
        self.seconds = time.perf_counter() - start
        self.user, self.system = usage.ru_utime, usage.ru_stime
        self.peak = usage.ru_maxrss * 1024 / 1e6

    def cpu(self):
        return f"{self.user:.2f} s user, {self.system:.2f} s system"


def print_machine(folder):
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = int(file.readline().split()[1]) * 1024 / 1e9
    kind = subprocess.run(["stat", "-f", "-c", "%T", folder], capture_output=True, text=True, check=False).stdout.strip()
    load = os.getloadavg()
    print(f"machine: {os.cpu_count()} cores, {models[0] if models else platform.machine()}, {memory:.0f} GB, "
          f"{platform.system()} {platform.release()}; files in {folder} ({kind})")
    print(f"load before: {load[0]:.2f} (others' work makes times by the wall longer: see user and system times)",
          flush=True)


def spread(values, digits=2):
    """"0.63 (0.60 to 0.67, 3 runs)" """
    values = sorted(values)
    median = values[len(values) // 2]
    return f"{median:,.{digits}f} ({values[0]:,.{digits}f} to {values[-1]:,.{digits}f}, {len(values)} runs)"


def figure(what, value, unit="", note="", at_most=None, at_least=None, shown=None):
    """Prints a figure; `shown` has its spread."""
    verdict = ""
    if at_most is not None:
        verdict = f"bar: at most {at_most:g} {unit}: {'met' if value <= at_most else 'MISSED'}"
    elif at_least is not None:
        verdict = f"bar: at least {at_least:g} {unit}: {'met' if value >= at_least else 'MISSED'}"
    parts = [f"{shown or f'{value:,.2f}'} {unit}".rstrip(), verdict, note]
    print(f"{what}: " + "; ".join(part for part in parts if part), flush=True)


def print_measured(output, bars):
    """The lines that a benchmark program printed: name, unit, value or percentiles, parted by tabs. `bars`: name to
    the most that its 99th percentile, or its only value, may be."""
    for line in output.splitlines():
        what, unit, *fields = line.split("\t")
        if len(fields) == 1:
            figure(what, float(fields[0]), unit, at_most=bars.get(what))
            continue
        shares = dict(field.split(" ", 1) for field in fields)
        shown = f"p99 {shares['p99']} (median {shares['median']}, worst {shares['worst']}, of {shares['of']})"
        figure(what, float(shares["p99"]), unit, f"processor {shares['cpu']}; slowest {shares['slowest']}", at_most=bars.get(what),
               shown=shown)
