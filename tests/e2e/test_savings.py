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


class RulesTest(SavingsTest):
    """Rules tag calls here as in the report."""

    def given_two_logs(self):
        # Sonnet: $3 a million in, $0.30 read, $3.75 written. Reported: 4, 2 and 1 dollars.
        self.given(event("unknown", SONNET, 0, 10, cache_write_tokens=1000000, cache_read_tokens=0, cost_usd=4),
                   event("unknown", SONNET, 0, 10, at="2026-05-20T12:00:00Z", cache_write_tokens=0,
                         cache_read_tokens=100000, cost_usd=2),
                   event("chat", SONNET, 1000, 10, cache_read_tokens=9000, cache_write_tokens=0, cost_usd=1))

    def cache_by_feature(self, *arguments):
        return {row["feature"]: (row["requests"], row["net_saving_usd"])
                for row in self.rows("cache", *arguments)}

    def test_a_rules_feature_has_its_calls_on_its_days(self):
        self.given_two_logs()
        self.outlay("rules add", "--where", "feature=unknown", "--period", "2026-05-01..2026-05-10",
                    "--set", "feature=launch")
        # Written 1 M: 3.00 − 3.75. Read 0.1 M on a day without the rule: 0.30 − 0.03. Chat: 0.03 − 0.0057.
        self.assertEqual(self.cache_by_feature(),
                         {"launch": ("1", "-0.75"), "(unattributed)": ("1", "0.27"), "chat": ("1", "0.0243")})
        self.assertEqual(self.cache_by_feature("--where", "feature=launch"), {"launch": ("1", "-0.75")})
        loss = [row for row in self.rows("savings") if row["kind"] == "cache loss"]
        self.assertEqual([row["feature"] for row in loss], ["launch"])
        # The report says of launch: $4.
        scenario = self.path("none.json")
        with open(scenario, "w", encoding="utf-8") as file:
            json.dump({"name": "none", "changes": []}, file)
        for asked, cost, calls in (("launch", "4.00", 1), ("unknown", "2.00", 1), ("chat", "1.00", 1)):
            total = json.loads(self.outlay("whatif", scenario, "--where", "feature=" + asked,
                                           "--format", "json"))[0]["total"]
            self.assertEqual((total["before_usd"], total["change_usd"], total["requests_before"]),
                             (cost, "0.00", calls))

    def test_what_is_split_stays_whole_and_no_later_rule_gets_it(self):
        self.given_two_logs()
        self.outlay("rules add", "--where", "feature=unknown", "--split", "share", "--over", "a=1,b=1")
        self.outlay("rules add", "--where", "feature=unknown", "--set", "feature=late")
        self.assertEqual(self.cache_by_feature(), {"(unattributed)": ("2", "-0.48"), "chat": ("1", "0.0243")})


