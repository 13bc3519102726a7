#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prices as their users meet them: computed costs of an import, the book on the command line, lists taken in."""

import json
import os
import sqlite3
import unittest

from program import ProgramTest

EVENT = {"timestamp": "2026-05-01T12:00:00Z", "feature_name": "faq", "model": "claude-3-5-haiku-20241022",
         "input_tokens": 2100, "output_tokens": 577}


class PricesTest(ProgramTest):
    def log(self, *events):
        path = self.path("log.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(dict(EVENT, **event)) + "\n" for event in events)
        return path

    def stored(self):
        """(reported, computed, shown) nano-dollars of all events, by their time."""
        with sqlite3.connect(self.store) as store:
            return store.execute("SELECT cost_nanos, computed_cost_nanos, cost_shown_nanos FROM cost_events"
                                 " ORDER BY timestamp").fetchall()

    def write(self, name, value):
        with open(self.path(name), "w", encoding="utf-8") as file:
            json.dump(value, file)
        return self.path(name)

    def prices(self, *arguments, code=0):
        result = self.run_bare("prices", *arguments)
        self.assertEqual(result.returncode, code, result.stderr.decode())
        self.stderr = result.stderr.decode()
        return result.stdout.decode()


class Import(PricesTest):
    def test_computed_stands_beside_reported(self):
        self.imported(self.log(
            {"cost_usd": 0.004},                                                     # logged in cents, computed exactly
            {"timestamp": "2026-05-01T13:00:00Z"},                                   # nothing reported
            {"timestamp": "2026-05-01T14:00:00Z", "model": "nobodys-model"},         # nothing known
            {"timestamp": "2026-05-01T15:00:00Z", "model": "nobodys-model", "cost_usd": 0.5},
            {"timestamp": "2026-05-01T16:00:00Z", "service_tier": "batch"}))
        # 2100 × 0.80 + 577 × 4.00 = 3988 millionths of a dollar; in a batch half of it
        self.assertEqual(self.stored(), [(4_000_000, 3_988_000, 4_000_000),
                                         (None, 3_988_000, 3_988_000),
                                         (None, None, None),
                                         (500_000_000, None, 500_000_000),
                                         (None, 1_994_000, 1_994_000)])

    def test_priced_as_of_its_date(self):
        self.imported(self.log({"timestamp": "2024-11-20T12:00:00Z"}, {}))
        # 2100 × 1.00 + 577 × 5.00 = 4985 before the cut
        self.assertEqual([row[1] for row in self.stored()], [4_985_000, 3_988_000])

    def test_own_book_counts_first(self):
        book = self.write("mine.json", {"format": "outlay-prices", "version": 1, "lists": [{"name": "mine", "rows": [
            {"provider": "anthropic", "model": "claude-3-5-haiku-20241022", "input": 0.5}]}]})
        self.imported("--prices", book, self.log({}))
        # 2100 × 0.50 + 577 × 4.00 = 3358: my input price, the list's output price
        self.assertEqual([row[1] for row in self.stored()], [3_358_000])

    def test_a_broken_own_book_stops_the_import(self):
        book = self.write("mine.json", {"format": "outlay-prices", "version": 1, "lists": [{"name": "mine", "rows": [
            {"provider": "anthropic", "model": "claude-3-5-haiku-20241022", "inptu": 0.5}]}]})
        self.imported_text = self.outlay("import", "--prices", book, self.log({}), code=1)
        self.assertRegex(self.stderr, r"mine\.json: list 1, row 1 \(anthropic claude-3-5-haiku-20241022\): .*inptu")
        self.assertEqual(self.stored(), [])


class Book(PricesTest):
    def test_list(self):
        rows = json.loads(self.prices("list", "--provider", "openai", "--model", "gpt-5.6-luna", "--json"))
        dated = [row for row in rows if row["tier"] == "standard" and row["above"] is None]
        self.assertEqual([(row["from"], row["to"], row["usd_per_million"]["input"], row["list"]) for row in dated],
                         [(None, "2026-07-30", "1", "genai-prices"), ("2026-07-30", None, "0.2", "genai-prices")])
        self.assertIn("gpt-5.6-luna", self.prices("list", "--model", "gpt-5.6-luna"))

    def test_show(self):
        shown = json.loads(self.prices("show", "claude-3-5-haiku-20241022", "--at", "2024-11-20", "--json"))
        standard = next(rates for rates in shown["rates"] if rates["tier"] == "standard")["rates"]
        self.assertEqual((standard["input"]["usd_per_million"], standard["output"]["usd_per_million"]), ("1", "5"))
        self.assertIn("LiteLLM", standard["input"]["source"])
        self.assertIsNone(standard["input"]["assumed"])
        batch = next(rates for rates in shown["rates"] if rates["tier"] == "batch")["rates"]
        self.assertEqual(batch["input"]["usd_per_million"], "0.5")
        self.assertIsNotNone(batch["input"]["assumed"])
        self.assertIn("On 2026-05-01", self.prices("show", "claude-3-5-haiku-20241022", "--at", "2026-05-01"))

    def test_show_of_what_nobody_knows(self):
        self.prices("show", "nobodys-model", code=1)
        self.assertRegex(self.stderr, r"^outlay: nobodys-model: no list knows the model[^\n]+\n$")
        self.prices("show", "gpt-4o", "--at", "May", code=2)

    def test_check(self):
        book = self.write("mine.json", {"format": "outlay-prices", "version": 1, "lists": [{"name": "mine", "rows": [
            {"provider": "p", "model": "m", "to": "2026-01-01", "input": 1},
            {"provider": "p", "model": "m", "from": "2026-02-01", "input": 2}]}]})
        text = self.prices("check", "--prices", book, code=1)
        self.assertIn("mine, p m, standard input: no price from 2026-01-01 to 2026-02-01\n", text)


class TakeIn(PricesTest):
    LIST = {"sample_spec": {"litellm_provider": "x", "mode": "chat", "input_cost_per_token": 0},
            "brand-new-1": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-06,
                            "output_cost_per_token": 2e-06},
            "claude-3-5-haiku-20241022": {"litellm_provider": "anthropic", "mode": "chat",
                                          "input_cost_per_token": 7e-07, "output_cost_per_token": 4e-06},
            "gpt-4o": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 2.5e-06,
                       "output_cost_per_token": 1e-05}}

    def test_says_what_it_did_and_leaves_the_past_alone(self):
        path = self.write("list.json", self.LIST)
        taken = json.loads(self.prices("import", path, "--json"))
        entry = taken["files"][0]
        self.assertEqual((entry["added"], entry["changed"], entry["known"], entry["left_out"]), (1, 1, 1, []))
        self.assertEqual(taken["book"], self.path("config", "outlay", "prices.json"))
        with open(taken["book"], encoding="utf-8") as file:
            book = json.load(file)
        self.assertEqual([(row["model"], row.get("from") is None) for row in book["lists"][0]["rows"]],
                         [("brand-new-1", True), ("claude-3-5-haiku-20241022", False)])
        self.imported(self.log({}, {"timestamp": "2026-05-01T13:00:00Z", "model": "brand-new-1", "provider": "openai"}))
        # haiku as before; 2100 × 1 + 577 × 2 = 3254
        self.assertEqual([row[1] for row in self.stored()], [3_988_000, 3_254_000])
        again = json.loads(self.prices("import", path, "--json"))["files"][0]
        self.assertEqual((again["added"], again["changed"], again["known"]), (0, 0, 3))

    def test_always_corrects_the_past(self):
        self.prices("import", "--always", self.write("list.json", self.LIST))
        self.imported(self.log({}))
        self.assertEqual([row[1] for row in self.stored()], [3_778_000])  # 2100 × 0.7 + 577 × 4

    def test_a_bad_file_changes_nothing(self):
        good = self.write("list.json", self.LIST)
        with open(self.path("bad.json"), "w", encoding="utf-8") as file:
            file.write('{"a": \n oops')
        book = self.path("mine.json")
        self.prices("import", "--prices", book, good, self.path("bad.json"), code=1)
        self.assertRegex(self.stderr, r"bad\.json, line 2: is no valid JSON")
        self.assertFalse(os.path.exists(book))


if __name__ == "__main__":
    unittest.main()
