#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An import that is killed or cancelled leaves the store as it was, and importing again gives what one clean
import gives."""

import os
import signal
import sqlite3
import subprocess
import time
import unittest

from program import OUTLAY, ProgramTest, generate

LINES = int(os.environ.get("OUTLAY_E2E_LINES", "600000"))


class Interrupted(ProgramTest):
    def setUp(self):
        super().setUp()
        self.log = generate(self.path("large.jsonl"), LINES)
        self.small = generate(self.path("small.jsonl"), "--guide")
        self.imported(self.small)
        self.before = self.rows()

    def rows(self, store=None):
        return self.outlay("report", "--by", "month,feature,segment,model", "--format", "csv", store=store)

    def interrupt(self, after, by):
        """Starts the import and sends the signal after that many seconds."""
        process = subprocess.Popen([OUTLAY, "import", "--store", self.store, self.log], env=self.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(after)
        process.send_signal(by)
        process.communicate()
        return process.returncode

    def assert_untouched(self):
        self.assertEqual(self.rows(), self.before)
        self.assertEqual(len(self.imports()), 1)
        connection = sqlite3.connect(self.store)
        self.addCleanup(connection.close)
        self.assertEqual(connection.execute("PRAGMA integrity_check").fetchone(), ("ok",))
        connection.close()

    def test_killed_and_imported_again(self):
        clean = self.path("clean.db")
        self.imported(self.small, store=clean)
        begin = time.monotonic()
        self.assertEqual(self.imported(self.log, store=clean)["added"], LINES)
        whole = time.monotonic() - begin
        killed = 0
        for part in (0.15, 0.5, 0.85):
            code = self.interrupt(whole * part, signal.SIGKILL)
            # Quicker than its forerunner: it was written before the signal, and perhaps tidying up.
            if code == 0 or len(self.imports()) == 2:
                self.assertEqual(self.rows(), self.rows(clean))
                self.outlay("imports undo", str(self.imports()[0]["id"]))
            else:
                self.assertEqual(code, -signal.SIGKILL)
                killed += 1
            self.assert_untouched()
        # At least one was in mid-import, however much the machine's speed varies between the runs.
        self.assertGreaterEqual(killed, 1)
        self.assertEqual(self.imported(self.log)["added"], LINES)
        self.assertEqual(self.rows(), self.rows(clean))

    def test_first_import_killed(self):
        """It writes in place, so the next look at the store has something to put back."""
        clean = self.path("clean.db")
        begin = time.monotonic()
        self.imported(self.log, store=clean)
        whole = time.monotonic() - begin
        for part, command in ((0.4, "imports list"), (0.6, "report"), (0.8, None)):
            self.store = self.path(f"first-{part}.db")
            self.interrupt(whole * part, signal.SIGKILL)
            if command is not None:
                self.outlay(command)
            if not self.imports():  # else it was written before the signal
                self.assertEqual(self.imported(self.log)["added"], LINES)
            self.assertEqual(self.rows(), self.rows(clean))

    def test_cancelled(self):
        for after in (0.4, 0.25, 0.15, 0.08):
            code = self.interrupt(after, signal.SIGINT)
            if code != 0:
                break
            # This machine had read all of it before the signal.
            self.outlay("imports undo", str(self.imports()[0]["id"]))
        self.assertNotEqual(code, 0)
        self.assert_untouched()

    def test_a_pipe_that_nobody_writes_to_can_be_given_up(self):
        pipe = self.path("pipe")
        os.mkfifo(pipe)
        process = subprocess.Popen([OUTLAY, "import", "--store", self.store, pipe], env=self.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        try:
            _, said = process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.fail("it waits for a writer and hears no signal")
        self.assertEqual((process.returncode, said.count(b"\n")), (1, 1), said)
        self.assert_untouched()

    def test_a_pipe_is_read_to_its_end_whenever_its_writer_comes(self):
        pipe = self.path("pipe")
        os.mkfifo(pipe)
        process = subprocess.Popen([OUTLAY, "import", "--json", "--store", self.path("piped.db"), pipe],
                                   env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        time.sleep(0.7)
        with open(self.small, "rb") as log, open(pipe, "wb") as writer:
            text = log.read()
            writer.write(text[:1000])
            writer.flush()
            time.sleep(0.3)
            writer.write(text[1000:])
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)
        self.assertEqual(self.rows(self.path("piped.db")), self.before)


if __name__ == "__main__":
    unittest.main()
