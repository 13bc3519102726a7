#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several records of one call, or of a call and what it is part of: what says more counts."""

import itertools
import json
import os
import sqlite3
import unittest

from program import ProgramTest

# 1000 tokens of input, of which 300 came from the cache
WHOLE = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1777593700, "model": "gpt-4o-2024-08-06",
         "choices": [], "usage": {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200,
                                  "prompt_tokens_details": {"cached_tokens": 300}}}
ZERO = dict(WHOLE, usage={"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0})
NONE = dict(WHOLE, usage=None)
MESSAGE = {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-3-5-haiku-20241022",
           "content": [], "usage": {"input_tokens": 10, "output_tokens": 20}}
AGENT = {"id": "p", "traceId": "T", "type": "AGENT", "startTime": "2026-05-01T10:00:00.000Z", "name": "agent",
         "model": "gpt-4o", "usageDetails": {"input": 300, "output": 50, "total": 350}, "totalCost": 0.02,
         "traceName": "f"}


def child(name, usage):
    return dict(AGENT, id=name, type="GENERATION", usageDetails=usage, totalCost=None, parentObservationId="p")


class States(ProgramTest):
    def write(self, name, *records):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in records)
        return self.path(name)

    def calls(self, store):
        """Input without cache, cache reads and output of each call, by time."""
        with sqlite3.connect(store) as database:
            return database.execute("SELECT input_tokens, cache_read_tokens, output_tokens FROM events"
                                    " LEFT JOIN event_details ON event = id ORDER BY at, id").fetchall()

    def test_a_state_that_has_lost_its_usage_does_not_take_the_place_of_one_that_has_it(self):
        for number, order in enumerate(itertools.permutations([WHOLE, ZERO, NONE])):
            for together in (True, False):
                store = self.path("%d-%s.db" % (number, together))
                if together:
                    self.imported(self.write("a.jsonl", *order), store=store)
                else:
                    self.imported(*[self.write("%d.json" % i, record) for i, record in enumerate(order)],
                                  store=store)
                self.assertEqual(self.calls(store), [(700, 300, 200)], (order, together))

    def test_of_states_that_say_as_much_the_last_counts(self):
        later = dict(WHOLE, usage=dict(WHOLE["usage"], completion_tokens=150))
        self.imported(self.write("a.jsonl", WHOLE, later))
        self.assertEqual(self.calls(self.store), [(700, 300, 150)])

    def test_a_parent_counts_where_its_children_do_not_say_what_they_used(self):
        log = self.write("a.jsonl", AGENT, child("c", {}), child("d", {"input": 0, "output": 0, "total": 0}))
        self.imported(log)
        self.assertIn((300, None, 50), self.calls(self.store))
        with sqlite3.connect(self.store) as database:
            self.assertEqual(database.execute("SELECT sum(cost_nanos) FROM events").fetchone(), (20_000_000,))

    def test_a_parent_does_not_count_where_a_child_says_it(self):
        self.imported(self.write("a.jsonl", AGENT, child("c", {}), child("d", {"input": 290, "output": 50})))
        self.assertNotIn((300, None, 50), self.calls(self.store))
        self.assertIn((290, None, 50), self.calls(self.store))

    def test_the_time_that_stands_in_for_a_call_stays(self):
        log = self.write("may.jsonl", MESSAGE)
        os.utime(log, (1777593700, 1777593700))
        self.imported(log)
        again = self.write("june.jsonl", MESSAGE, dict(MESSAGE, id="msg_2"))
        os.utime(again, (1780272100, 1780272100))
        report = self.imported(again)
        self.assertEqual((report["added"], report["duplicates"]), (1, 1))
        # the first in May, where it was seen first, the second in June
        months = {row["month"]: row["requests"] for row in self.table("month")}
        self.assertEqual(months, {"2026-05": 1, "2026-06": 1})


if __name__ == "__main__":
    unittest.main()
