#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An independent reading of the sample logs, in the plainest possible way.

Written from the format notes alone (rules A1-A9 and sections 1-11 there), without a look at the
program: its answers are the goldens beside this file, and the program is tested against them.
Each file is read by the function that a person would choose for it (table SAMPLES at the end), so
nothing is guessed here; recognising a file is the program's business.

    read_samples.py FILE...        the reading of each file (a folder is read as one import)
    read_samples.py --calls FILE   the same, with one comment line per call that was kept
    read_samples.py --check        compares every golden with a fresh reading; exit 1 on a difference

Lines of a golden: `name value`; `#` begins a comment. Tokens are in the disjoint kinds of A1, money in
10^-9 of the currency (each call rounded half-even), times in UTC. Calls without a feature are left out
of the `feature` lines; a model that is not named is `(none)`; model names may hold spaces, so a
`model` line is read from its right end: calls, input, cache read, cache write, output, cost.
"""
import ast
import csv
import fnmatch
import json
import os
import re
import sys
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

csv.field_size_limit(1 << 30)
HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES_DIR = os.path.join(HERE, "..", "samples")
SEEDS_DIR = os.path.join(HERE, "..", "ingest")  # 01-seed is kept there
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


# ---------------------------------------------------------------- small tools

class Refused(Exception):
    """The file is no log of calls and no bill."""


def call(model=None, input=None, read=0, write=0, write_1h=0, output=None, cost=None, time=None,
         feature=None, failed=False, requests=None):
    """One call, or one line of a bill. input and output None: no token counts were logged.
    cost is a Fraction of the currency's unit; time is a Fraction of seconds since 1970."""
    return dict(model=model or "(none)", missing=input is None and output is None, input=input or 0,
                read=read or 0, write=write or 0, write_1h=write_1h or 0, output=output or 0, cost=cost,
                time=time, feature=feature or None, failed=failed, requests=requests)


def reading(kind, calls, **more):
    return dict(kind=kind, calls=calls, **more)


def text_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return file.read()


def load(text):
    """JSON with every number kept as written: int, or Decimal where it has a point or exponent."""
    return json.loads(text, parse_float=Decimal)


def json_lines(path):
    """The lines that are whole JSON objects; others (httpx lines, half lines) are rejects (section 10)."""
    for line in text_of(path).splitlines():
        if not line.strip():
            continue
        try:
            value = load(line)
        except ValueError:
            continue
        if isinstance(value, dict):
            yield value


def csv_rows(path):
    return list(csv.DictReader(text_of(path).splitlines(keepends=True)))


def money(value):
    """An exact fraction of a unit of the currency; None where nothing is written. Never through a float."""
    if value is None or str(value).strip() in ("", "NULL", "null"):
        return None
    return Fraction(Decimal(str(value).strip()))


def nanos(cost):
    return round(cost * 10 ** 9)  # round() of a Fraction is half-even


def whole(value):
    """A token count; '3.0' (OpenAI's dashboard, Portkey) is 3; nothing is None."""
    if value is None or str(value).strip() == "":
        return None
    number = Fraction(Decimal(str(value).strip()))
    assert number.denominator == 1, value
    return int(number)


def when(value):
    """A3: ISO with or without zone (none means UTC), a space or T, 0 to 9 digits of fraction, date only, '... UTC'."""
    if not value:
        return None
    m = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?",
                     value.strip())
    if not m:
        raise ValueError("time " + value)
    y, mo, d, h, mi, s = (int(g or 0) for g in m.groups()[:6])
    seconds = Fraction(int((datetime(y, mo, d, h, mi, s, tzinfo=timezone.utc) - EPOCH).total_seconds()))
    seconds += Fraction(m.group(7) or 0)
    zone = m.group(8)
    if zone and zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        seconds -= (1 if zone[0] == "+" else -1) * 60 * minutes
    return seconds


