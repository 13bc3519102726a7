#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Outlay authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the price book that ships with Outlay from two published lists.

    convert.py GENAI_PRICES_JSON GENAI_VERSION LITELLM_HISTORY_JSONL > book.json

GENAI_PRICES_JSON is the data of pydantic/genai-prices, LITELLM_HISTORY_JSONL the history of LiteLLM's
model_prices_and_context_window.json, one model a line. The result depends on the arguments alone. SOURCES.md
says where both come from and under which licences. What is decided here, and why, stands at each table.
"""

import json
import re
import sys
from datetime import date, timedelta
from decimal import Decimal

GENAI_KINDS = {"input_mtok": "input", "cache_read_mtok": "cache_read", "cache_write_mtok": "cache_write_5m",
               "cache_write_1h_mtok": "cache_write_1h", "output_mtok": "output", "input_audio_mtok": "input_audio",
               "cache_audio_read_mtok": "cache_read_audio", "output_audio_mtok": "output_audio",
               "input_image_mtok": "input_image", "cache_image_read_mtok": "cache_read_image",
               "output_image_mtok": "output_image", "output_citation_mtok": "citation",
               "output_reasoning_mtok": "beside_reasoning", "web_searches_kcount": "web_search",
               "storage_searches_kcount": "file_search", "input_document_kpages": "document_page"}
LITELLM_KINDS = {"input_cost_per_token": "input", "cache_read_input_token_cost": "cache_read",
                 "input_cost_per_token_cache_hit": "cache_read", "cache_creation_input_token_cost": "cache_write_5m",
                 "cache_creation_input_token_cost_above_1hr": "cache_write_1h", "output_cost_per_token": "output",
                 "input_cost_per_audio_token": "input_audio", "cache_read_input_audio_token_cost": "cache_read_audio",
                 "output_cost_per_audio_token": "output_audio", "input_cost_per_image_token": "input_image",
                 "cache_read_input_image_token_cost": "cache_read_image", "output_cost_per_image_token": "output_image"}
TEXT = ("input", "cache_read", "cache_write_5m", "cache_write_1h", "output")
REQUESTS = ("request_low", "request_medium", "request_high")
PIECES = ("web_search", "file_search", "code_session", "image_made", "audio_second", "document_page",
          "rerank_search") + REQUESTS  # dollars a thousand of them; all others a million tokens
KINDS = TEXT + ("input_audio", "cache_read_audio", "output_audio", "input_image", "cache_read_image", "output_image",
                "citation", "beside_reasoning") + PIECES
MAIN = {"input", "output", "image_made", "audio_second", "document_page", "rerank_search"}
# Models of these modes are billed by the piece, unless they have prices of tokens.
LITELLM_PIECES = {"image_generation": ("output_cost_per_image", "image_made"),
                  "image_edit": ("output_cost_per_image", "image_made"),
                  "audio_transcription": ("input_cost_per_second", "audio_second"),
                  "ocr": ("ocr_cost_per_page", "document_page"), "rerank": ("input_cost_per_query", "rerank_search")}
TIERS = {"_batches": "batch", "_batch_requests": "batch", "_flex": "flex", "_priority": "priority"}
LITELLM_MODES = ("chat", "completion", "responses", "embedding", None)
# Models of any other mode, if they count as tokens what is no text.
BESIDE_TEXT = ("input_cost_per_audio_token", "output_cost_per_audio_token", "input_cost_per_image_token",
               "output_cost_per_image_token")

# Names under which logs and tracing tools know a provider, besides its id and genai-prices' own pattern.
NAMES = {"azure": ["azure*"], "aws": ["aws*"], "google": ["gcp*"], "openrouter": ["openrouter*"],
         "fireworks": ["fireworks*"], "together": ["together*"], "deepseek": ["deepseek*"], "groq": ["groq*"],
         "perplexity": ["perplexity*"], "x-ai": ["x_ai*", "x-ai*"], "dashscope": ["alibaba*", "qwen*"],
         "novita": ["novita*"], "ovhcloud": ["ovh*"], "zhipuai": ["zhipu*"]}
# Models that tell their provider, besides genai-prices' own pattern.
MODELS = {"openai": ["chatgpt-*", "text-embedding-3-*", "text-embedding-ada-*", "ft:gpt-*", "codex-*"],
          "perplexity": ["sonar*"]}
# Looked at before the others: their names contain another's ("azure_openai", "huggingface_cerebras").
FIRST = ("azure", "aws", "openrouter", "github-copilot", "huggingface")
# Whose models a provider also sells, at the maker's price where it names none of its own.
FALLBACK = {"aws": ["anthropic"]}
# What a batch costs, as a share of the standard price, where no list has a row for the model's batch tier:
# half, says the documentation of all three batch APIs, and so do all rows that LiteLLM has of Gemini's batches.
BATCH = {"openai": Decimal("0.5"), "anthropic": Decimal("0.5"), "google": Decimal("0.5")}

# What is no text and yet costs what text does wherever no list has another price. Google's price list has one price of
# input for "text, image, video, audio" unless it names one for audio, and the speech that its TTS models answer with is
# their output (https://ai.google.dev/gemini-api/docs/pricing; genai-prices says so of gemini-3.5-flash-lite: "Input rate
# is unified across text/image/video/audio (no separate audio rate)"). Images among the input count as text everywhere,
# and OpenAI's models that answer with images alone have the price of these as that of output.
LIKE_TEXT = {"google": ["input_audio", "cache_read_audio", "output_audio"], "openai": ["output_image"]}
# The list has under the name of a search what each of their requests costs, by how much of the web it searches; what
# genai-prices has for requests is the highest of the three.
REQUEST_FEE = ("perplexity",)

LITELLM_PROVIDERS = {"bedrock": "aws", "bedrock_converse": "aws", "bedrock_mantle": "aws", "azure_ai": "azure",
                     "azure_text": "azure", "gemini": "google", "text-completion-openai": "openai", "xai": "x-ai",
                     "together_ai": "together", "fireworks_ai": "fireworks",
                     "fireworks_ai-embedding-models": "fireworks", "moonshot": "moonshotai", "cohere_chat": "cohere",
                     "voyage": "voyageai", "github_copilot": "github-copilot",
                     "text-completion-codestral": "mistral", "codestral": "mistral"}
# Zero is a price only where calls really are free; elsewhere LiteLLM writes it for "not known".
FREE_PROVIDERS = ("ollama", "lemonade")
FREE_MODELS = ("moderation",)

# genai-prices gives most models one price without dates. These models cost more before, and LiteLLM's history
# saw the cut. Named one by one, because that history also holds mistakes which were mended days or months
# later (gpt-3.5-turbo stayed at 1.50/2.00 until 2025-09-25; first entries of new models are often off).
EARLIER = ("claude-2", "claude-2.1", "claude-3-5-haiku-20241022", "anthropic.claude-3-5-haiku-20241022-v1:0",
           "us.anthropic.claude-3-5-haiku-20241022-v1:0", "gpt-4o", "o1-mini", "azure/gpt-4o", "azure/o3",
           "azure/o1-mini-2024-09-12", "command-r", "command-r-plus", "gemini/gemini-1.5-flash-latest",
           "groq/openai/gpt-oss-120b", "groq/openai/gpt-oss-20b", "groq/llama3-70b-8192", "groq/mixtral-8x7b-32768")

# Models whose makers document a price for long prompts that genai-prices lacks for them (or for who sells them);
# LiteLLM's history has it. Named, because that history also had thresholds by mistake (Azure's gpt-5.4-mini).
LONG = ("claude-sonnet-4", "claude-opus-4-6", "grok-4")
LONG_SELLERS = ("anthropic", "aws", "google", "x-ai")


def plain(number):
    """A decimal without exponent and without zeros at its end."""
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def patterns(clause):
    """A clause of genai-prices as patterns of the book: "x", "x*", "*x", "*x*", "/regex/", {"all": [...]}."""
    (kind, value), = clause.items()
    if kind == "or":
        return [pattern for part in value for pattern in patterns(part)]
    if kind == "and":
        return [{"all": [pattern for part in value for pattern in patterns(part)]}]
    return [{"equals": "%s", "starts_with": "%s*", "ends_with": "*%s", "contains": "*%s*", "regex": "/%s/"}[kind]
            % value]


def matches(clause, name):
    (kind, value), = clause.items()
    if kind == "or":
        return any(matches(part, name) for part in value)
    if kind == "and":
        return all(matches(part, name) for part in value)
    if kind == "regex":
        return re.search(value, name, re.I) is not None
    value = value.lower()
    return {"equals": name == value, "starts_with": name.startswith(value), "ends_with": name.endswith(value),
            "contains": value in name}[kind]


def row(provider, model, rates, **fields):
    return {"provider": provider, "model": model, **{k: v for k, v in fields.items() if v is not None}, **rates}


# ---- genai-prices


def genai_validity(prices):
    """(from, to, window, prices) of each element. The last element that is in force counts, so a later date
    ends an earlier price; a time-of-day window belongs to the dated price that it follows."""
    start = None
    for i, element in enumerate(prices):
        constraint = element.get("constraint") or {}
        window = None
        if constraint.get("type") == "time_of_date":
            window = [constraint["start_time"].rstrip("Z")[:5], constraint["end_time"].rstrip("Z")[:5]]
        else:
            start = constraint.get("start_date")
        later = [p["constraint"]["start_date"] for p in prices[i + 1:]
                 if (p.get("constraint") or {}).get("type") == "start_date"]
        end = min(later, default=None)
        if end is None or start is None or start < end:
            yield start, end, window, element["prices"]


def genai_rates(prices):
    """{threshold or None: rates} of one set of prices."""
    by_threshold = {}
    for key, kind in GENAI_KINDS.items():
        price = prices.get(key)
        if price is None:
            continue
        steps = [(None, price)] if not isinstance(price, dict) else \
            [(None, price["base"])] + [(tier["start"], tier["price"]) for tier in price["tiers"]]
        for threshold, value in steps:
            by_threshold.setdefault(threshold, {})[kind] = Decimal(value)
    return by_threshold


def is_free(provider, model):
    return model.endswith(":free") or model in FREE_MODELS or provider in FREE_PROVIDERS


def genai_rows(providers):
    for provider in providers:
        for model in provider["models"]:
            prices = model["prices"]
            if prices == {} and is_free(provider["id"], model["id"]):
                prices = {"input_mtok": 0, "output_mtok": 0}
            match = patterns(model["match"])
            names = [model["name"]] if "name" in model and provider["id"] != "openrouter" \
                and " " in model["name"] else None
            for start, end, window, rates in genai_validity(prices if isinstance(prices, list)
                                                            else [{"prices": prices}]):
                for threshold, by_kind in sorted(genai_rates(rates).items(), key=lambda t: t[0] or 0):
                    yield row(provider["id"], model["id"], by_kind,
                              match=match if match and match != [model["id"]] else None, names=names,
                              **{"from": start, "to": end, "between": window, "above": threshold})
                    match = names = None  # once for all rows of a model


def provider_rules(providers, others):
    rules = []
    for provider in providers:
        names = patterns(provider["provider_match"]) if "provider_match" in provider else []
        models = patterns(provider["model_match"]) if "model_match" in provider else []
        rules.append({"id": provider["id"], "names": NAMES.get(provider["id"], []) + names,
                      "models": models + MODELS.get(provider["id"], []),
                      "fallback": provider.get("fallback_model_providers") or FALLBACK.get(provider["id"], []),
                      "batch": BATCH.get(provider["id"]), "like_text": LIKE_TEXT.get(provider["id"], [])})
    rules += [{"id": name, "names": NAMES.get(name, [])} for name in others]
    rules.sort(key=lambda rule: not rule["id"].startswith(FIRST))
    return [{key: value for key, value in rule.items() if value not in ([], None)} for rule in rules]


# ---- LiteLLM


def litellm_field(key):
    """(kind, threshold or None, tier) of a price field, or nothing if it is no price of tokens."""
    match = re.fullmatch(r"(%s)(?:_above_(\d+)k_tokens)?(%s)?" % (
        "|".join(sorted(LITELLM_KINDS, key=len, reverse=True)), "|".join(TIERS)), key)
    if not match:
        return None
    base, thousands, suffix = match.groups()
    return LITELLM_KINDS[base], int(thousands) * 1000 if thousands else None, TIERS.get(suffix, "standard")


# Dollars a million tokens. Nothing costs more; the list has prices that are a thousand or a million times too high.
DEAREST = 1000


def litellm_rates(prices, is_by_request=False):
    """{(tier, threshold or None): rates} in USD per million. Above a threshold there is no kind that has no price
    below it: the list has Gemini's cache reads there (0.25, a tenth of the input price) under the name of writes."""
    rates = {}
    for key, value in prices.items():
        field = litellm_field(key)
        if field and isinstance(value, (int, Decimal)):
            rates.setdefault((field[2], field[1]), {})[field[0]] = Decimal(value) * 1000000
    # By how much of the web a search puts into the prompt: the middle one is what is meant where nothing is said.
    fees = prices.get("search_context_cost_per_query") or {}
    for kind, size in zip(("web_search",) + REQUESTS, ("medium", "low", "medium", "high")):
        fee = fees.get("search_context_size_" + size)
        if fee and ("standard", None) in rates and (kind == "web_search") != is_by_request:
            rates["standard", None][kind] = Decimal(fee) * 1000
    for step in prices.get("tiered_pricing", []):
        below = int(step["range"][0])
        for key, value in step.items():
            if key in LITELLM_KINDS:
                rates.setdefault(("standard", below or None), {})[LITELLM_KINDS[key]] = Decimal(value) * 1000000
    for (tier, threshold), by_kind in rates.items():
        if threshold and (tier, None) in rates:
            for kind in set(by_kind) - set(rates[tier, None]):
                del by_kind[kind]
    wrong = any(value > DEAREST for by_kind in rates.values() for value in by_kind.values())
    return {} if wrong else rates


