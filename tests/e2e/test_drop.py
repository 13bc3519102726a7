#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real drops (XDND) onto the real window: what was dropped is in the store afterwards, and nothing else is."""

import os
import time
import unittest

from display import Display, need
from program import OUTLAY, ProgramTest, generate

DRAGSOURCE = os.environ["DRAGSOURCE"]


class Drop(ProgramTest):
    def setUp(self):
        super().setUp()
        self.display = Display(self.folder)
        self.addCleanup(self.display.close)
        self.program = self.start(OUTLAY, "--store", self.store, DISPLAY=self.display.name, QT_QPA_PLATFORM="xcb")
        self.window = self.display.window_of(self.program)
        self.display.xdotool("windowsize", self.window, 1200, 800)
        self.display.place(self.window, 20, 40)
        self.wait_for("the store", lambda: os.path.exists(self.store))
        self.expected = 0

    def drop(self, *arguments, taken=True):
        source = self.start(DRAGSOURCE, *arguments, DISPLAY=self.display.name, QT_QPA_PLATFORM="xcb")
        window = self.display.window_of(source)
        self.display.place(window, 1400, 880)
        self.display.drag(self.display.middle(window), self.display.middle(self.window),
                          (lambda: self.display.title(window) == "taken") if taken else None)
        source.wait(200)

    def drop_of_events(self, what, events, *paths):
        """Files with that many new events: they are all there afterwards, as one import."""
        imports = len(self.imports())
        self.expected += events
        self.drop(*paths)
        self.wait_for(what, lambda: self.totals()[0] == self.expected)
        self.assertEqual(len(self.imports()), imports + 1, what)

    def drop_of_nothing(self, what, *arguments):
        """Something without events: nothing changes, and the program lives on."""
        self.drop(*arguments, taken=False)
        time.sleep(1)
        self.assertIsNone(self.program.poll(), what)
        self.assertEqual(self.totals()[0], self.expected, what)

    def log(self, name, events):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        self.seed = getattr(self, "seed", 0) + 1
        return generate(self.path(name), events, "--seed", self.seed)

    def test_everything_that_can_be_dropped(self):
        self.drop_of_events("one file", 100, self.log("one.jsonl", 100))
        self.drop_of_nothing("text", "--text", "file:///etc/hostname")
        self.drop_of_nothing("a missing file", self.path("missing.jsonl"))
        with open(self.path("empty.jsonl"), "wb"):
            pass
        self.drop_of_nothing("a file of 0 bytes", self.path("empty.jsonl"))
        self.drop_of_events("three files", 60, *(self.log("%d.jsonl" % i, 20) for i in range(3)))
        self.log("logs/june.jsonl", 30)
        self.log("logs/older/may.jsonl", 40)
        self.drop_of_events("a folder", 70, self.path("logs"))
        self.drop_of_events("a name with unicode, spaces and commas", 50,
                            self.log("kosten ärger, juli 2026 – 日本.jsonl", 50))
        self.drop_of_nothing("the same file again", self.path("one.jsonl"))
        names = " ".join(str(i["files"]) for i in self.imports())
        self.assertIn("kosten ärger, juli 2026 – 日本.jsonl", names)


if __name__ == "__main__":
    need("Xvfb", "xdotool", "xwininfo")
    unittest.main()