def show_time(seconds):
    whole_seconds = seconds.numerator // seconds.denominator
    fraction = seconds - whole_seconds
    text = (EPOCH + timedelta(seconds=whole_seconds)).strftime("%Y-%m-%dT%H:%M:%S")
    digits = ""
    while fraction:
        fraction *= 10
        digits += str(fraction.numerator // fraction.denominator)
        fraction -= fraction.numerator // fraction.denominator
    return text + ("." + digits if digits else "") + "Z"


def inside(total, read, write):
    """A1 where the input count holds the cached tokens: the uncached rest. Where the subtraction would be
    negative the raw value is kept (and the program flags it)."""
    rest = (total or 0) - (read or 0) - (write or 0)
    return (total or 0) if rest < 0 else rest


def keep_last(pairs):
    """A5: of the pairs (key, call) with one key the last stays; key None is never a duplicate."""
    kept = {}
    for number, (key, value) in enumerate(pairs):
        kept[("no key", number) if key is None else key] = value
    return list(kept.values())


def without_parents(nodes):
    """A9: a node counts only if no descendant carries usage. nodes: id -> (parent id, has usage)."""
    parents = set()
    for parent, usage in nodes.values():
        seen = set()
        while usage and parent in nodes and parent not in seen:
            parents.add(parent)
            seen.add(parent)
            parent = nodes[parent][0]
    return {i for i, (parent, usage) in nodes.items() if usage and i not in parents}


# ---------------------------------------------------------------- 01 seeds

def cost_events(path):
    """Section 1. One event per line, as JSON or (Python's logging of a dict) as a Python literal, read with
    ast.literal_eval. Token counts are Anthropic's, so input_tokens is uncached and there is no cache split.
    cost_usd is USD. Lines that are neither (httpx's) are skipped. No key for duplicates: none are dropped.
    Map 1:1: feature <- feature_name, time <- timestamp (naive means UTC)."""
    calls = []
    for line in text_of(path).splitlines():
        try:
            row = load(line)
        except ValueError:
            try:
                row = ast.literal_eval(line)
            except (ValueError, SyntaxError):
                continue
        if not isinstance(row, dict):
            continue
        cost = row["cost_usd"]
        calls.append(call(row["model"], row["input_tokens"], 0, 0, 0, row["output_tokens"],
                          money(repr(cost) if isinstance(cost, float) else cost), when(row["timestamp"]),
                          row["feature_name"]))
    return reading("events", calls)


# ---------------------------------------------------------------- 00 raw bodies and streams

def openai_usage(usage, prompt, completion):
    """A1: OpenAI, Mistral, Groq and OpenRouter: the input count holds cache reads and writes, output holds reasoning."""
    details = usage.get(prompt + "_details") or {}
    read, write = details.get("cached_tokens") or 0, details.get("cache_write_tokens") or 0
    return dict(input=inside(usage.get(prompt), read, write), read=read, write=write, output=usage.get(completion) or 0)


def anthropic_usage(usage):
    """A1: the four kinds are disjoint as logged, output holds thinking. Section 6: 5m + 1h writes; if only the flat
    field exists it is 5m; if only the breakdown exists (token-meter's fixture) it is the total."""
    split = usage.get("cache_creation") or {}
    five, hour = split.get("ephemeral_5m_input_tokens") or 0, split.get("ephemeral_1h_input_tokens") or 0
    write = five + hour if split else usage.get("cache_creation_input_tokens") or 0
    return dict(input=usage.get("input_tokens") or 0, read=usage.get("cache_read_input_tokens") or 0, write=write,
                write_1h=hour, output=usage.get("output_tokens") or 0)


def gemini_usage(usage):
    """A1: promptTokenCount holds the cached tokens; tool use is more input; thoughts are more output."""
    read = usage.get("cachedContentTokenCount") or 0
    return dict(input=inside(usage.get("promptTokenCount"), read, 0) + (usage.get("toolUsePromptTokenCount") or 0),
                read=read, output=(usage.get("candidatesTokenCount") or 0) + (usage.get("thoughtsTokenCount") or 0))


def converse_usage(usage):
    """A1: Bedrock Converse: inputTokens holds neither cache reads nor writes."""
    return dict(input=usage.get("inputTokens") or 0, read=usage.get("cacheReadInputTokens") or 0,
                write=usage.get("cacheWriteInputTokens") or 0, output=usage.get("outputTokens") or 0)


def cohere_usage(usage):
    """Cohere v2 gives usage.tokens (what the model saw) and usage.billed_units (what is charged): billed counts."""
    billed = usage["billed_units"]
    return dict(input=whole(billed.get("input_tokens")), output=whole(billed.get("output_tokens")))


def body(response, request=None, time=None):
    """One response body of any provider, told apart by its usage. None if it holds no usage (an HTTP error, a file
    object). Model: the one returned, else the one asked for. Time: the wrapper's, else the body's created
    (A4: Anthropic, Bedrock, Gemini and Cohere bodies have none). Cost: only OpenRouter's usage.cost (USD)."""
    request = request or {}
    model = response.get("model") or response.get("modelVersion") or request.get("model") or request.get("modelId")
    if time is None:
        stamp = response.get("created") or response.get("created_at")
        time = Fraction(stamp) if isinstance(stamp, (int, Decimal)) else None
    key = response.get("id") or response.get("responseId")
    if time is None and re.match("gen-1[6-9][0-9]{8}-", key or ""):
        time = Fraction(key.split("-")[1])  # OpenRouter's ids say when
    usage = response.get("usage") or response.get("usageMetadata")
    if not usage:
        return None
    cost = None
    if "promptTokenCount" in usage:
        tokens = gemini_usage(usage)
    elif "inputTokens" in usage:
        tokens = converse_usage(usage)
    elif "billed_units" in usage:
        tokens = cohere_usage(usage)
    elif "prompt_tokens" in usage:
        tokens = openai_usage(usage, "prompt_tokens", "completion_tokens")
        cost = money(usage.get("cost"))
    elif response.get("object") == "response":
        tokens = openai_usage(usage, "input_tokens", "output_tokens")
    else:
        tokens = anthropic_usage(usage)
    return key, call(model, time=time, cost=cost, **tokens)


def bodies(path):
    """Raw bodies, one JSON object per line or one per file; bare, or wrapped as {request, response, ...}. Bodies without
    usage (files) are no calls; an HTTP error whose wrapper says when, or which model was asked, is a failed call with
    missing usage. A response id seen again is the same call: the last stays (A5's idea; an id
    is given by the provider once per call). The wrapper's time wins: timestamp or recorded_at if it is not null."""
    text = text_of(path)
    try:
        values = [load(text)]
    except ValueError:
        values = list(json_lines(path))
    if len(values) == 1 and isinstance(values[0], list):
        values = values[0]
    found = []
    if len(values) == 1 and values[0].get("object") == "list" and "usage" not in values[0]:
        values = values[0]["data"]  # a page of stored answers
    for value in values:
        if "usage_metadata" in value:  # as the Python library writes it
            value = load(re.sub('_([a-z])', lambda m: m.group(1).upper(), text))
        if "body" in (value.get("response") or {}):
            value = dict(value, response=value["response"]["body"])
        if "response" in value and isinstance(value["response"], dict):
            stamp = value.get("timestamp") or value.get("recorded_at")
            one = body(value["response"], value.get("request"), when(stamp) if stamp else None)
            asked = (value.get("request") or {}).get("model")
            if one is None and (stamp or asked) and value["response"].get("error") and int(value.get("status") or 0) >= 400:
                one = None, call(asked, time=when(stamp) if stamp else None, failed=True)
        else:
            one = body(value)
        if one:
            found.append(one)
    if not found:
        raise Refused("no body with usage")
    return reading("events", keep_last(found))


def stream(path):
    """A dump of one stream (SSE `data:` lines, or bare chunks): one call. OpenAI chat: usage only in the last chunk and
    only if asked for, else the call's usage is missing. Responses: in response.completed. Anthropic: message_start has
    the model and the cache split, the LAST message_delta has the totals: cumulative, they replace and are not added."""
    result, usage = None, None
    for line in text_of(path).splitlines():
        line = line[5:].strip() if line.startswith("data:") else line.strip()
        try:
            chunk = load(line)
        except ValueError:
            continue
        if not isinstance(chunk, dict):
            continue
        if chunk.get("type") == "message_start":
            result = call(chunk["message"]["model"])
            usage = dict(chunk["message"]["usage"])
            result.update(missing=False, **anthropic_usage(usage))
        elif chunk.get("type") == "message_delta":
            usage.update({k: v for k, v in chunk["usage"].items() if v is not None})
            result.update(anthropic_usage(usage))
        elif chunk.get("type") == "response.completed":
            result = body(chunk["response"])[1]
        elif chunk.get("object") == "chat.completion.chunk":
            one = body(chunk)
            result = one[1] if one else result or call(chunk["model"], time=Fraction(chunk["created"]))
    if not result:
        raise Refused("no stream")
    return reading("events", [result])


# ---------------------------------------------------------------- 02 LiteLLM

def litellm_call(row, meta):
    """A1: prompt_tokens holds cache reads and writes for every provider. The cache split is in metadata.usage_object (2). A
    failed row logs 0 tokens and spend 0: its usage_object (left from the retried call) contradicts the row's own counts,
    the subtraction 0 - 1024 is impossible, and the row's zeros stand."""
    usage = meta.get("usage_object") or (row.get("response") or {}).get("usage") or {}
    details = usage.get("prompt_tokens_details") or {}
    read = usage.get("cache_read_input_tokens") or details.get("cached_tokens") or 0
    write = usage.get("cache_creation_input_tokens") or details.get("cache_creation_tokens") or 0
    prompt, output = whole(row["prompt_tokens"]), whole(row["completion_tokens"])
    failed = row.get("status") == "failure"
    if failed and not prompt:
        read = write = 0
    cost = row["response_cost"] if "response_cost" in row else row.get("spend")
    return dict(model=row["model"], input=inside(prompt, read, write), read=read, write=write, output=output,
                cost=money(cost), feature=(meta.get("spend_logs_metadata") or {}).get("feature"), failed=failed)


def litellm_logs(path):
    """SpendLogs rows, CSV or JSON. Key: request_id; a cache hit has an id of its own (`<id>_cache_hit<unix>`), so it is a
    call of its own, with spend 0. Objects in CSV cells are JSON text. Map: feature <- spend_logs_metadata.feature."""
    rows = csv_rows(path) if path.endswith(".csv") else load(text_of(path))
    rows = rows["data"] if isinstance(rows, dict) else rows
    pairs = []
    for row in rows:
        meta = row["metadata"]
        meta = load(meta) if isinstance(meta, str) else meta
        if path.endswith(".csv"):
            row = dict(row, response={})
        pairs.append((row["request_id"], call(time=when(row["startTime"]), **litellm_call(row, meta))))
    return reading("events", keep_last(pairs))


def litellm_payloads(path):
    """StandardLoggingPayload: one object per file, a folder of them is one import. startTime is unix seconds as a float,
    or a naive UTC text; response_cost is USD. Key: id."""
    pairs = []
    for file in files_of(path):
        row = load(text_of(file))
        start = row["startTime"]
        time = when(start) if isinstance(start, str) else Fraction(start)
        pairs.append((row["id"], call(time=time, **litellm_call(row, row.get("metadata") or {}))))
    return reading("events", keep_last(pairs))


def daily_totals(path):
    """Sums of a day by model, of LiteLLM's tables or anybody's: lines of a bill, whatever their columns are called. The
    prompt's tokens hold those of the cache (A1); input_tokens is the rest already."""
    rows = csv_rows(path) if path.endswith(".csv") else load(text_of(path))
    lines = []
    for r in rows:
        read, write = whole(r.get("cache_read_input_tokens") or 0), whole(r.get("cache_creation_input_tokens") or 0)
        prompt = whole(r["prompt_tokens"]) if "prompt_tokens" in r else whole(r["input_tokens"]) + read + write
        cost = r.get("spend") or r.get("total_cost_usd") or r.get("cost")
        lines.append(call(r["model"], inside(prompt, read, write), read, write, 0,
                          whole(r.get("completion_tokens") or r.get("output_tokens")), money(cost),
                          when(r.get("date") or r.get("day")),
                          requests=whole(r.get("api_requests") or r.get("requests") or r.get("request_count"))))
    return reading("billing", lines)


def dated_calls(path):
    """Looks like daily totals, but each row has its own time beside the date: a call. A row that says it is of several is
    none."""
    return reading("events", [call(r["model"], whole(r["input_tokens"]), 0, 0, 0, whole(r["output_tokens"]), money(r["cost_usd"]),
                                   when(r["date"] + "T" + r["time"] + "Z"), r["feature"])
                              for r in csv_rows(path) if r["calls"] == "1"])


# ---------------------------------------------------------------- 03 Langfuse

LANGFUSE_READ = ("input_cached_tokens", "input_cache_read", "input_cache_read_input_tokens", "cache_read_input_tokens",
                 "prompt_details.cache_read")
LANGFUSE_WRITE = ("input_cache_creation", "input_cache_creation_5m", "input_cache_creation_1h",
                  "cache_creation_input_tokens", "prompt_details.cache_write")


def langfuse_calls(rows):
    """rows: dicts with id, trace, parent, updated, model, usage (a map), cost, time, feature, level.
    A1: `input` is already without the cached tokens, `output` is WITHOUT the reasoning tokens, which are added.
    Key: id, the latest updatedAt stays. A node whose usage is all zero is no call, but a GENERATION of a model that logs
    none at all is one with missing usage; a parent is none if a descendant has usage (A9). Cost: totalCost, 0 or null means not priced. Map: feature <- traceName (or name)."""
    latest = {}
    for row in rows:
        old = latest.get(row["id"])
        if old is None or (row["updated"] or "") >= (old["updated"] or ""):
            latest[row["id"]] = row
    leaves = without_parents({i: (r["parent"], any(v for v in r["usage"].values())) for i, r in latest.items()})
    calls = []
    for i, row in latest.items():
        if row.get("type") == "GENERATION" and row["model"] and not row["usage"]:
            calls.append(call(row["model"], time=when(row["time"]), feature=row["feature"]))
        if i not in leaves:
            continue
        usage = {k: whole(v) for k, v in row["usage"].items()}
        output = sum(v for k, v in usage.items() if k == "output" or k.startswith("output_") or "reasoning" in k)
        cost = money(row["cost"])
        calls.append(call(row["model"], usage.get("input", 0) + usage.get("input_audio_tokens", 0) + usage.get("input_audio", 0),
                          sum(usage.get(k, 0) for k in LANGFUSE_READ), sum(usage.get(k, 0) for k in LANGFUSE_WRITE),
                          usage.get("input_cache_creation_1h", 0), output, cost if cost else None, when(row["time"]),
                          row["feature"], row["level"] == "ERROR"))
    return reading("events", calls)


def langfuse_camel(row, trace_name=None):
    usage = row.get("usageDetails") or {}
    usage = load(usage) or {} if isinstance(usage, str) else usage
    if not usage:  # before usageDetails, and what the table shows beside them
        old = row.get("usage") or {}
        usage = dict(input=old.get("input") or row.get("inputUsage"), output=old.get("output") or row.get("outputUsage"))
        usage = {kind: tokens for kind, tokens in usage.items() if whole(tokens)}
    if row.get("totalCost") in (None, "", "null"):
        row = dict(row, totalCost=row.get("calculatedTotalCost"))
    return dict(id=row["id"], type=row["type"], parent=row.get("parentObservationId") or None, updated=row.get("updatedAt"),
                model=row.get("model") or row.get("providedModelName"), usage=usage, cost=row.get("totalCost"),
                time=row["startTime"], feature=trace_name or row.get("traceName") or row.get("name"), level=row.get("level"))


def langfuse_trace(path):
    """A downloaded trace: {trace, observations}. The trace's name is each call's traceName."""
    document = load(text_of(path))
    return langfuse_calls(langfuse_camel(row, document["trace"]["name"]) for row in document["observations"])


def langfuse_export(path):
    """The observations table as CSV or JSONL; in the CSV every object is JSON text and null is an empty cell."""
    return langfuse_calls(map(langfuse_camel, csv_rows(path) if path.endswith(".csv") else json_lines(path)))


def langfuse_page(path):
    """Public API v2: {data: [...], meta: {...}}, camelCase as in the export."""
    return langfuse_calls(map(langfuse_camel, load(text_of(path))["data"]))


def langfuse_blob(path):
    """Blob export, snake_case. It has no trace name: the Map's second choice, the observation's name, is the feature."""
    return langfuse_calls(dict(id=r["id"], type=r["type"], parent=r["parent_observation_id"] or None, updated=r["updated_at"],
                               model=r["provided_model_name"], usage=r["usage_details"], cost=r["total_cost"],
                               time=r["start_time"], feature=r["name"], level=r["level"]) for r in json_lines(path))


# ---------------------------------------------------------------- 04 Helicone

def helicone(path):
    """A1: prompt_tokens appears to hold neither reads nor writes. cost is USD already. Time: request_created_at, UTC without
    zone. Failed: response_status 4xx/5xx (a negative status is pending, cancelled or blocked: not counted as failed).
    Key: request_id, in the CSV response_id. In the tool's CSV model and latency are always empty and objects are escaped
    twice, so a properties cell is unescaped a second time. Map: feature <- request_properties.Feature."""
    pairs = []
    rows = csv_rows(path) if path.endswith(".csv") else None
    for row in rows or (load(text_of(path))["data"] if path.endswith(".json") else json_lines(path)):
        properties = row["request_properties"]
        if isinstance(properties, str):
            properties = load(properties.replace('""', '"'))
        status = int(row["response_status"])
        pairs.append((row.get("request_id") or row["response_id"],
                      call(row.get("request_model") or row.get("model"), whole(row["prompt_tokens"]),
                           row.get("prompt_cache_read_tokens") or 0, row.get("prompt_cache_write_tokens") or 0, 0,
                           whole(row["completion_tokens"]), money(row["cost"]), when(row["request_created_at"]),
                           properties.get("Feature"), status >= 400)))
    return reading("events", keep_last(pairs))


# ---------------------------------------------------------------- 05 OpenAI

def openai_batch(path):
    """Batch output: one line per request, unordered, key `id` of the line. Expired or failed requests have response null:
    not billed, no call. The body is a chat completion: time <- created."""
    pairs = []
    for line in json_lines(path):
        response = line.get("response") or {}
        if response.get("status_code") == 200:
            pairs.append((line["id"], body(response["body"])[1]))
    return reading("events" if pairs else "nothing", keep_last(pairs))


def openai_page(path):
    """Usage or costs API page: buckets with results; start_time is unix seconds. input_tokens holds reads and writes (A1);
    where input_uncached_tokens is given it is the rest. model null means `not grouped by model`. requests:
    num_model_requests, else num_requests (tool calls); sessions and bytes are no requests. amount.value is USD."""
    lines = []
    for bucket in load(text_of(path))["data"]:
        for result in bucket["results"]:
            read, write = result.get("input_cached_tokens") or 0, result.get("input_cache_write_tokens") or 0
            amount = result.get("amount") or {}
            requests = result.get("num_model_requests", result.get("num_requests"))
            lines.append(call(result.get("model"), inside(result.get("input_tokens"), read, write), read, write, 0,
                              result.get("output_tokens"), money(amount.get("value")), Fraction(bucket["start_time"]),
                              requests=requests))
    return reading("billing", lines)


def openai_usage_csv(path):
    """The dashboard's completions usage: columns by name, one row per bucket and group; a row of an empty bucket has the
    four time columns only and is no line. num_model_requests is written 2.0."""
    lines = []
    for row in csv_rows(path):
        if "input_tokens" not in row:
            continue
        read, write = whole(row["input_cached_tokens"]), whole(row.get("input_cache_write_tokens") or 0)
        lines.append(call(row["model"], inside(whole(row["input_tokens"]), read, write), read, write, 0,
                          whole(row["output_tokens"]), None, Fraction(row["start_time"]),
                          requests=whole(row["num_model_requests"])))
    return reading("billing" if lines else "nothing", lines)


def openai_cost_csv(path):
    """The dashboard's costs: amount_value is a USD decimal text with 30 digits; a day without spend is a row with empty cells
    and no line. line_item is `model, type`: split at the last comma. quantity is a token count where quantity_unit says
    tokens, of the kind that the type names."""
    lines = []
    for row in csv_rows(path):
        if not row["amount_value"]:
            continue
        model, _, kind = row["line_item"].rpartition(", ")
        tokens = whole(row["quantity"]) if row["quantity_unit"] == "tokens" else 0
        kinds = {"input_tokens": "input", "output_tokens": "output", "cached_input_tokens": "read"}
        lines.append(call(model, cost=money(row["amount_value"]), time=Fraction(row["start_time"]),
                          **({kinds[kind]: tokens} if kind in kinds else {})))
    return reading("billing", lines)


# ---------------------------------------------------------------- 06 Anthropic

def anthropic_batch(path):
    """Batch results: only `succeeded` is billed; errored, expired and cancelled requests are no calls. No time (A4)."""
    pairs = [(line["custom_id"], body(line["result"]["message"])[1]) for line in json_lines(path)
             if line["result"]["type"] == "succeeded"]
    return reading("events", keep_last(pairs))


def anthropic_usage_report(path):
    """Admin usage report: buckets with results; all four kinds are disjoint as named. No request count."""
    lines = []
    for bucket in load(text_of(path))["data"]:
        for r in bucket["results"]:
            tokens = anthropic_usage(dict(r, input_tokens=r["uncached_input_tokens"]))
            lines.append(call(r["model"], time=when(bucket["starting_at"]), **tokens))
    return reading("billing", lines)


def anthropic_cost_report(path):
    """Admin cost report. A2: amount is CENTS as a decimal text, though currency says USD."""
    lines = [call(r["model"], cost=money(r["amount"]) / 100, time=when(bucket["starting_at"]))
             for bucket in load(text_of(path))["data"] for r in bucket["results"]]
    return reading("billing", lines)


def anthropic_token_csv(path):
    """Console tokens: kinds disjoint as named; usage_date_utc is a day or `2026-03-31 02:00`."""
    lines = []
    for row in csv_rows(path):
        hour = whole(row["usage_input_tokens_cache_write_1h"])
        lines.append(call(row["model_version"], whole(row["usage_input_tokens_no_cache"]),
                          whole(row["usage_input_tokens_cache_read"]),
                          whole(row["usage_input_tokens_cache_write_5m"]) + hour, hour,
                          whole(row["usage_output_tokens"]), None, when(row["usage_date_utc"])))
    return reading("billing", lines)


def anthropic_cost_csv(path):
    """Console cost: cost_usd is dollars, rounded to cents, 0.00 rows are lines too. Model: the display name."""
    return reading("billing", [call(r["model"], cost=money(r["cost_usd"]), time=when(r["usage_date_utc"]))
                               for r in csv_rows(path)])


# ---------------------------------------------------------------- 07 OpenTelemetry

OTEL_INPUT = ("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt", "ai.usage.inputTokens",
              "ai.usage.promptTokens")
OTEL_OUTPUT = ("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion",
               "ai.usage.outputTokens", "ai.usage.completionTokens")
OTEL_READ = ("gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens",
             "gen_ai.usage.details.cache_read_input_tokens", "llm.token_count.prompt_details.cache_read",
             "ai.usage.cachedInputTokens")
OTEL_WRITE = ("gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_creation_input_tokens",
              "gen_ai.usage.details.cache_creation_input_tokens", "llm.token_count.prompt_details.cache_write")
OTEL_MODEL = ("gen_ai.response.model", "ai.response.model", "gen_ai.request.model", "llm.model_name", "ai.model.id")
OTEL_TOTAL = ("gen_ai.usage.total_tokens", "llm.usage.total_tokens", "llm.token_count.total", "ai.usage.totalTokens")
OTEL_ASKED = ("chat", "text_completion", "generate_content", "embeddings")
OTEL_COST = ("gen_ai.usage.cost", "llm.cost.total", "operation.cost")


def plain(value):
    kind, inner = next(iter(value.items()))
    return int(inner) if kind == "intValue" else inner


def otel(path):
    """OTLP/JSON, one request per line or one document. Spans: gen_ai, OpenInference, OpenLLMetry and Vercel names by the alias
    list. A1: input and prompt counts hold cache reads and writes, output holds reasoning. A span without token counts is
    no call unless it has a total alone or asks a model (one of OTEL_ASKED, kind LLM, llm.chat): usage missing; a parent of a span with counts is none (A9). Key: trace and span id. Cost: gen_ai.usage.cost,
    llm.cost.total or pydantic-ai's operation.cost only. Time: the span's start. Failed: status.code 2. Feature (A7): traceloop.workflow.name, or the key
    feature of OpenInference's metadata (JSON in a text).
    Logs: records `claude_code.api_request`, whose counts are Anthropic's (disjoint), cost_usd in USD, time timeUnixNano.
    Metrics repeat the same spend and are not read. A file with none of these: recognised, nothing in it."""
    text = text_of(path)
    try:
        documents = [load(text)]
    except ValueError:
        documents = list(json_lines(path))
    spans, calls = {}, []
    for document in documents:
        for resource in document.get("resourceSpans", []):
            for scope in resource["scopeSpans"]:
                for span in scope["spans"]:
                    spans[(span["traceId"], span["spanId"])] = span
        for resource in document.get("resourceLogs", []):
            for scope in resource["scopeLogs"]:
                for record in scope["logRecords"]:
                    if record.get("body", {}).get("stringValue") == "claude_code.api_request":
                        a = {x["key"]: plain(x["value"]) for x in record["attributes"]}
                        calls.append(call(a["model"], whole(a["input_tokens"]), whole(a["cache_read_tokens"]),
                                          whole(a["cache_creation_tokens"]), 0, whole(a["output_tokens"]),
                                          money(a["cost_usd"]), Fraction(int(record["timeUnixNano"]), 10 ** 9)))
    def feature(a):
        meta = a.get("metadata", "")
        meta = load(meta) if meta.startswith("{") else {}
        return a.get("traceloop.workflow.name") or meta.get("feature")

    attributes = {k: {x["key"]: plain(x["value"]) for x in s.get("attributes", [])} for k, s in spans.items()}

    def first(a, names):
        return next((a[n] for n in names if n in a), None)

    usage = {k: (whole(first(a, OTEL_INPUT)), whole(first(a, OTEL_OUTPUT))) for k, a in attributes.items()}
    def counts(k):
        a = attributes[k]
        asked = a.get("gen_ai.operation.name") in OTEL_ASKED or a.get("openinference.span.kind") == "LLM" \
            or spans[k]["name"] == "llm.chat"
        return any(usage[k]) or first(a, OTEL_TOTAL) or asked

    leaves = without_parents({k: ((k[0], s.get("parentSpanId")), bool(counts(k))) for k, s in spans.items()})
    for k, span in spans.items():
        if k in leaves:
            a = attributes[k]
            read, write = whole(first(a, OTEL_READ)) or 0, whole(first(a, OTEL_WRITE)) or 0
            told = load(a.get("ai.response.providerMetadata", "{}"))  # what the SDK's own counts leave out
            read = read or told.get("openai", {}).get("cachedPromptTokens", 0)
            write = write or told.get("anthropic", {}).get("cacheCreationInputTokens", 0)
            cost = first(a, OTEL_COST)
            if cost is None and "llm.cost.prompt" in a:
                cost = money(a["llm.cost.prompt"]) + money(a["llm.cost.completion"])
            missing = usage[k] == (None, None)
            calls.append(call(first(a, OTEL_MODEL), None if missing else inside(usage[k][0], read, write), read, write, 0,
                              usage[k][1], cost if isinstance(cost, Fraction) else money(cost), Fraction(int(span["startTimeUnixNano"]), 10 ** 9),
                              feature(a), (span.get("status") or {}).get("code") == 2))
    return reading("events" if calls else "nothing", calls)


# ---------------------------------------------------------------- 08 FOCUS

def focus(path):
    """FOCUS: one line per row, cost <- BilledCost (what the invoice says), time <- ChargePeriodStart, written as
    `2024-09-18 22:00:00`, or month/day/two-digit year in the specification's examples (a billing period from 4/1/25 to
    5/1/25 is a month, so the month comes first). No model, no tokens: `Token` there is a virtual currency.
    ConsumedQuantity counts requests of other services and is no count of model requests."""
    lines = []
    for row in csv_rows(path):
        start = row["ChargePeriodStart"]
        if "/" in start:
            month, day, year = start.split("/")
            start = "20%s-%02d-%02d" % (year, int(month), int(day))
        assert row["BillingCurrency"] == "USD"
        tags = row.get("Tags") or ""
        feature = load(tags).get("feature") if tags.startswith("{") else None
        lines.append(call(None, cost=money(row["BilledCost"]), time=when(start), feature=feature))
    return reading("billing", lines)


# ---------------------------------------------------------------- 09 clouds and gateways

def bedrock_log(path):
    """ModelInvocationLog: one record per call, key requestId. inputTokenCount is as Converse's: without cache reads and writes.
    A record with an errorCode is a failed call with zero tokens. requestMetadata.feature is where the feature is (A7)."""
    pairs = [bedrock_call(load(row["@message"])) for row in csv_rows(path)] if path.endswith(".csv") else []  # Insights
    for r in () if pairs else json_lines(path):
        for r in [load(e["message"]) for e in r.get("events", [r]) if "message" in e] or [r]:  # out of CloudWatch
            pairs.append(bedrock_call(r))
    return reading("events", keep_last(pairs))


def bedrock_call(r):
    i, o = r["input"], r["output"]
    return r["requestId"], call(r["modelId"], i.get("inputTokenCount"), i.get("cacheReadInputTokenCount"),
                                i.get("cacheWriteInputTokenCount"), 0, o.get("outputTokenCount"), None,
                                when(r["timestamp"]), (r.get("requestMetadata") or {}).get("feature"), "errorCode" in r)


def azure_llm_log(path):
    """ApiManagementGatewayLlmLog: several rows per call, only one has tokens; the others repeat the call and are dropped.
    No cache split, no cost. Model: ModelName."""
    calls = [call(r["ModelName"], whole(r["PromptTokens"]), 0, 0, 0, whole(r["CompletionTokens"]), None,
                  when(r["TimeGenerated"]) if "TimeGenerated" in r else portal_time(r["TimeGenerated [UTC]"]))
             for r in csv_rows(path) if r["TotalTokens"]]
    return reading("events", calls)


def portal_time(text):
    """The portal writes as its user's language does, here 11/16/2025, 6:17:03.979 PM: the month first."""
    month, day, year, hour, rest, half = re.match(r"(\d+)/(\d+)/(\d+), (\d+):(\S+) (AM|PM)$", text).groups()
    return when("%s-%02d-%02dT%02d:%sZ" % (year, int(month), int(day), int(hour) % 12 + 12 * (half == "PM"), rest))


def azure_diagnostics(path):
    """Azure diagnostics carry no token counts and no cost at all: recognised, no event."""
    assert all(r["category"] == "RequestResponse" for r in json_lines(path))
    return reading("nothing", [])


def gcp_billing(path):
    """GCP export: cost + the credits' amounts (negative); time usage_start_time. The model is only a text in
    sku.description, taken as it is; usage.amount has unit `count`, which is not said to be tokens: none read."""
    lines = []
    for r in json_lines(path):
        labels = {x["key"]: x["value"] for x in r["labels"]}
        cost = money(r["cost"]) + sum(money(c["amount"]) for c in r["credits"])
        lines.append(call(r["sku"]["description"], cost=cost, time=when(r["usage_start_time"]), feature=labels.get("feature")))
    return reading("billing", lines)


def openrouter_activity(path):
    """OpenRouter activity API: a day's bucket; usage is USD, byok_usage_inference is not OpenRouter's bill. Completion holds
    reasoning (A1). requests."""
    return reading("billing", [call(r["model"], r["prompt_tokens"], 0, 0, 0, r["completion_tokens"], money(r["usage"]),
                                    when(r["date"]), requests=r["requests"]) for r in load(text_of(path))["data"]])


def openrouter_daily(path):
    """OpenRouter's daily CSV: a bucket per day and slug; Usage is USD."""
    return reading("billing", [call(r["Slug"], whole(r["Prompt Tokens"]), 0, 0, 0, whole(r["Completion Tokens"]),
                                    money(r["Usage"]), when(r["Date"]), requests=whole(r["Requests"]))
                               for r in csv_rows(path)])


def openrouter_generation(path):
    """GET /generation, one call: native tokens are the billed ones; prompt holds the cached, completion the reasoning;
    cost total_cost (`usage` is USD too, not tokens)."""
    found = load(text_of(path))
    found = found.get("data", found) if isinstance(found, dict) else found
    calls = []
    for r in found if isinstance(found, list) else [found]:
        read = r["native_tokens_cached"] or 0
        calls.append(call(r["model"], inside(r["native_tokens_prompt"], read, 0), read, 0, 0,
                          r["native_tokens_completion"], money(r["total_cost"]), when(r["created_at"])))
    return reading("events", calls)


def openrouter_generations(path):
    """Activity CSV of generations: one row per call, key generation_id. tokens_prompt holds tokens_cached, completion holds
    reasoning; cost cost_total. A cancelled call with cost 0 stays a call at 0."""
    pairs = []
    for r in csv_rows(path):
        read = whole(r["tokens_cached"])
        pairs.append((r["generation_id"], call(r["model_permaslug"], inside(whole(r["tokens_prompt"]), read, 0), read, 0, 0,
                                               whole(r["tokens_completion"]), money(r["cost_total"]), when(r["created_at"]))))
    return reading("events", keep_last(pairs))


def portkey_log(path):
    """Portkey's private-cloud log: one call with its request and response bodies; the response is an OpenAI chat completion;
    no cost. Time: created_at of the record. Failed: response.status not 2xx."""
    r = load(text_of(path))
    one = body(r["response"]["body"], r["request"]["body"], when(r["created_at"]))[1]
    return reading("events", [dict(one, failed=r["response"]["status"] >= 400)])


def portkey_rows(path):
    """Portkey's metric file and export JSONL: req_units and res_units are tokens (floats), cost is in CENTS (A2) though
    cost_currency says USD. Key id. Time created_at. Failed: response_status_code not 2xx. metadata is
    {key: [...], value: [...]} or a map: feature from its key `feature`."""
    text = text_of(path)
    try:
        rows = [load(text)]
        rows = rows[0].get("data", rows)
    except ValueError:
        rows = list(json_lines(path))
    pairs = []
    for r in rows:
        if "request_tokens" in r:  # the API's names
            r = dict(r, req_units=r["request_tokens"], res_units=r["response_tokens"], response_status_code=r["status_code"])
        meta = r.get("metadata") or {}
        meta = dict(zip(meta["key"], meta["value"])) if isinstance(meta.get("key"), list) else meta
        cost = money(r["cost"])
        pairs.append((r["id"], call(r["ai_model"], whole(r["req_units"]), 0, 0, 0, whole(r["res_units"]),
                                    cost / 100 if cost is not None else None, when(r["created_at"]), meta.get("feature"),
                                    whole(r.get("response_status_code", 200)) >= 400)))
    return reading("events", keep_last(pairs))


def vercel_report(path):
    """Vercel spend report: a bucket per day; total_cost is USD. input_tokens holds the cached and the cache-creation tokens, as
    in Vercel's own SDK; output holds reasoning."""
    lines = []
    for r in load(text_of(path))["results"]:
        read, write = r["cached_input_tokens"], r["cache_creation_input_tokens"]
        lines.append(call(r.get("model"), inside(r["input_tokens"], read, write), read, write, 0, r["output_tokens"],
                          money(r["total_cost"]), when(r["day"]), requests=r["request_count"]))
    return reading("billing", lines)


def vercel_generation(path):
    """Vercel generation info: one call. totalCost is USD (and so is `usage`); promptTokens holds cachedTokens;
    completionTokens holds reasoning. snake_case on the wire, camelCase in the SDK."""
    r = load(text_of(path))
    r = r.get("data", r)

    def get(snake):
        camel = re.sub("_(.)", lambda m: m.group(1).upper(), snake)
        return r.get(snake, r.get(camel))

    read = get("native_tokens_cached") or get("cached_tokens") or 0
    prompt = get("native_tokens_prompt") if get("native_tokens_prompt") is not None else get("prompt_tokens")
    output = get("native_tokens_completion") if get("native_tokens_completion") is not None else get("completion_tokens")
    return reading("events", [call(r["model"], inside(prompt, read, 0), read, 0, 0, output, money(get("total_cost")),
                                   when(get("created_at")))])


def cloudflare(path):
    """Cloudflare AI Gateway logs: one record per call, key id; cost is USD. A gateway cache hit has null tokens and no cost.
    metadata is JSON in a text. Failed: success false."""
    pairs = [(r["id"], call(r["model"], r["tokens_in"], 0, 0, 0, r["tokens_out"], money(r.get("cost")), when(r["created_at"]),
                            load(r["metadata"]).get("feature"), not r["success"])) for r in load(text_of(path))["result"]]
    return reading("events", keep_last(pairs))


def deepseek_amount(path):
    """DeepSeek's amounts: one row per bucket and type, each row a line. Cache-miss tokens are the uncached input, hits the
    cache reads. request_count is the number of requests. The file states no cost (price x amount would be a computed
    one; the bill is in its sister file)."""
    lines = []
    for r in csv_rows(path):
        amount = whole(r["amount"])
        field = dict(input_cache_miss_tokens="input", input_cache_hit_tokens="read", output_tokens="output",
                     request_count="requests")[r["type"]]
        lines.append(call(r["model"], time=when(r.get("start_time_iso") or r["utc_date"]), **{field: amount}))
    return reading("billing", lines)


def deepseek_cost(path):
    """DeepSeek's costs: a line per bucket, in the currency named."""
    rows = csv_rows(path)
    assert len({r["currency"] for r in rows}) == 1
    return reading("billing", [call(r["model"], cost=money(r["cost"]), time=when(r.get("start_time_iso") or r["utc_date"])) for r in rows],
                   currency=rows[0]["currency"])


# ---------------------------------------------------------------- 10 coding agents

def claude_code(path):
    """Claude Code transcripts. Only lines with message.usage count. One call per message.id: the LAST line stays, whole
    (never the first, never the greatest of each field), across all files of the folder; a sidechain's replay of it with a
    new requestId is the same call and gives way to the one outside the sidechain. No message.id: never a duplicate. `<synthetic>` and API error lines are no calls. Tokens as in
    Anthropic bodies. Cost: costUSD where logged. Feature: the last folder of cwd, else the folder below projects/."""
    pairs, main = [], set()
    for file in files_of(path):
        project = re.findall(r"/projects/([^/]+)/", os.path.relpath(file, SAMPLES_DIR).replace(os.sep, "/"))
        for line in json_lines(file):
            message = line.get("message") or {}
            usage = message.get("usage")
            if not usage or line.get("isApiErrorMessage") or message.get("model") == "<synthetic>":
                continue
            feature = (line.get("cwd") or "").split("/")[-1] or (project[-1] if project else None)
            if not line.get("isSidechain"):
                main.add(message.get("id"))
            elif message.get("id") in main:
                continue
            pairs.append((message.get("id"), call(message.get("model"), cost=money(line.get("costUSD")),
                                                  time=when(line.get("timestamp")), feature=feature,
                                                  **anthropic_usage(usage))))
    return reading("events", keep_last(pairs))


def codex(path):
    """Codex rollouts. token_count events: last_token_usage is the call; where it is absent the growth of total_token_usage.
    An exact repeat of the running total is no new call, nor is a count of all zeros. response_item lines are not counted.
    A subagent's file (it holds thread_spawn) begins with its parent's counts, stamped in one second: skipped.
    A1: input holds the cached tokens, output the reasoning. Model: the one beside the count (info.model), else the latest
    turn_context, else session_meta's, else gpt-5. Feature: the last folder of cwd."""
    calls, model, total, folder = [], None, {}, None
    replay = "" if '"thread_spawn"' in text_of(path) else None  # its second, once seen; None: no replay in this file
    fields = ("input_tokens", "cached_input_tokens", "cache_write_input_tokens", "output_tokens")
    for line in json_lines(path):
        payload = line.get("payload") or {}
        if line["type"] in ("session_meta", "turn_context"):
            model = payload.get("model") or model
            folder = (payload.get("cwd") or "").split("/")[-1] or folder
        info = payload.get("info")
        if line["type"] != "event_msg" or payload.get("type") != "token_count" or not info:
            continue
        now, last = info.get("total_token_usage"), info.get("last_token_usage")
        if replay == "":
            replay = line["timestamp"][:19]
        if replay == line["timestamp"][:19]:
            total = now or total
            continue
        if now and now == total:
            continue
        if not last:
            last = {f: (now.get(f) or 0) - (total.get(f) or 0) for f in fields}
        total = now or total
        if not any(last.get(f) for f in fields):
            continue
        read, write = min(last.get(fields[1]) or 0, last[fields[0]]), last.get(fields[2]) or 0
        calls.append(call(info.get("model") or model or "gpt-5", inside(last[fields[0]], read, write), read, write, 0,
                          last[fields[3]], None, when(line["timestamp"]), folder))
    return reading("events", calls)


def status_line(path):
    """The JSON given to a status line: a snapshot of a session (its cost and context so far), no log of calls."""
    raise Refused("a snapshot of a running session: no calls, no bill")


# ---------------------------------------------------------------- 11 traces

def azure_trace(path):
    """Any other CSV by a mapping: TIMESTAMP (UTC, 7 digits) is the time, ContextTokens the input, GeneratedTokens the output.
    No model, no cost, no key."""
    return reading("events", [call(None, whole(r["ContextTokens"]), 0, 0, 0, whole(r["GeneratedTokens"]), None,
                                   when(r["TIMESTAMP"])) for r in csv_rows(path)])


def embedding_body(path):
    """An embeddings body has input only. The API description's example is no JSON (an ellipsis stands in its array)."""
    return bodies(path) if parses(path) else no_json(path)


def parses(path):
    try:
        load(text_of(path))
        return True
    except ValueError:
        return False


def no_json(path):
    raise Refused("not JSON")


# ---------------------------------------------------------------- the table

def files_of(path):
    if not os.path.isdir(path):
        return [path]
    return sorted(os.path.join(d, f) for d, _, names in os.walk(path) for f in names if not f.startswith("SOURCE"))


SAMPLES = [
    ("00-response-bodies/api-responses.*.jsonl", bodies),
    ("00-response-bodies/sse/*.txt", stream),
    ("01-seed/*.jsonl", cost_events),
    ("02-litellm/*SpendLogs*.csv", litellm_logs),
    ("02-litellm/spend_logs-api-constructed.json", litellm_logs),
    ("02-litellm/example_standard_logging_payload.json", litellm_payloads),
    ("03-langfuse/traces/*.json", langfuse_trace),
    ("03-langfuse/observations-export-constructed.*", langfuse_export),
    ("03-langfuse/blob-storage-observations-constructed.jsonl", langfuse_blob),
    ("04-helicone/*.csv", helicone),
    ("04-helicone/*.jsonl", helicone),
    ("05-openai/batch_*.jsonl", openai_batch),
    ("05-openai/completions_usage*.csv", openai_usage_csv),
    ("05-openai/cost_*.csv", openai_cost_csv),
    ("05-openai/openapi-examples/page-*.json", openai_page),
    ("05-openai/openapi-examples/embedding-0.stream.txt", embedding_body),
    ("05-openai/openapi-examples/*.stream.txt", stream),
    ("05-openai/openapi-examples/*.json", bodies),
    ("06-anthropic/batch_results-constructed.jsonl", anthropic_batch),
    ("06-anthropic/claude_api_cost-*.csv", anthropic_cost_csv),
    ("06-anthropic/claude_api_tokens*.csv", anthropic_token_csv),
    ("06-anthropic/cost_report-*.json", anthropic_cost_report),
    ("06-anthropic/usage_report*.json", anthropic_usage_report),
    ("07-otel/*.jsonl", otel),
    ("07-otel/otlp-spec-examples/*.json", otel),
    ("08-focus/*.csv", focus),
    ("08-focus/spec-saas-token-examples/*.csv", focus),
    ("09-other/azure/*.csv", azure_llm_log),
    ("09-other/azure/*.jsonl", azure_diagnostics),
    ("09-other/bedrock/*.jsonl", bedrock_log),
    ("09-other/cloudflare/*.json", cloudflare),
    ("09-other/deepseek/amount-*.csv", deepseek_amount),
    ("09-other/deepseek/cost-*.csv", deepseek_cost),
    ("09-other/openrouter/activity-response*.json", openrouter_activity),
    ("09-other/openrouter/generation-response*.json", openrouter_generation),
    ("09-other/openrouter/*daily*.csv", openrouter_daily),
    ("09-other/openrouter/*generations*.csv", openrouter_generations),
    ("09-other/portkey/sample_log_file.json", portkey_log),
    ("09-other/portkey/sample_metric_file.json", portkey_rows),
    ("09-other/vercel-ai-gateway/*.json", vercel_report),
    ("09-other/vertex/*.jsonl", gcp_billing),
    ("10-coding-agents/ccusage-fixtures/statusline*.json", status_line),
    ("10-coding-agents/ccusage-fixtures/codex/*.jsonl", codex),
    ("10-coding-agents/token-meter-fixtures/codex*.jsonl", codex),
    ("10-coding-agents/constructed/codex*.jsonl", codex),
    ("10-coding-agents/constructed/claude-folder", claude_code),
    ("10-coding-agents/ccusage-fixtures/claude", claude_code),
    ("10-coding-agents/*.jsonl", claude_code),
    ("11-traces/*.csv", azure_trace),
    ("12-constructed/litellm-payloads", litellm_payloads),
    ("12-constructed/langfuse-api-v2-*", langfuse_page),
    ("12-constructed/otel-*", otel),
    ("12-constructed/portkey-export-*", portkey_rows),
    ("12-constructed/vercel-generation-*", vercel_generation),
    ("12-constructed/*", bodies),
    ("13-edges/anthropic-cost-*", anthropic_cost_csv),
    ("13-edges/azure-*", azure_llm_log),
    ("13-edges/bedrock-*", bedrock_log),
    ("13-edges/body-*", bodies),
    ("13-edges/calls-with-*", dated_calls),
    ("13-edges/codex-*", codex),
    ("13-edges/deepseek-amount-*", deepseek_amount),
    ("13-edges/deepseek-cost-*", deepseek_cost),
    ("13-edges/gemini-*", bodies),
    ("13-edges/helicone-*", helicone),
    ("13-edges/langfuse-export-*", langfuse_export),
    ("13-edges/langfuse-page-*", langfuse_page),
    ("13-edges/langfuse-trace-*", langfuse_trace),
    ("13-edges/litellm-daily.*", daily_totals),
    ("13-edges/litellm-page.json", litellm_logs),
    ("13-edges/openai-cost-*", openai_cost_csv),
    ("13-edges/openai-usage-*", openai_usage_csv),
    ("13-edges/openrouter-*", openrouter_generation),
    ("13-edges/otel-*", otel),
    ("13-edges/portkey-*", portkey_rows),
    ("13-edges/totals-*", daily_totals),
    ("13-edges/vercel-*", vercel_generation),
]


def location(name):
    return os.path.join(SEEDS_DIR if name.startswith("01-seed/") else SAMPLES_DIR, name)


def read(name):
    for pattern, function in SAMPLES:
        if fnmatch.fnmatch(name, pattern):
            try:
                return function(location(name))
            except Refused as reason:
                return dict(kind="refused", calls=[], reason=str(reason))
    raise SystemExit("no reading for " + name)


def show(result, with_calls=False):
    calls, kind = result["calls"], result["kind"]
    if kind in ("refused", "nothing"):
        return ["kind " + kind]
    out = []
    if with_calls:
        for n, c in enumerate(calls, 1):
            out.append("# %d: %s: input %d, read %d, write %d%s, output %d, cost %s%s%s%s" % (
                n, c["model"], c["input"], c["read"], c["write"], " (1h %d)" % c["write_1h"] if c["write_1h"] else "",
                c["output"], "-" if c["cost"] is None else nanos(c["cost"]), ", at " + show_time(c["time"]) if c["time"] is not None else "",
                ", requests %d" % c["requests"] if c["requests"] is not None else "", ", failed" if c["failed"] else ""))
    billing = kind == "billing"
    out += ["kind " + kind, "events %d" % len(calls), "missing_usage %d" % (0 if billing else sum(c["missing"] for c in calls))]
    for name, field in (("input_tokens", "input"), ("cache_read_tokens", "read"), ("cache_write_tokens", "write"),
                        ("cache_write_1h_tokens", "write_1h"), ("output_tokens", "output")):
        out.append("%s %d" % (name, sum(c[field] for c in calls)))
    priced = [nanos(c["cost"]) for c in calls if c["cost"] is not None]
    if priced:
        out.append("cost_nanos %d" % sum(priced))
    out.append("unpriced %d" % (len(calls) - len(priced)))
    counts = [c["requests"] for c in calls if c["requests"] is not None]
    if billing and counts:
        out.append("requests %d" % sum(counts))
    if result.get("currency", "USD") != "USD":
        out.append("currency " + result["currency"])
    times = [c["time"] for c in calls if c["time"] is not None]
    if times:
        # A call without a time has that of the file's last change, which is later than all of its calls.
        timeless = not billing and len(times) < len(calls)
        out += ["first " + show_time(min(times)), "last " + ("of the file" if timeless else show_time(max(times)))]
    for model in sorted({c["model"] for c in calls}):
        own = [c for c in calls if c["model"] == model]
        cost = [nanos(c["cost"]) for c in own if c["cost"] is not None]
        out.append("model %s %d %d %d %d %d %s" % ((model, len(own)) + tuple(sum(c[f] for c in own) for f in ("input", "read", "write", "output"))
                                                   + (sum(cost) if cost else "-",)))
    for feature in sorted({c["feature"] for c in calls if c["feature"]}):
        out.append("feature %s %d" % (feature, sum(c["feature"] == feature for c in calls)))
    failed = sum(c["failed"] for c in calls)
    if failed:
        out.append("failed %d" % failed)
    return out


def name_of(path):
    path = os.path.abspath(path)
    for base in (SAMPLES_DIR, SEEDS_DIR):
        base = os.path.abspath(base) + os.sep
        if path.startswith(base):
            return path[len(base):].replace(os.sep, "/")
    return path


def check():
    wrong = 0
    goldens = sorted(f for f in os.listdir(HERE) if f.endswith(".txt") and "__" in f)
    for golden in goldens:
        expected = [l for l in text_of(os.path.join(HERE, golden)).splitlines() if l and not l.startswith("#")]
        found = show(read(golden[:-4].replace("__", "/")))
        if expected != found:
            wrong += 1
            print(golden)
            for line in expected:
                if line not in found:
                    print("  golden  " + line)
            for line in found:
                if line not in expected:
                    print("  reading " + line)
    print("%d goldens, %d differ" % (len(goldens), wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments == ["--check"]:
        sys.exit(check())
    detailed = "--calls" in arguments
    for argument in arguments:
        if argument != "--calls":
            print("\n".join(show(read(name_of(argument)), detailed)))