def piece_rates(prices, mode):
    """The same of a model that is billed by the piece; nothing if it is not."""
    key, kind = LITELLM_PIECES.get(mode, (None, None))
    of_tokens = any(litellm_field(each) and value for each, value in prices.items())
    return {("standard", None): {kind: Decimal(prices[key]) * 1000}} if prices.get(key) and not of_tokens else {}


def is_mistake(rates, after):
    """A price a hundred times the one that follows was a mistake of unit."""
    first, second = (each.get(("standard", None), {}).get("input") for each in (rates, after))
    return bool(first and second and first >= 100 * second)


def fast_rates(rates, prices):
    """The rates of the fast mode: a multiple of all."""
    factor = (prices.get("provider_specific_entry") or {}).get("fast")
    return {key: {kind: value if kind in PIECES else value * Decimal(factor) for kind, value in by_kind.items()}
            for key, by_kind in rates.items()} if factor else {}


def litellm_name(key, provider):
    """The name within the provider: LiteLLM's keys begin with the provider's where that is ambiguous."""
    first, _, rest = key.partition("/")
    known = first == provider or first in LITELLM_PROVIDERS or first in ("vertex_ai", "azure", "groq")
    return rest if rest and known else key


def litellm_provider(name):
    if name.startswith("vertex_ai"):
        return "google"
    return LITELLM_PROVIDERS.get(name, name)


