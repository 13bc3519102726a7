#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cache economics, what-ifs and savings on the command line."""

import csv
import io
import json
import unittest

from program import ProgramTest

SONNET = "claude-3-5-sonnet-20241022"


def event(feature, model, input_tokens, output_tokens, at="2026-05-04T12:00:00Z", **more):
    return dict({"timestamp": at, "feature_name": feature, "user_segment": "free", "model": model,
                 "input_tokens": input_tokens, "output_tokens": output_tokens}, **more)


class SavingsTest(ProgramTest):
    def given(self, *events):
        path = self.path("log.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for each in events:
                file.write(json.dumps(each) + "\n")
        self.imported(path)

    def rows(self, command, *arguments):
        return list(csv.DictReader(io.StringIO(self.outlay(command, "--format", "csv", *arguments))))


class CacheTest(SavingsTest):
    def test_a_premium_that_is_not_earned_back_is_a_loss(self):
        # Sonnet: $3 a million in, $0.30 read, $3.75 written. Written 1 M, read 0.1 M:
        # 1.1 × 3 = 3.30 uncached; 3.75 + 0.03 = 3.78 as billed.
        self.given(event("summaries", SONNET, 0, 10, cache_write_tokens=1000000, cache_read_tokens=0),
                   event("summaries", SONNET, 0, 10, cache_write_tokens=0, cache_read_tokens=100000),
                   event("chat", SONNET, 1000, 10, cache_read_tokens=9000, cache_write_tokens=0),
                   event("chat", "nobody-knows-1", 1000, 10))
        losses, chat = self.rows("cache")
        self.assertEqual((losses["feature"], losses["if_uncached_usd"], losses["as_billed_usd"],
                          losses["net_saving_usd"]), ("summaries", "3.30", "3.78", "-0.48"))
        self.assertEqual((losses["reads_per_written"], losses["break_even_reads"]), ("0.1000", "0.2778"))
        self.assertTrue(losses["verdict"].startswith("LOSS"))
        # 10,000 × 3 = 0.03; 1,000 × 3 + 9,000 × 0.30 = 0.0057
        self.assertEqual((chat["net_saving_usd"], chat["unpriced"], chat["verdict"]), ("0.0243", "1", "saves"))
        text = self.outlay("cache")
        for words in ("LOSS", "-0.4557", "1 calls have no price", "nothing to compare"):
            self.assertIn(words, text)
        self.assertEqual([row["model"] for row in self.rows("cache", "--by", "model")], [SONNET, "nobody-knows-1"])
        self.assertEqual(self.rows("cache", "--by", "month,feature")[0]["month"], "2026-05")
        self.assertEqual(len(self.rows("cache", "--where", "feature=chat")), 1)
        self.assertEqual(len(self.rows("cache", "--period", "2026-06")), 0)

    def test_cached_against_fresh_like_with_like(self):
        cached = [event("chat", SONNET, 100, 10, cached=True, cost_usd=0.6)] * 1
        fresh = [event("chat", SONNET, 100, 10, at="2026-05-0%dT12:00:00Z" % day, cached=False, cost_usd=1)
                 for day in (1, 2)]
        self.given(*cached, *fresh, event("search", SONNET, 100, 10, cached=True, cost_usd=5))
        rows = self.rows("cache", "--against-fresh")
        chat = next(row for row in rows if row["feature"] == "chat")
        self.assertEqual((chat["cached_usd_per_request"], chat["fresh_usd_per_request"], chat["change_percent"]),
                         ("0.60", "1.00", "-40.0"))
        self.assertIn("yes, that is a cut of 30.0 %", self.stderr)
        self.assertIn("no, that is no cut of 50.0 %", self.outlay("cache", "--target", "50"))
        self.assertEqual(json.loads(self.outlay("cache", "--format", "json"))[0]["verdict"], "no cache tokens")

    def test_misuse(self):
        self.given(event("chat", SONNET, 100, 10))
        for arguments in (["--by", "no_such"], ["--where", "x"], ["--period", "soon"]):
            self.assertEqual(self.run_bare("cache", "--store", self.store, *arguments).returncode, 2, arguments)
        self.assertEqual(self.run_bare("cache", "--store", self.path("none.db")).returncode, 1)


if __name__ == "__main__":
    unittest.main()
