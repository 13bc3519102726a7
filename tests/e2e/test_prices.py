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
        self.assertRegex(self.stderr, r"mine\.json, line 1: list 1, row 1 \(anthropic claude-3-5-haiku-20241022\): .*inptu")
        self.assertEqual(self.stored(), [])


class BesideText(PricesTest):
    """Audio, images and web searches: parts of a call's tokens with prices of their own, and fees beside them."""

    def bodies(self, *calls):
        path = self.path("bodies.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(call) + "\n" for call in calls)
        return path

    def details(self):
        """model: (input tokens, computed nano-dollars, what is kept of its parts)"""
        with sqlite3.connect(self.store) as store:
            rows = store.execute(
                "SELECT a.model, e.input_tokens, coalesce(e.cost_nanos, 0) + e.computed_beyond, d.fields FROM events AS e"
                " JOIN attributions AS a ON a.id = e.attribution LEFT JOIN event_details AS d ON d.event = e.id").fetchall()
        return {model: (tokens, nanos, {key: value for key, value in json.loads(fields or "{}").items()
                                        if "audio" in key or "image" in key or "search" in key or "requests" in key})
                for model, tokens, nanos, fields in rows}

    def calls(self):
        chat = {"object": "chat.completion", "created": 1777593700, "choices": []}
        message = {"type": "message", "role": "assistant", "content": [], "timestamp": "2026-05-01T00:00:00Z"}
        usage = {"prompt_tokens": 1000, "completion_tokens": 300, "total_tokens": 1300}
        return [
            # 400 × 2.50 + 600 × 40 + 100 × 10 + 200 × 80 = 42,000
            dict(chat, id="c1", model="gpt-4o-audio-preview-2025-06-03", usage=dict(
                usage, prompt_tokens_details={"audio_tokens": 600}, completion_tokens_details={"audio_tokens": 200})),
            # no audio: 1,000 × 0.15 + 300 × 0.60 = 330
            dict(chat, id="c2", model="gpt-4o-mini-2024-07-18", usage=dict(
                usage, prompt_tokens_details={"audio_tokens": 0}, completion_tokens_details={"audio_tokens": 0})),
            # audio without a price of its own
            dict(chat, id="c3", model="gpt-4.1-2025-04-14", usage=dict(usage, prompt_tokens_details={"audio_tokens": 600})),
            # 750 × 0.30 + 250 × 1 + 100 × 2.50 = 725; the tokens of text that Gemini lists, too, are the rest
            {"timestamp": "2026-05-01T00:00:00Z", "responseId": "g1", "modelVersion": "gemini-2.5-flash", "usageMetadata": {
                "promptTokenCount": 1000, "candidatesTokenCount": 100, "totalTokenCount": 1100,
                "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 750}, {"modality": "AUDIO", "tokenCount": 250}]}},
            # 1,000 × 3 + 100 × 15 + 3 × 10,000 = 34,500: three searches are $0.03
            dict(message, id="m1", model="claude-sonnet-4-5-20250929", usage={
                "input_tokens": 1000, "output_tokens": 100, "server_tool_use": {"web_search_requests": 3}}),
            # 1,000 × 1.25 + 100 × 10 + 2 × 10,000 = 22,250: as many searches as the answer has; opening a page is none
            {"object": "response", "id": "r1", "created_at": 1777593700, "model": "gpt-5-2025-08-07", "status": "completed",
             "output": [{"type": "web_search_call", "id": "w1", "action": {"type": "search", "query": "q"}},
                        {"type": "message", "id": "x"},
                        {"type": "web_search_call", "id": "w2", "action": {"type": "open_page", "url": "u"}},
                        {"type": "web_search_call", "id": "w3", "action": {"type": "search", "query": "r"}}],
             "usage": {"input_tokens": 1000, "output_tokens": 100, "total_tokens": 1100}},
            # 1,000 × 1 + 300 × 1 + 5,000 = 6,300: what a request costs that searches little
            dict(chat, id="p1", model="sonar", usage=dict(usage, search_context_size="low")),
            # a fee for each request, of which the log does not say how much
            dict(chat, id="p2", model="sonar-pro", usage=usage)]

    EXPECTED = {
        "gpt-4o-audio-preview-2025-06-03":
            (1000, 42_000_000, {"input_audio_tokens": "600", "output_audio_tokens": "200"}),
        "gpt-4o-mini-2024-07-18": (1000, 330_000, {}),
        "gpt-4.1-2025-04-14": (1000, None, {"input_audio_tokens": "600"}),
        "gemini-2.5-flash": (1000, 725_000, {"input_audio_tokens": "250"}),
        "claude-sonnet-4-5-20250929": (1000, 34_500_000, {"web_searches": "3"}),
        "gpt-5-2025-08-07": (1000, 22_250_000, {"web_searches": "2"}),
        "sonar": (1000, 6_300_000, {"requests_low": "1"}),
        "sonar-pro": (1000, None, {})}

    def test_they_are_priced_and_kept_and_tokens_stay_what_they_were(self):
        said = self.imported(self.bodies(*self.calls()))["assumptions"]
        self.assertEqual(self.details(), self.EXPECTED)
        self.assertIn("has no computed cost: no list has a price for its tokens of audio, and text costs another (1)", said)
        listed = self.prices("differences", "--store", self.store, "--format", "csv")
        self.assertIn("no list has a price for its tokens of audio", listed)
        self.assertIn("each request has a fee by how much it searches, which the log does not say", listed)
        self.assertEqual(self.prices("--store", self.store, "differences", "--format", "csv"), listed)
        for model in ("gpt-4o-audio", "gemini", "claude", "gpt-5"):
            self.assertNotIn(model, listed)

    def test_new_prices_see_them_again(self):
        book = self.write("mine.json", {"format": "outlay-prices", "version": 1, "lists": [{"name": "mine", "rows": [
            {"provider": "openai", "model": "gpt-4.1-2025-04-14", "input": 1, "output": 1, "input_audio": 10},
            {"provider": "anthropic", "model": "claude-sonnet-4-5-20250929", "web_search": 5}]}]})
        self.imported(self.bodies(*self.calls()))
        self.prices("reprice", "--store", self.store)
        self.assertEqual(self.details(), self.EXPECTED)
        self.prices("reprice", "--store", self.store, "--prices", book)
        # 400 × 1 + 600 × 10 + 300 × 1 = 6,700, and 4,500 + 3 × 5,000 = 19,500
        self.assertEqual(self.details()["gpt-4.1-2025-04-14"][1], 6_700_000)
        self.assertEqual(self.details()["claude-sonnet-4-5-20250929"][1], 19_500_000)

    def test_other_logs_name_them_otherwise(self):
        usage = {"prompt_tokens": 1000, "completion_tokens": 300, "total_tokens": 1300,
                 "prompt_tokens_details": {"audio_tokens": 600}, "completion_tokens_details": {"audio_tokens": 200}}
        lite = {"request_id": "l1", "call_type": "acompletion", "spend": 0.042, "startTime": "2026-05-01T00:00:00Z",
                "endTime": "2026-05-01T00:00:01Z", "model": "gpt-4o-audio-preview-2025-06-03", "prompt_tokens": 1000,
                "completion_tokens": 300, "total_tokens": 1300, "custom_llm_provider": "openai",
                "metadata": {"usage_object": usage}}
        langfuse = {"id": "o1", "traceId": "t", "type": "GENERATION", "startTime": "2026-05-01T00:00:00Z", "projectId": "p",
                    "model": "gpt-audio", "usageDetails": {"input": 400, "input_audio_tokens": 600, "output": 100,
                                                           "output_audio_tokens": 200, "total": 1300}}
        plain = {"timestamp": "2026-05-01T00:00:00Z", "model": "gpt-realtime", "provider": "openai", "input_tokens": 1000,
                 "output_tokens": 300, "audio_input_tokens": 600, "output_audio_tokens": 200}
        parts = {"input_audio_tokens": "600", "output_audio_tokens": "200"}
        for name, record in (("lite", lite), ("langfuse", langfuse), ("plain", plain)):
            with open(self.path(name + ".jsonl"), "w", encoding="utf-8") as file:
                file.write(json.dumps(record) + "\n")
            self.imported(self.path(name + ".jsonl"))
        self.assertEqual(self.details(), {
            "gpt-4o-audio-preview-2025-06-03": (1000, 42_000_000, parts),
            # 400 × 2.50 + 600 × 32 + 100 × 10 + 200 × 64 = 34,000; 400 × 4 + 600 × 32 + 100 × 16 + 200 × 64 = 35,200
            "gpt-audio": (1000, 34_000_000, parts),
            "gpt-realtime": (1000, 35_200_000, parts)})

    def test_what_is_no_count_is_rejected(self):
        self.imported_text = self.outlay("import", self.log({"input_audio_tokens": "many"}, {"input_audio_tokens": -1}), code=1)

    def test_the_book_shows_them(self):
        shown = json.loads(self.prices("show", "gpt-4o-audio-preview-2025-06-03", "--at", "2026-05-01", "--json"))
        rates = next(rates for rates in shown["rates"] if rates["tier"] == "standard")["rates"]
        self.assertEqual((rates["input_audio"]["usd_per_million"], rates["output_audio"]["usd_per_million"]), ("40", "80"))
        text = self.prices("show", "claude-sonnet-4-5", "--at", "2026-05-01")
        self.assertIn("web_search  $10 per thousand", text)
        self.assertIn("input_audio 1, cache_read_audio 0.1", self.prices("list", "--model", "gemini-2.5-flash"))

    def test_an_answer_of_a_gateways_cache_is_free(self):
        self.imported(self.log({"cached": True, "cost_usd": 0}, {"cached": True, "cost_usd": 0.003988},
                               {"timestamp": "2026-05-01T13:00:00Z", "cached": False, "cost_usd": 0}))
        self.assertEqual(sorted(row[:2] for row in self.stored()), [(0, 0), (0, 3_988_000), (3_988_000, 3_988_000)])
        rows = self.prices("differences", "--store", self.store, "--format", "csv").splitlines()
        self.assertEqual(len(rows), 2, rows)  # the header, and the call that was no cache's


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
        self.assertEqual(self.prices("check"), "no gaps and no overlaps\n")
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

    def test_what_is_left_out_is_counted(self):
        path = self.write("list.json", dict(self.LIST, zero={"litellm_provider": "openai", "mode": "chat",
                                                             "input_cost_per_token": 0, "output_cost_per_token": 0}))
        with open(path, encoding="utf-8") as file:
            text = file.read().replace("1e-06", "1e400")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        said = self.prices("import", path)
        self.assertIn("1 model without a price, or with 0", said)
        self.assertIn("left out: brand-new-1: input_cost_per_token is no price that can be kept: \"1e400\"", said)

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


class Reprice(PricesTest):
    def setUp(self):
        super().setUp()
        self.book = self.write("mine.json", {"format": "outlay-prices", "version": 1, "lists": [{"name": "mine", "rows": [
            {"provider": "anthropic", "model": "claude-3-5-haiku-20241022", "input": 0.5}]}]})
        self.imported(self.log({"cost_usd": 0.004}, {"timestamp": "2026-05-01T13:00:00Z"},
                               {"timestamp": "2026-06-02T13:00:00Z"}))
        # as in Import: 3988 millionths by the shipped prices, 3358 by mine
        self.by_list = [(4_000_000, 3_988_000, 4_000_000), (None, 3_988_000, 3_988_000), (None, 3_988_000, 3_988_000)]
        self.by_mine = [(4_000_000, 3_358_000, 4_000_000), (None, 3_358_000, 3_358_000), (None, 3_358_000, 3_358_000)]

    def reprice(self, *arguments, code=0):
        return json.loads(self.outlay("prices reprice", "--prices", self.book, "--json", *arguments, code=code))

    def test_a_dry_run_says_what_would_change_and_changes_nothing(self):
        report = self.reprice("--dry-run")
        self.assertEqual((report["applied"], report["events"], report["changed"]), (False, 3, 3))
        # 4000 + 3988 + 3988 and 4000 + 3358 + 3358 millionths
        self.assertEqual((report["old_usd"], report["new_usd"]), ("0.011976", "0.010716"))
        self.assertEqual([(m["month"], m["old_usd"], m["new_usd"]) for m in report["months"]],
                         [("2026-05", "0.007988", "0.007358"), ("2026-06", "0.003988", "0.003358")])
        self.assertEqual([(m["model"], m["changed"]) for m in report["months"][0]["models"]],
                         [("claude-3-5-haiku-20241022", 2)])
        self.assertEqual(self.stored(), self.by_list)

    def test_it_changes_computed_costs_and_never_reported_ones(self):
        self.assertTrue(self.reprice()["applied"])
        self.assertEqual(self.stored(), self.by_mine)
        self.assertEqual(self.reprice()["changed"], 0)

    def test_only_the_period(self):
        self.assertEqual(self.reprice("--period", "2026-06")["changed"], 1)
        self.assertEqual(self.stored(), self.by_list[:2] + self.by_mine[2:])

    def test_a_closed_month_stays_until_it_is_reopened_and_then_the_change_is_written_down(self):
        self.outlay("months close", "2026-05")
        report = self.reprice()
        self.assertEqual([(m["month"], m["closed"]) for m in report["months"]], [("2026-05", True), ("2026-06", False)])
        self.assertEqual((report["events"], report["changed"]), (1, 1))
        self.assertEqual(self.stored(), self.by_list[:2] + self.by_mine[2:])
        self.outlay("months reopen", "2026-05")
        self.reprice()
        self.assertEqual(self.stored(), self.by_mine)
        restated, = json.loads(self.outlay("months restatements", "--format", "json"))
        self.assertEqual((restated["month"], restated["old_usd"], restated["new_usd"]), ("2026-05", "0.007988", "0.007358"))
        self.assertIn("prices of mine", restated["reason"])

    def test_a_store_that_is_not_there_is_not_made(self):
        self.outlay("prices reprice", store=self.path("missing.db"), code=1)
        self.assertFalse(os.path.exists(self.path("missing.db")))

    def test_a_table_for_people(self):
        text = self.outlay("prices reprice", "--dry-run", "--prices", self.book)
        self.assertIn("Of 3 events, 3 would change. What logs report is never changed.", text)


class ClosedMonths(PricesTest):
    def test_a_closed_month_takes_no_calls_and_loses_none_until_it_is_reopened(self):
        may = {"timestamp": "2026-05-01T10:00:00Z", "cost_usd": 1}
        june = {"timestamp": "2026-06-01T10:00:00Z", "cost_usd": 2}
        self.imported(self.log(may))
        self.outlay("months close", "2026-05")
        self.imported(self.log(may, june))  # an export that overlaps brings nothing new to May
        more = self.log(may, june, {"timestamp": "2026-05-02T10:00:00Z", "cost_usd": 4})
        self.outlay("import", more, code=1)
        self.assertIn("2026-05 is closed", self.stderr)
        self.outlay("imports undo", "1", code=1)
        self.assertIn("2026-05 is closed", self.stderr)
        self.assertEqual(sum(row["cost_usd"] for row in self.table("month")), 3)
        self.outlay("months reopen", "2026-05")
        self.imported(more)
        self.assertEqual(sum(row["cost_usd"] for row in self.table("month")), 7)
        restated, = json.loads(self.outlay("months restatements", "--format", "json"))
        self.assertEqual((restated["month"], restated["old_usd"], restated["new_usd"]), ("2026-05", "1.00", "5.00"))


class Differences(PricesTest):
    def test_each_says_why(self):
        self.imported(self.log(
            {"cost_usd": 0.003988},                                                          # as computed: not listed
            {"timestamp": "2026-05-01T13:00:00Z", "cost_usd": 0.001994},                      # what a batch costs
            {"timestamp": "2026-05-01T14:00:00Z", "cost_usd": 0.001994, "service_tier": "batch"},  # is one: not listed
            {"timestamp": "2026-05-01T15:00:00Z", "cost_usd": 0.009},
            {"timestamp": "2026-05-01T16:00:00Z", "cost_usd": 0.5, "model": "nobodys-model"},
            {"timestamp": "2026-05-01T17:00:00Z", "cost_usd": 0.25, "service_tier": "golden"}))
        found = json.loads(self.outlay("prices differences", "--json"))
        self.assertEqual([(row["cause"], row["because"], row["calls"], row["tokens"], row["reported_usd"],
                           row["computed_usd"], row["difference_usd"]) for row in found],
                         [("no price", "no list knows the model", 1, 2677, "0.50", None, None),
                          ("no price", "the service tier is not known", 1, 2677, "0.25", None, None),
                          ("other price", "", 1, 2677, "0.009", "0.003988", "0.005012"),
                          ("tier", "", 1, 2677, "0.001994", "0.003988", "-0.001994")])

    def test_as_csv(self):
        self.imported(self.log({"cost_usd": 0.009}))
        header = self.outlay("prices differences", "--format", "csv").split()[0]
        self.assertEqual(header, "provider,model,tier,cause,because,calls,tokens,reported_usd,computed_usd,difference_usd")

    def test_nothing_differs(self):
        self.imported(self.log({"cost_usd": 0.003988}))
        self.assertEqual(json.loads(self.outlay("prices differences", "--json")), [])


if __name__ == "__main__":
    unittest.main()