class WhatIfTest(SavingsTest):
    def scenario(self, name, *changes, **more):
        path = self.path(name + ".json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(dict(more, name=name, changes=changes), file)
        return path

    def setUp(self):
        super().setUp()
        # gpt-4o: $2.50 in and $10 out a million; gpt-4o-mini: $0.15 and $0.60. 1 M in and 0.1 M out cost 3.50.
        self.given(event("chat", "gpt-4o", 1000000, 100000, cost_usd=3.5),
                   event("chat", "gpt-4o", 1000000, 100000, at="2026-06-04T12:00:00Z", cost_usd=3.5),
                   event("search", "gpt-4o", 1000000, 100000, cost_usd=3.5),
                   event("search", "nobody-knows-1", 5, 5))

    def test_no_change_changes_nothing(self):
        told = json.loads(self.outlay("whatif", self.scenario("as is"), "--format", "json"))[0]
        self.assertEqual((told["total"]["before_usd"], told["total"]["after_usd"], told["total"]["change_usd"]),
                         ("10.50", "10.50", "0.00"))
        self.assertEqual((told["total"]["requests_before"], told["total"]["unpriced"]), (4, 1))

    def test_another_model_month_by_month(self):
        # 0.15 + 0.06 = 0.21
        mini = self.scenario("mini", {"where": {"feature": "chat"}, "model": "gpt-4o-mini"})
        rows = self.rows("whatif", mini)
        self.assertEqual([(row["month"], row["before_usd"], row["after_usd"], row["change_usd"]) for row in rows],
                         [("2026-05", "7.00", "3.71", "-3.29"), ("2026-06", "3.50", "0.21", "-3.29")])
        row = self.rows("whatif", mini, "--period", "2026-06", "--tokenizer-tolerance", "10")[0]
        self.assertEqual((row["low_usd"], row["after_usd"], row["high_usd"]), ("0.189", "0.21", "0.231"))
        row = self.rows("whatif", mini, "--where", "feature=search")[0]
        self.assertEqual(row["change_usd"], "0.00")

    def test_scenarios_side_by_side(self):
        batch = self.scenario("batch", {"tier": "batch"})  # half
        short = self.scenario("short", {"max_output_tokens": 0, "where": {"feature": {"out": ["search"]}}})
        text = self.outlay("whatif", "--compare", batch, short)
        total = next(line for line in text.splitlines() if line.startswith("total"))
        for words in ("10.50", "5.25", "-5.25", "8.50", "-2.00"):
            self.assertIn(words, total)
        self.assertIn("1 calls have no cost", text)

    def test_calls_that_do_not_fit_are_listed(self):
        text = self.outlay("whatif", self.scenario("window", {"model": "gpt-4o-mini", "context_window": 128000}))
        self.assertIn("3 calls do not fit", text)
        self.assertIn("1,100,000 tokens", text)

    def test_no_duplicates(self):
        again = [event("ask", "gpt-4o", 40, 4, at="2026-07-0%dT12:%02d:00Z" % (day, minute), user_id=user, cost_usd=1)
                 for day, minute, user in ((1, 0, "a"), (1, 2, "a"), (1, 3, "b"), (1, 30, "a"), (2, 0, "a"))]
        path = self.path("more.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(each) + "\n" for each in again)
        self.imported(path)
        row = self.rows("whatif", self.scenario("once", {"no_duplicates_within_seconds": 300}), "--period", "2026-07")[0]
        self.assertEqual((row["requests_after"], row["before_usd"], row["after_usd"]), ("4", "5.00", "4.00"))

    def test_misuse(self):
        good = self.scenario("as is")
        for arguments in ([self.scenario("dim", {"where": {"no_such": "x"}, "drop": True})],
                          [good, "--tokenizer-tolerance", "101"], [good, "--where", "x"], []):
            result = self.run_bare("whatif", "--store", self.store, *arguments)
            self.assertEqual(result.returncode, 2, arguments)
        for arguments in ([self.path("none.json")], [self.scenario("bad", {"modle": 1})]):
            result = self.run_bare("whatif", "--store", self.store, *arguments)
            self.assertEqual(result.returncode, 1, arguments)
            self.assertTrue(result.stderr.startswith(b"outlay: "), result.stderr)


class PlantedSavingsTest(SavingsTest):
    """Ten days, so that a month of 30 has three times as much."""

    def found(self, *arguments):
        return json.loads(self.outlay("savings", "--format", "json", *arguments))

    def at(self, day, minute=0):
        return "2026-05-%02dT%02d:%02d:00Z" % (day, 12 + minute // 60, minute % 60)

    def only(self, kind, *arguments):
        found = [saving for saving in self.found(*arguments) if saving["kind"] == kind]
        self.assertEqual(len(found), 1, found)
        return found[0]

    def given_with_ends(self, *events):
        """The ends of the ten days cost nothing that could be saved."""
        self.given(event("ends", "gpt-4o-mini", 10, 100, at=self.at(1)), *events,
                   event("ends", "gpt-4o-mini", 10, 100, at=self.at(10)))

    def test_short_answers_of_a_large_model(self):
        # gpt-4o: 1,000 × 2.5 + 2 × 10 = 2,520 millionths; mini: 150 + 1.2. 100 × 2,368.8 = 0.23688
        self.given_with_ends(*[event("classify", "gpt-4o", 1000, 2, at=self.at(2, i)) for i in range(100)],
                             *[event("tiny", "gpt-4o-mini", 1000, 2, at=self.at(3, i)) for i in range(100)],
                             *[event("few", "gpt-4o", 1000, 2, at=self.at(4, i)) for i in range(20)],
                             *[event("essay", "gpt-4o", 1000, 400, at=self.at(5, i)) for i in range(100)])
        saving = self.only("short answers")
        self.assertEqual((saving["feature"], saving["saved_usd"], saving["usd_per_month"], saving["changed_calls"]),
                         ("classify", "0.23688", "0.71064", 100))
        self.assertEqual(saving["scenario"]["changes"][0]["model"], "gpt-4o-mini")
        self.assertEqual(len(self.found()), 1)

    def test_repeated_input_without_a_cache(self):
        # 60 calls, one a minute: 12 spans of five minutes; 12 write, 48 read. Sonnet, each call of 4,096 tokens:
        # 3 × 4,096 = 12,288 millionths; 80 % read is 3,277 × 0.3, 20 % written is 819 × 3.75: 4,054.35.
        # 60 × 8,233.65 = 0.494019
        no_cache = {"cache_read_tokens": 0, "cache_write_tokens": 0}
        self.given_with_ends(
            *[event("rag", SONNET, 4096, 100, at=self.at(2, i), **no_cache) for i in range(60)],
            *[event("silent", SONNET, 4096, 100, at=self.at(3, i)) for i in range(60)],
            *[event("short", SONNET, 500, 100, at=self.at(4, i), **no_cache) for i in range(60)],
            *[event("seldom", SONNET, 4096, 100, at=self.at(5, i * 6), **no_cache) for i in range(60)],
            *[event("varied", SONNET, 1100 * (i + 1), 100, at=self.at(6, i), **no_cache) for i in range(60)])
        saving = self.only("uncached input")
        self.assertEqual((saving["feature"], saving["saved_usd"], saving["usd_per_month"]),
                         ("rag", "0.494019", "1.482057"))
        self.assertEqual(saving["scenario"]["changes"][0]["cache_hit_percent"], 80)

    def test_a_cache_that_costs_more_than_it_saves(self):
        self.given_with_ends(event("summaries", SONNET, 0, 10, self.at(2), cache_write_tokens=1000000, cache_read_tokens=0),
                             event("summaries", SONNET, 0, 10, self.at(3), cache_write_tokens=0, cache_read_tokens=100000),
                             event("good", SONNET, 0, 10, self.at(2), cache_write_tokens=1000, cache_read_tokens=9000))
        saving = self.only("cache loss")
        self.assertEqual((saving["feature"], saving["saved_usd"], saving["usd_per_month"]), ("summaries", "0.48", "1.44"))
        self.assertIn("0.10", saving["evidence"])
        self.assertIn("0.28", saving["evidence"])

    def test_what_can_wait_is_not_batched(self):
        # 0.1 M × 2.5 + 0.01 M × 10 = 0.35, and half of it in a batch
        self.given_with_ends(event("digest", "gpt-4o", 100000, 10000, self.at(2), priority_level="low"),
                             event("digest", "gpt-4o", 100000, 10000, self.at(2), priority_level="high"),
                             event("done", "gpt-4o", 100000, 10000, self.at(2), priority_level="low",
                                   service_tier="batch"),
                             event("nightly", "gpt-4o", 200000, 20000, self.at(2), request_type="batch"))
        found = [saving for saving in self.found() if saving["kind"] == "not batched"]
        self.assertEqual([(saving["feature"], saving["saved_usd"]) for saving in found],
                         [("nightly", "0.35"), ("digest", "0.175")])

    def test_retries_trials_and_duplicates(self):
        self.given_with_ends(
            event("flaky", "gpt-4o", 10, 1000, self.at(2), cost_usd=1, status="error"),
            event("flaky", "gpt-4o", 20, 1000, self.at(3), cost_usd=1, status="success"),
            event("try", "gpt-4o", 20, 1000, self.at(3), cost_usd=2, environment="staging"),
            event("ask", "gpt-4o", 40, 1000, self.at(4, 0), cost_usd=0.5, user_id="a"),
            event("ask", "gpt-4o", 40, 1000, self.at(4, 2), cost_usd=0.5, user_id="a"),
            event("ask", "gpt-4o", 40, 1000, self.at(4, 3), cost_usd=0.5, user_id="b"),
            event("ask", "gpt-4o", 41, 1000, self.at(4, 4), cost_usd=0.5, user_id="a"),
            event("ask", "gpt-4o", 40, 1000, self.at(4, 30), cost_usd=0.5, user_id="a"))
        found = self.found()
        self.assertEqual([(saving["rank"], saving["kind"], saving["usd_per_month"]) for saving in found],
                         [(1, "not production", "6.00"), (2, "retries", "3.00"), (3, "duplicates", "1.50")])
        self.assertEqual([saving["changed_calls"] for saving in found], [1, 1, 1])
        # What its scenario says is what it found.
        scenario = self.path("one.json")
        with open(scenario, "w", encoding="utf-8") as file:
            file.write(self.outlay("savings", "--scenario", "3"))
        self.assertEqual(self.rows("whatif", scenario)[0]["change_usd"], "-0.50")
        self.assertEqual([saving["kind"] for saving in self.found("--where", "feature=ask")], ["duplicates"])
        self.assertEqual(self.run_bare("savings", "--store", self.store, "--scenario", "4").returncode, 2)
        text = self.outlay("savings")
        self.assertLess(text.index("Environment staging"), text.index("flaky: failed and repeated"))

    def test_the_weekly_report_has_those_of_its_week(self):
        # Of Monday 2026-05-04 to Sunday: $2 in 7 days are 2 × 30 ÷ 7 = 8.57 a month; what was before counts not.
        self.given(event("ends", "gpt-4o-mini", 10, 100, at="2026-04-20T12:00:00Z"),
                   event("try", "gpt-4o", 20, 1000, self.at(3), cost_usd=9, environment="qa"),
                   event("try", "gpt-4o", 20, 1000, self.at(4), cost_usd=2, environment="staging"),
                   event("ends", "gpt-4o-mini", 10, 100, at="2026-05-11T12:00:00Z"))
        page = self.outlay("report", "--weekly", "--week", "2026-W19", "--format", "html")
        for words in ("Savings found", "Environment staging, not production", "$8.57", "Where money goes"):
            self.assertIn(words, page)
        self.assertNotIn("Environment qa", page)
        self.assertIn("None of a cent a month or more",
                      self.outlay("report", "--weekly", "--week", "2026-W17", "--format", "html"))

    def test_nothing_to_save(self):
        self.given_with_ends()
        self.assertEqual(self.found(), [])
        self.assertIn("no savings found", self.outlay("savings"))


if __name__ == "__main__":
    unittest.main()