def spans(periods, mode, is_by_request=False):
    """Runs of equal token prices: [from, to, prices]. The first reaches back and the last goes on: no call is
    older than its model, and a model that left the list keeps the price it had."""
    runs = []
    for period in periods:
        rates = piece_rates(period["prices"], mode) or litellm_rates(period["prices"], is_by_request)
        fast = fast_rates(rates, period["prices"])
        if period["from"] == period["to"] and runs or not rates:
            continue
        if runs and runs[-1][2:] == [rates, fast]:
            continue
        if runs and is_mistake(runs[-1][2], rates):
            runs.pop()
        if runs:
            runs[-1][1] = period["from"]
        runs.append([period["from"], None, rates, fast])
    if runs:
        runs[0][0] = None
    reach_back(runs)
    return runs


def reach_back(runs):
    """A list learns late what is no text to cost: the first price of such a kind also holds before, as long as text
    cost then what it does now."""
    for (_, _, rates, _), (_, _, later, _) in reversed(list(zip(runs, runs[1:]))):
        for key in rates.keys() & later.keys():
            if all(rates[key].get(kind) == later[key].get(kind) for kind in TEXT):
                for kind in set(later[key]) - set(TEXT):
                    rates[key].setdefault(kind, later[key][kind])


def announced(day, dates):
    """The list follows an announcement after some days: a change within a month after one is that one."""
    if day is None:
        return None
    before = [each for each in dates if each <= day <= str(date.fromisoformat(each) + timedelta(days=31))]
    return max(before, default=day)


