# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a log adds up to, by ways that share nothing with the program: Python reads the log, SQLite adds the store.

All sums are integers: calls, nano-dollars, input tokens, output tokens.
"""

import csv
import io
import json
import re
import sqlite3

PYTHON_EVENT = re.compile(rb"'input_tokens': (\d+), 'output_tokens': (\d+), .*'cost_usd': ([0-9.]+)\}")


def nanos(dollars):
    """The nano-dollars of a plain decimal number, exactly."""
    whole, _, fraction = dollars.partition(".")
    if len(fraction) > 9 or not (whole + fraction).isdigit():
        raise ValueError(f"{dollars!r} is no amount of whole nano-dollars")
    return int(whole) * 1_000_000_000 + int(fraction.ljust(9, "0"))


def _json_lines(file):
    for line in file:
        event = json.loads(line, parse_float=str, parse_int=str)
        yield event["cost_usd"], event["input_tokens"], event["output_tokens"]


def _csv(file):
    for row in csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")):
        yield row["cost_usd"], row["input_tokens"], row["output_tokens"]


def _python(file):
    for line in file:
        if line.startswith(b"{"):
            tokens_in, tokens_out, cost = PYTHON_EVENT.search(line).groups()
            yield cost.decode(), tokens_in, tokens_out


def of_log(file, form):
    """Of a log that is open as bytes."""
    calls = cost = tokens_in = tokens_out = 0
    for dollars, of_input, of_output in {"jsonl": _json_lines, "csv": _csv, "python": _python}[form](file):
        calls += 1
        cost += nanos(dollars)
        tokens_in += int(of_input)
        tokens_out += int(of_output)
    return calls, cost, tokens_in, tokens_out


def of_store(path):
    """By SQLite's own SUM over the view for analysts."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT count(*), coalesce(sum(cost_nanos), 0), coalesce(sum(input_tokens), 0),"
                                  " coalesce(sum(output_tokens), 0) FROM cost_events").fetchone()
    finally:
        connection.close()


def of_report(text):
    """Of what `outlay report --format csv` printed."""
    rows = list(csv.DictReader(io.StringIO(text)))
    return (sum(int(row["requests"]) for row in rows), sum(nanos(row["cost_usd"]) for row in rows if row["cost_usd"]),
            sum(int(row["input_tokens"] or 0) for row in rows), sum(int(row["output_tokens"] or 0) for row in rows))
