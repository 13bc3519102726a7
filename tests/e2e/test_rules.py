#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules on the command line: what calls count as, how that is told before, and how it is taken back."""

import json
import os
import pwd
import sqlite3
import unittest
from decimal import Decimal

from program import ProgramTest

# Day, feature, model, dollars. Two of them say nothing of the feature, one says a default label.
CALLS = [("2026-04-30", None, "gpt-4o", "0.2"), ("2026-05-02", "chat", "gpt-4o", "1"),
         ("2026-05-03", "", "gpt-4o", "0.3"), ("2026-05-20", "unknown", "o1-mini", "0.5"),
         ("2026-05-25", "search", "gpt-4o", "3")]


def account():
    """The name that the system gives whoever runs the test."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return ""


class RulesTest(ProgramTest):
    def setUp(self):
        super().setUp()
        path = self.path("log.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for day, feature, model, cost in CALLS:
                call = {"timestamp": day + "T12:00:00Z", "feature_name": feature, "model": model,
                        "cost_usd": float(cost)}
                file.write(json.dumps({name: value for name, value in call.items() if value is not None}) + "\n")
        self.imported(path)

    def by(self, *dimensions):
        return {tuple(row[name] for name in dimensions): (row["requests"], row["cost_usd"])
                for row in self.table(",".join(dimensions))}

    def added(self, *arguments, code=0):
        return self.outlay("rules add", *arguments, code=code)

    def test_a_rule_says_what_it_moves_and_figures_follow(self):
        told = self.added("--where", "feature=unknown", "--where", "model=O1*", "--set", "feature=reasoning")
        self.assertEqual(told, """\
month    dimension  from            to         calls   USD
-------  ---------  --------------  ---------  -----  ----
2026-05  feature    (unattributed)  reasoning      1  0.50

rule                    calls   USD  of them count   USD  state
----------------------  -----  ----  -------------  ----  ------
1. feature → reasoning      1  0.50              1  0.50  counts
""")
        self.assertEqual(self.by("feature"), {("(unattributed)",): (2, Decimal("0.5")), ("chat",): (1, 1), ("search",): (1, 3),
                                              ("reasoning",): (1, Decimal("0.5"))})
        with sqlite3.connect(self.store) as database:  # the ledger says what was logged
            logged = database.execute("SELECT feature_name FROM cost_events ORDER BY timestamp").fetchall()
        database.close()
        self.assertEqual(logged, [(None,), ("chat",), ("",), ("unknown",), ("search",)])

    def test_a_dry_run_and_a_preview_change_nothing(self):
        before = self.by("feature")
        told = self.added("--set", "feature=all", "--dry-run", "--json")
        self.assertEqual(json.loads(told)["moves"][0],
                         {"month": "2026-04", "dimension": "feature", "from": None, "to": "all", "requests": 1,
                          "cost_usd": "0.2"})
        self.assertIn("nothing was changed", self.added("--set", "feature=all", "--dry-run"))
        path = self.path("rules.json")
        with open(path, "w", encoding="utf-8") as file:
            file.write('[{"set": {"team": "ops"}}]')
        preview = json.loads(self.outlay("rules preview", path, "--json"))
        self.assertEqual(sum(Decimal(move["cost_usd"]) for move in preview["moves"]), 5)
        self.assertEqual(json.loads(self.outlay("rules list", "--json")), [])
        self.assertEqual(self.by("feature"), before)

    def test_a_rule_can_hold_for_some_days_and_its_calls_are_found(self):
        self.added("--where", "feature=unknown", "--period", "2026-05-01..2026-05-10", "--set", "feature=launch")
        self.assertEqual(self.by("feature")[("launch",)], (1, Decimal("0.3")))
        # None of these calls has tokens, so this lists the calls behind the figure.
        found = json.loads(self.outlay("missing", "--where", "feature=launch", "--format", "json"))
        self.assertEqual([call["timestamp"][:10] for call in found], ["2026-05-03"])
        rest = json.loads(self.outlay("missing", "--where", "feature=unknown", "--format", "json"))
        self.assertEqual([call["timestamp"][:10] for call in rest], ["2026-04-30", "2026-05-20"])

    def test_a_shared_cost_is_split_to_the_nano_dollar(self):
        self.added("--where", "feature=unknown", "--split", "cost", "--over", "chat,search")
        # May: 1 and 3 dollars, so of 0.8 there is 0.2 and 0.6. In April neither has anything: 0.2 stays.
        months = self.by("month", "feature")
        self.assertEqual({key: cost for key, (_, cost) in months.items()},
                         {("2026-04", "(unattributed)"): Decimal("0.2"), ("2026-05", "chat"): Decimal("1.2"),
                          ("2026-05", "search"): Decimal("3.6")})
        self.assertEqual(sum(requests for requests, _ in months.values()), 5)
        self.outlay("rules disable", "1")
        self.added("--where", "feature=unknown", "--split", "share", "--over", "a=1,b=1,c=1")
        costs = [self.by("feature")[(name,)][1] for name in "abc"]  # of one dollar
        self.assertEqual(sum(costs), 1)
        self.assertLess(max(costs) - min(costs), Decimal("0.00000001"))

    def test_the_first_counts_and_what_it_hides_is_told(self):
        self.added("--where", "feature=unknown", "--set", "feature=first")
        told = self.added("--where", "model=o1-mini", "--set", "feature=second")
        self.assertIn("nothing moves\n", told)
        self.assertIn("shadowed: rules before it match all of it", told)
        self.assertIn("conflict: 1. feature → first and 2. feature → second match the same 1 call, $0.50; "
                      "the first counts\n", told)
        self.outlay("rules move", "2", "1")
        self.assertEqual(self.by("feature")[("second",)], (1, Decimal("0.5")))
        self.assertEqual(self.outlay("rules list"), """\
