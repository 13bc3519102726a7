# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A display of one's own, and a hand that drags things on it."""

import os
import shutil
import subprocess
import time

from program import skip


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            skip("%s is not installed" % program)


class Display:
    """An Xvfb on a free display number, with a window manager where there is one."""

    def __init__(self, home):
        reading, writing = os.pipe()
        self.environment = dict(os.environ, HOME=home, XDG_RUNTIME_DIR=home)
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1680x1050x24", "-nolisten", "tcp"],
            pass_fds=[writing], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise RuntimeError("Xvfb ended with %d" % self.server.wait())
        self.name = ":" + number
        self.environment["DISPLAY"] = self.name
        self.manager = None
        if shutil.which("openbox"):
            self.manager = subprocess.Popen(["openbox"], env=self.environment, stdin=subprocess.DEVNULL,
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(1)

    def close(self):
        for process in (self.manager, self.server):
            if process and process.poll() is None:
                process.terminate()
                process.wait()

    def xdotool(self, *words, seconds=60):
        return subprocess.run(["xdotool", *map(str, words)], env=self.environment, capture_output=True, text=True,
                              check=True, timeout=seconds).stdout

    def window_of(self, process, seconds=120):
        """The largest visible window of a program, once it has one that stays the same for a moment."""
        end, last = time.monotonic() + seconds, None
        while time.monotonic() < end:
            try:
                found = self.xdotool("search", "--onlyvisible", "--pid", process.pid).split()
                sizes = {window: self.geometry(window) for window in found}
            except subprocess.CalledProcessError:
                sizes = {}  # there is none yet, or it went away while it was being looked at
            best = max(sizes.items(), key=lambda item: item[1][2] * item[1][3], default=None)
            if best and best == last:
                return best[0]
            last = best
            time.sleep(0.3)
        raise RuntimeError("no window of process %d in %d s" % (process.pid, seconds))

    def geometry(self, window):
        """x, y, width and height of the client area. xdotool's own figures are off by the frame."""
        text = subprocess.run(["xwininfo", "-id", window], env=self.environment, capture_output=True, text=True,
                              check=True).stdout
        found = {line.split(":")[0].strip(): line.split(":")[1].strip() for line in text.splitlines() if ":" in line}
        return tuple(int(found[name]) for name in
                     ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height"))

    def middle(self, window):
        x, y, width, height = self.geometry(window)
        return x + width // 2, y + height // 2

    def place(self, window, x, y):
        self.xdotool("windowmove", window, x, y, "windowraise", window)
        time.sleep(0.4)

    def drag(self, begin, end, ready=None, seconds=120):
        """Press, move in steps as a hand does, release: once `ready` says that the drop would be taken, as a
        person waits for the pointer to change, or after a moment if nobody need take it."""
        self.xdotool("mousemove", *begin, "mousedown", 1)
        time.sleep(0.1)
        steps = 10
        for i in range(1, steps + 1):
            self.xdotool("mousemove", *(b + (e - b) * i // steps for b, e in zip(begin, end)))
            time.sleep(0.06)
        # Both programs follow the hand from their event loops, and answer to movements alone.
        limit, nudges = time.monotonic() + seconds, 0
        while nudges < 2 or (ready is not None and not ready() and time.monotonic() < limit):
            nudges += 1
            time.sleep(0.4)
            self.xdotool("mousemove", end[0] + nudges % 2, end[1])
        taken = ready is None or ready()
        time.sleep(0.2)
        self.xdotool("mouseup", 1)
        if not taken:
            raise RuntimeError("nobody would take what was held over %d, %d for %d s" % (*end, seconds))

    def title(self, window):
        return self.xdotool("getwindowname", window).strip()