def joined(rows):
    """Rows that only go on with the same prices made one; models, tiers and thresholds stay in their order."""
    last = {}
    result = []
    for each in rows:
        key = each["model"], each.get("tier", "standard"), each.get("above", 0)
        before = last.get(key)
        if before is not None and before.get("to") == each.get("from") \
                and all(before.get(kind) == each.get(kind) for kind in KINDS):
            before.pop("to", None)
            if "to" in each:
                before["to"] = each["to"]
            continue
        last[key] = each
        result.append(each)
    return sorted(result, key=lambda r: (r["model"], TIER_ORDER[r.get("tier", "standard")], r.get("from", ""),
                                         r.get("above", 0)))


def is_same(rates, known):
    standard = rates.get(("standard", None), {})
    return bool(known) and all(standard.get(kind) == known.get(kind) for kind in ("input", "output"))


def text_of(rates):
    """The standard prices of text."""
    return {key: {kind: value for kind, value in by_kind.items() if kind in TEXT}
            for key, by_kind in rates.items() if key[0] == "standard"}


def until(model):
    """The day on which the list had a model last; one that it still has goes after all days."""
    return max(period["to"] or "9" for period in model["periods"])


class Litellm:
    """The history, by (provider, name)."""

    def __init__(self, lines, genai):
        self.genai = {provider["id"]: provider for provider in genai}
        self.models = {}
        self.names = {}
        self.histories = []  # of all keys: (provider, name, runs)
        for line in lines:
            model = json.loads(line, parse_float=Decimal)
            mode = model.get("mode")
            is_known = mode in LITELLM_MODES or any(
                key in period["prices"] for period in model["periods"] for key in BESIDE_TEXT) or any(
                piece_rates(period["prices"], mode) for period in model["periods"])
            if not is_known or not model.get("litellm_provider"):
                continue
            raw = model["litellm_provider"]
            provider = litellm_provider(raw)
            name = litellm_name(model["model"], raw)
            runs = spans(model["periods"], mode, provider in REQUEST_FEE)
            # Two keys of one name: the one without a prefix is the provider's own, else the one that was in the
            # list last; names are looked up whatever their case.
            if not runs:
                continue
            if mode in LITELLM_MODES:  # of models of images the output's price is that of images
                self.histories.append((provider, name, runs))
            same = self.names.setdefault((provider, name.lower()), name)
            known = self.models.get((provider, same))
            if known is None or name == model["model"] or same != name and until(model) > known[2]:
                self.models.pop((provider, same), None)
                self.names[provider, name.lower()] = name
                self.models[provider, name] = (model["model"], runs, until(model))

    def covering(self, provider, name):
        """genai-prices' entry for the name, at the provider or at whom it falls back to."""
        entry = self.genai.get(provider)
        if entry is None:
            return None
        for each in [entry] + [self.genai[f] for f in entry.get("fallback_model_providers") or []]:
            for model in each["models"]:
                if matches(model["match"], name.lower()):
                    return model
        return None

    def rest(self):
        """What genai-prices does not say: other models, other tiers, kinds that it leaves out."""
        for (provider, name), (_, runs, _) in sorted(self.models.items()):
            covering = self.covering(provider, name)
            said = set()
            dates = set()
            if covering is not None:
                prices = covering["prices"]
                for start, _, _, each in genai_validity(prices if isinstance(prices, list) else [{"prices": prices}]):
                    said |= {GENAI_KINDS[key] for key in each if key in GENAI_KINDS}
                    dates |= {start} - {None}
            # Where searches are counted, it is they that cost.
            if "web_search" in said:
                said |= set(REQUESTS)
            # LiteLLM's one-hour prices of Claude are often another model's; twice the input price is the rule.
            if "cache_write_5m" in said and "claude" in name:
                said.add("cache_write_1h")
            rows = []
            for start, end, rates, fast in runs:
                start, end = announced(start, dates), announced(end, dates)
                rows += self.rows(provider, name, start, end, rates, said)
                rows += self.rows(provider, name + "-fast", start, end, fast, set())
            yield from joined(rows)

    @staticmethod
    def rows(provider, name, start, end, rates, said):
        for (tier, threshold), by_kind in sorted(rates.items(), key=lambda r: (TIER_ORDER[r[0][0]], r[0][1] or 0)):
            kept = {kind: value for kind, value in by_kind.items() if tier != "standard" or kind not in said}
            if by_kind.get("input"):
                kept = {kind: value for kind, value in kept.items() if value or kind == "output" and not said}
            unknown = not any(by_kind.values()) and not is_free(provider, name)
            if not kept or unknown or not set(kept) & MAIN and not said:
                continue
            yield row(provider, name, kept, tier=tier if tier != "standard" else None,
                      **{"from": start, "to": end, "above": threshold})

    def standing(self, provider, name):
        """(base rates, has it thresholds?) of genai-prices' undated prices for a name; nothing if it dates them."""
        covering = self.covering(provider, name)
        if covering is None:
            return [], False
        prices = covering["prices"]
        steps = list(genai_validity(prices if isinstance(prices, list) else [{"prices": prices}]))
        if any(start or end for start, end, _, _ in steps):
            return [], False
        rates = [genai_rates(each) for _, _, _, each in steps]
        return [each.get(None, {}) for each in rates], any(set(each) - {None} for each in rates)

    def corrections(self):
        """What an undated price of genai-prices hides: a change that the history saw after that very price, and
        prices for long prompts."""
        done = set()
        regional = {name: runs for provider, name, runs in self.histories if provider == "aws"}
        for provider, name, runs in self.histories:
            known, has_thresholds = self.standing(provider, name)

            def agreement(runs):
                return [any(is_same(rates, each) for each in known) for _, _, rates, _ in runs]

            agree = agreement(runs)
            # An id of Bedrock without a region costs, says genai-prices, what one with a region does; the history has
            # the worldwide price for it.
            of_region = regional.get("us." + name) if provider == "aws" and not any(agree) else None
            if of_region and any(agreement(of_region)):
                runs, agree = of_region, agreement(of_region)
            last = max((i for i, same in enumerate(agree) if same), default=len(runs))
            later = [run for run in runs[last + 1:] if all(run[2].get(("standard", None), {}).get(kind)
                                                           for kind in ("input", "output"))]
            rows = [] if has_thresholds else self.long_prompts(provider, name, runs, agree)
            for start, end, rates, _ in later:
                rows += self.rows(provider, name, start, end, text_of(rates), set())
            if rows and (provider, name) not in done:
                done.add((provider, name))
                yield from joined(rows)

    def long_prompts(self, provider, name, runs, agree):
        if provider not in LONG_SELLERS or not any(each in name for each in LONG):
            return []
        until_day = self.end_of_threshold(name)
        rows = []
        for (start, end, rates, _), same in zip(runs, agree):
            standard = text_of(rates)
            if not same or len(standard) == 1:
                continue
            # A price is known by a day, not from it on: the first holds before, too.
            start = start if rows else None
            if until_day and (end is None or end > until_day):
                end = until_day
            # One-hour writes of Claude follow from the input price.
            said = {"cache_write_1h"} if "claude" in name else set()
            if start is None or end is None or start < end:
                rows += self.rows(provider, name, start, end, standard, said)
        return rows

    def end_of_threshold(self, name):
        """The day on which the maker's own price for long prompts ended, as genai-prices dates it."""
        covering = self.covering("anthropic", name[name.find("claude"):]) if "claude" in name else None
        if covering is None or not isinstance(covering["prices"], list):
            return None
        ends = [end for _, end, _, rates in genai_validity(covering["prices"]) if set(genai_rates(rates)) - {None}]
        return max(ends) if ends and None not in ends else None

    def earlier(self):
        by_key = {key: (names, runs) for names, (key, runs, _) in self.models.items()}
        for key in EARLIER:
            (provider, name), runs = by_key[key]
            now = self.covering(provider, name)["prices"]
            current = {kind: Decimal(price) for kind, price in genai_rates(now)[None].items()}

            def agrees(rates):
                standard = rates.get(("standard", None), {})
                return all(standard.get(kind) == current[kind] for kind in ("input", "output"))

            first = next(i for i in range(len(runs)) if all(agrees(run[2]) for run in runs[i:]))
            if first == 0:
                sys.exit("%s: its history has no earlier price" % key)
            for start, end, rates, _ in runs[:first]:
                yield from self.rows(provider, name, start, end, text_of(rates), set())