place  id  on   name  conditions                action
-----  --  ---  ----  ------------------------  ----------------
    1   2  yes        model = o1-mini           feature → second
    2   1  yes        feature = (unattributed)  feature → first
""")

    def test_all_is_taken_back_and_the_history_tells(self):
        before = self.by("feature", "model", "day")
        self.added("--where", "feature=unknown", "--set", "feature=x", "--who", "Ada")
        self.outlay("rules disable", "1")
        self.assertEqual(self.by("feature", "model", "day"), before)
        self.outlay("rules enable", "1", "--who", "")  # who does not want to be named
        self.assertNotEqual(self.by("feature", "model", "day"), before)
        self.outlay("rules remove", "1", "--who", "Bob")
        self.assertEqual(self.by("feature", "model", "day"), before)
        history = json.loads(self.outlay("rules history", "--json"))
        self.assertEqual([(change["what"], change["who"] or "") for change in history],
                         [("removed", "Bob"), ("enabled", ""), ("disabled", account()), ("added", "Ada")])
        self.assertEqual(json.loads(history[0]["before"])["set"], {"feature": "x"})
        rule = 'no. 1: "feature = (unattributed)", "feature → x"'
        self.assertEqual([change["change"] for change in history], [rule, "off → on", "on → off", rule])
        table = self.outlay("rules history")
        self.assertIn(rule, table)
        self.assertNotIn("{", table)

    def test_an_export_is_imported_as_the_same(self):
        self.added("--where", "feature=unknown,ocr", "--where", "source!=a.csv,b*", "--set", "cost center=c 1",
                   "--name", "Center", "--period", "2026-05")
        self.added("--where", "feature=unknown", "--split", "share", "--over", "chat=2.5,search=1")
        text = self.outlay("rules export")
        self.assertEqual(text, '{"rules": [\n'
                         '  {"name":"Center","enabled":true,"where":{"feature":{"in":["unknown","ocr"]},'
                         '"source":{"out":["a.csv"],"unlike":["b*"]}},"from":"2026-05-01","to":"2026-05-31",'
                         '"set":{"cost center":"c 1"}},\n'
                         '  {"name":"","enabled":true,"where":{"feature":{"in":["unknown"]}},'
                         '"split":{"by":"share","over":{"chat":"2.5","search":"1"}}}\n]}\n')
        other = self.path("other.db")
        self.outlay("rules import", "-", store=other, stdin=text.encode())
        self.assertEqual(self.outlay("rules export", store=other), text)
        self.outlay("rules import", "-", store=other, stdin=text.encode())  # they are there already
        self.assertEqual(self.outlay("rules export", store=other), text)
        self.outlay("rules import", "-", "--replace", store=other, stdin=b"[]")
        self.assertEqual(self.outlay("rules export", store=other), '{"rules": []}\n')

    def test_coverage_tells_how_each_dollar_is_tagged(self):
        # 5 dollars in 5 calls: chat 1 and search 3 logged; 0.5 by a rule; 0.3 of May split; 0.2 of April not.
        self.added("--where", "model=o1*", "--set", "feature=reasoning")
        self.added("--where", "feature=unknown", "--split", "cost", "--over", "chat,search")
        self.assertEqual(self.outlay("coverage", "--by", "feature,team", code=2), "")
        self.assertIn('"team": is no dimension of this store', self.stderr)
        self.assertEqual(self.outlay("coverage", "--by", "feature,model"), """\
