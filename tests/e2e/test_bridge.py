#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why one period cost more than another, on the command line."""

import csv
import io
import json
import unittest
from decimal import Decimal

from program import ProgramTest

EFFECTS = ["ended", "new", "volume", "mix", "model_mix", "unpriced", "request_size", "token_mix", "price",
           "without_tokens"]
MODEL = "gpt-4o-2024-08-06"  # 2.50 dollars a million of input, 1.25 cached, 10 of output


class BridgeTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.number = 0
        self.log = open(self.path("log.jsonl"), "w", encoding="utf-8")
        # chat: 10 calls of 0.035 dollars, then 20 of 0.0225: half of the 10,000 tokens of input come from the cache.
        # As uncached calls 20 × 0.035 = 0.70.
        self.calls("2026-04-10", 10, "chat", 10000, 0, 1000, "0.035")
        self.calls("2026-05-10", 20, "chat", 5000, 5000, 1000, "0.02875")
        # old ends with 2 × 0.5 dollars, and fresh begins with 3 × 0.25.
        self.calls("2026-04-11", 2, "old", 100, 0, 10, "0.5")
        self.calls("2026-05-11", 3, "fresh", 100, 0, 10, "0.25")
        self.log.close()
        self.imported(self.path("log.jsonl"))

    def calls(self, day, count, feature, uncached, cached, output, cost):
        for _ in range(count):
            self.number += 1
            self.log.write(json.dumps({
                "timestamp": "%sT12:00:%02dZ" % (day, self.number), "feature_name": feature, "user_segment": "free",
                "model": MODEL, "request_id": str(self.number), "input_tokens": uncached,
                "cache_read_input_tokens": cached, "output_tokens": output, "cost_usd": "COST"}).replace(
                    '"COST"', cost) + "\n")

    def bridge(self, *arguments, format="json"):
        text = self.outlay("bridge", "--period", "2026-05", "--against", "2026-04", "--format", format, *arguments)
        return json.loads(text) if format == "json" else text

    def test_the_effects_add_up_and_are_those_of_the_log(self):
        told = self.bridge()
        effects = {name: Decimal(usd) for name, usd in told["effects"].items()}
        self.assertEqual(list(effects), EFFECTS)
        self.assertEqual((told["order"], told["remainders_in"]), (EFFECTS, "price"))
        # April 0.35 + 1; May 20 × 0.02875 + 0.75 = 0.575 + 0.75
        self.assertEqual((told["before_usd"], told["after_usd"], told["change_usd"]), ("1.35", "1.325", "-0.025"))
        # Volume 10 × 0.035. The book's 5000 × 2.5 + 5000 × 1.25 + 1000 × 10 of a million are 0.02875 of what was
        # 0.035: 20 × −0.00625.
        self.assertEqual({name: usd for name, usd in effects.items() if usd},
                         {"ended": Decimal(-1), "new": Decimal("0.75"), "volume": Decimal("0.35"),
                          "token_mix": Decimal("-0.125")})
        self.assertEqual(sum(effects.values()), Decimal(told["change_usd"]))
        self.assertEqual(told["before"]["requests"], 12)
        self.assertEqual(told["token_mix_unknown_for"], [])

    def test_each_effect_drills_into_features(self):
        total = self.bridge()["effects"]
        rows = list(csv.DictReader(io.StringIO(self.bridge("--by", "feature", format="csv"))))
        self.assertEqual([row["feature"] for row in rows], ["old", "fresh", "chat"])
        for name in EFFECTS:
            self.assertEqual(sum(Decimal(row[name + "_usd"]) for row in rows), Decimal(total[name]))
        self.assertEqual(rows[2]["token_mix_usd"], "-0.125")
        self.assertEqual(len(self.bridge("--by", "segment")["parts"]), 1)

    def test_tables_say_the_order_and_where_remainders_go(self):
        text = self.bridge(format="table")
        for words in ("2026-05 against 2026-04: -$0.025000", "in this order", "remainders are in price", "volume", "2026-04"):
            self.assertIn(words, text)
        steps = list(csv.DictReader(io.StringIO(self.bridge(format="csv"))))
        self.assertEqual([row["step"] for row in steps], ["before", *EFFECTS, "after"])
        self.assertEqual(sum(Decimal(row["usd"]) for row in steps[:-1]), Decimal(steps[-1]["usd"]))
        self.assertIn("chat", self.bridge("--by", "feature", format="table"))

    def test_any_filter_and_any_periods(self):
        self.assertEqual(self.bridge("--where", "feature=chat")["change_usd"], "0.225")
        days = json.loads(self.outlay("bridge", "--period", "2026-05-01..2026-05-10", "--against", "2026-04-11",
                                      "--format", "json"))
        self.assertEqual((days["effects"]["ended"], days["effects"]["new"]), ("-1", "0.575"))
        nothing = json.loads(self.outlay("bridge", "--period", "2020-05", "--against", "2020-04", "--format", "json"))
        self.assertEqual((nothing["change_usd"], nothing["parts"]), ("0", []))

    def test_misuse(self):
        for arguments in ([], ["--period", "2026-05"], ["--period", "soon", "--against", "2026-04"],
                          ["--period", "2026-05", "--against", "soon"],
                          ["--period", "2026-05", "--against", "2026-04", "--by", "model"],
                          ["--period", "2026-05", "--against", "2026-04", "--where", "no_such=x"]):
            result = self.run_bare("bridge", *arguments, "--store", self.store)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertTrue(result.stderr.startswith(b"outlay: "))


if __name__ == "__main__":
    unittest.main()