TIER_ORDER = {"standard": 0, "batch": 1, "flex": 2, "priority": 3}
ORDER = ("provider", "model", "match", "names", "tier", "from", "to", "between", "above") + KINDS


def encoded(value):
    if isinstance(value, Decimal):
        return plain(value)
    return json.dumps(value, ensure_ascii=False)


def line(entry):
    keys = [key for key in ORDER if key in entry] if "provider" in entry else list(entry)
    return "{" + ", ".join('"%s": %s' % (key, encoded(entry[key])) for key in keys) + "}"


def write_list(out, last, head, **tables):
    out.write("    {\n")
    for key, value in head.items():
        out.write('      "%s": %s,\n' % (key, encoded(value)))
    for i, (key, entries) in enumerate(tables.items()):
        out.write('      "%s": [\n' % key)
        out.write(",\n".join("        " + line(entry) for entry in entries))
        out.write("\n      ]%s\n" % ("," if i + 1 < len(tables) else ""))
    out.write("    }%s\n" % ("" if last else ","))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        genai = json.load(file, parse_float=Decimal)
    with open(sys.argv[3], encoding="utf-8") as file:
        lines = file.readlines()
    seen = max(json.loads(entry)["last_seen"] for entry in lines)
    litellm = Litellm(lines, genai)
    rest = list(litellm.rest())
    earlier = list(litellm.earlier()) + list(litellm.corrections())
    others = sorted({entry["provider"] for entry in rest} - {provider["id"] for provider in genai})

    out = sys.stdout
    out.write('{\n  "format": "outlay-prices",\n  "version": 1,\n')
    out.write('  "note": "US dollars per million tokens and per thousand pieces. Of the lists the first that has a price counts. '
              'README.md says how to read and change it.",\n  "lists": [\n')
    write_list(out, False, {"name": "LiteLLM history, what undated prices hide", "version": seen, "licence": "MIT",
                            "url": "https://github.com/BerriAI/litellm"}, rows=earlier)
    write_list(out, False, {"name": "genai-prices", "version": sys.argv[2], "licence": "MIT",
                            "url": "https://github.com/pydantic/genai-prices"},
               providers=provider_rules(genai, others), rows=list(genai_rows(genai)))
    write_list(out, True, {"name": "LiteLLM history", "version": seen, "licence": "MIT",
                           "url": "https://github.com/BerriAI/litellm"}, rows=rest)
    out.write("  ]\n}\n")


if __name__ == "__main__":
    main()