dimension  of        logged  joined  by_rule  split  untagged  total  coverage_percent  mark
---------  --------  ------  ------  -------  -----  --------  -----  ----------------  ------------
feature    cost_usd    4.00    0.00     0.50   0.30      0.20   5.00              96.0  90 % reached
feature    requests       2       0        1      1         1      5              80.0  80 % reached
model      cost_usd    5.00    0.00     0.00   0.00      0.00   5.00             100.0  90 % reached
model      requests       5       0        0      0         0      5             100.0  90 % reached
""")

    def test_what_is_unknown_comes_in_parts_with_ready_rules(self):
        self.assertEqual(self.outlay("coverage", "--unattributed"), """\
1. covers $0.50 of $1.00 unknown, 2 of 3 calls
   feature = (unattributed) · model = gpt-4o
   50.0 % of 2 tagged calls like these are chat
   outlay rules add --where feature=unknown --where model=gpt-4o --set feature=chat

2. covers $0.50 of $1.00 unknown, 1 of 3 calls
   feature = (unattributed) · model = o1-mini
   outlay rules add --where feature=unknown --where model=o1-mini --set feature=o1_mini

feature unknown: $1.00 of $5.00, 3 of 5 calls
""")
        ready = json.loads(self.outlay("coverage", "--unattributed", "--format", "json"))
        self.assertEqual([part["cost_usd"] for part in ready], ["0.50", "0.50"])
        rules = '{"rules": [%s]}' % ",".join(part["rule"] for part in ready)
        self.outlay("rules import", "-", stdin=rules.encode())
        self.assertNotIn(("(unattributed)",), self.by("feature"))

    def test_what_is_wrong_is_one_sentence(self):
        for arguments, sentence in (
                (["--set", "feature"], "outlay: --set feature: is not of the form DIM=VALUE\n"),
                ([], "outlay: rules add: takes one of --set DIM=VALUE and --split\n"),
                (["--set", "outcome=completed"],
                 "outlay: rule: outcome is a fact of the log, which no rule can set; set another dimension\n"),
                (["--split", "share", "--over", "a"],
                 "outlay: --over a: is not of the form FEATURE=SHARE, such as chat=60,search=40\n")):
            with self.subTest(arguments):
                self.added(*arguments, code=2)
                self.assertEqual(self.stderr, sentence)
        self.outlay("rules remove", "7", code=1)
        self.assertEqual(self.stderr, "outlay: rule 7: is not there; outlay rules list shows those that are\n")
        self.outlay("rules import", "-", stdin=b'[\n{"set": 1}]', code=1)
        self.assertEqual(self.stderr, 'outlay: -, line 2: "set" is not like {"feature": "chat"}\n')
        self.assertEqual(json.loads(self.outlay("rules list", "--json")), [])


if __name__ == "__main__":
    unittest.main()
