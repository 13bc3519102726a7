# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: the built programs, run in a home of their own, and how to read their output.

CTest gives the places: OUTLAY, COSTLOG_GENERATOR, DRAGSOURCE, OUTLAY_SOURCE_DIR.
"""

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
from decimal import Decimal

OUTLAY = os.environ["OUTLAY"]
GENERATOR = os.environ["COSTLOG_GENERATOR"]
SOURCE_DIR = os.environ["OUTLAY_SOURCE_DIR"]
SKIPPED = 77
FIGURES = ["requests", "input_tokens", "cache_read_tokens", "cache_write_tokens", "output_tokens", "cost_usd",
           "avg_cost_usd"]


def environment(home):
    return dict(os.environ, HOME=home, XDG_DATA_HOME=home + "/data", XDG_CONFIG_HOME=home + "/config",
                XDG_CACHE_HOME=home + "/cache", XDG_RUNTIME_DIR=home)


def generate(path, *arguments):
    with open(path, "wb") as file:
        subprocess.run([GENERATOR, *map(str, arguments)], stdout=file, check=True)
    return path


def lines(path):
    with open(path, "rb") as file:
        return file.read().splitlines(keepends=True)


def total_of(path):
    """Requests and exact dollars of a log of JSON lines, as an outsider adds them up."""
    events = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines(path)]
    return len(events), sum((event["cost_usd"] for event in events), Decimal(0))


class ProgramTest(unittest.TestCase):
    """A test with a folder and a store of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="outlay e2e ")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.environment = environment(self.folder)
        self.store = self.path("costs.db")

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def run_bare(self, *arguments, stdin=None):
        return subprocess.run([OUTLAY, *map(str, arguments)], env=self.environment, input=stdin, cwd=self.folder,
                              stdin=None if stdin is not None else subprocess.DEVNULL, capture_output=True,
                              timeout=280)

    def outlay(self, command, *arguments, stdin=None, store=None, code=0):
        """The standard output of a command on the test's store, which must exit with `code`."""
        result = self.run_bare(*command.split(), "--store", store or self.store, *arguments, stdin=stdin)
        self.assertEqual(result.returncode, code,
                         "%s %s\n%s" % (command, arguments, result.stderr.decode(errors="replace")))
        self.stderr = result.stderr.decode()
        return result.stdout.decode()

    def imported(self, *paths, stdin=None, store=None, code=0):
        text = self.outlay("import", "--json", *paths, stdin=stdin, store=store, code=code)
        return json.loads(text)

    def table(self, by, *arguments, store=None):
        """Rows of a CSV report, as dictionaries with exact numbers."""
        text = self.outlay("report", "--by", by, "--period", "all", "--format", "csv", *arguments, store=store)
        rows = list(csv.DictReader(io.StringIO(text)))
        for row in rows:
            row["requests"] = int(row["requests"])
            row["cost_usd"] = Decimal(row["cost_usd"] or 0)
        return rows

    def totals(self, store=None):
        total = json.loads(self.outlay("report", "--by", "feature", "--format", "json", store=store),
                           parse_float=Decimal, parse_int=Decimal)["total"]
        return int(total["requests"]), total["cost_usd"] or Decimal(0)

    def imports(self, store=None):
        return json.loads(self.outlay("imports list", "--format", "json", store=store))

    def wait_for(self, what, condition, seconds=150):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(0.3)
        self.fail("waited %d s for %s" % (seconds, what))

    def start(self, *arguments, **changes):
        """A program that runs until the test ends."""
        process = subprocess.Popen(arguments, env=dict(self.environment, **changes), cwd=self.folder,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        def stop():
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

        self.addCleanup(stop)
        return process


def skip(why):
    print(why)
    sys.exit(SKIPPED)
