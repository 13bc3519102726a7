// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pricing/publishedlists.h"

#include "base/scaled.h"
#include "pricing/lowercase.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace outlay::pricing {

using base::ErrorKind;
using base::Result;

namespace {

// Longer ones first: each is looked for at the start of a key.
constexpr std::array<std::pair<std::string_view, TokenKind>, 12> kLitellmKeys = {{
    {"cache_creation_input_token_cost_above_1hr", TokenKind::CacheWrite1h},
    {"cache_creation_input_token_cost", TokenKind::CacheWrite5m},
    {"cache_read_input_token_cost", TokenKind::CacheRead},
    {"input_cost_per_token_cache_hit", TokenKind::CacheRead},
    {"input_cost_per_token", TokenKind::Input},
    {"output_cost_per_token", TokenKind::Output},
    {"input_cost_per_audio_token", TokenKind::InputAudio},
    {"cache_read_input_audio_token_cost", TokenKind::CacheReadAudio},
    {"output_cost_per_audio_token", TokenKind::OutputAudio},
    {"input_cost_per_image_token", TokenKind::InputImage},
    {"cache_read_input_image_token_cost", TokenKind::CacheReadImage},
    {"output_cost_per_image_token", TokenKind::OutputImage},
}};
constexpr std::array<std::pair<std::string_view, Tier>, 5> kTierEnds = {{
    {"", Tier::Standard},
    {"_batches", Tier::Batch},
    {"_batch_requests", Tier::Batch},
    {"_flex", Tier::Flex},
    {"_priority", Tier::Priority},
}};
/// No model costs more; the list has some prices that are a million times too high.
constexpr auto kDearest = base::TokenPrice::fromPicos(1'000'000'000);
constexpr std::array<std::string_view, 4> kModes = {"chat", "completion", "responses", "embedding"};

/// As the list calls providers that have another id here; a prefix of keys is told by the same table.
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kProviders = {{
    {"azure_ai", "azure"},
    {"azure_text", "azure"},
    {"bedrock", "aws"},
    {"bedrock_converse", "aws"},
    {"bedrock_mantle", "aws"},
    {"codestral", "mistral"},
    {"cohere_chat", "cohere"},
    {"fireworks_ai", "fireworks"},
    {"fireworks_ai-embedding-models", "fireworks"},
    {"gemini", "google"},
    {"github_copilot", "github-copilot"},
    {"moonshot", "moonshotai"},
    {"text-completion-codestral", "mistral"},
    {"text-completion-openai", "openai"},
    {"together_ai", "together"},
    {"voyage", "voyageai"},
    {"xai", "x-ai"},
}};

std::string providerId(const std::string &name)
{
    if (name.starts_with("vertex_ai"))
        return "google";
    const auto found = std::find_if(kProviders.begin(), kProviders.end(),
                                    [&name](const auto &each) { return each.first == name; });
    return found == kProviders.end() ? name : std::string(found->second);
}

/// Keys begin with the provider's name where the model's alone would be ambiguous.
std::string modelName(const std::string &key, const std::string &provider)
{
    const std::size_t slash = key.find('/');
    if (slash == std::string::npos)
        return key;
    const std::string first = key.substr(0, slash);
    const bool isProvider = first == provider || providerId(first) == providerId(provider);
    return isProvider && slash + 1 < key.size() ? key.substr(slash + 1) : key;
}

/// What a price field is the price of.
struct Field
{
    TokenKind kind = TokenKind::Input;
    Tier tier = Tier::Standard;
    std::int64_t above = 0;
};

/// "input_cost_per_token_above_200k_tokens_priority". Nothing for what is no price of tokens.
std::optional<Field> fieldOf(std::string_view key)
{
    const auto start = std::find_if(kLitellmKeys.begin(), kLitellmKeys.end(),
                                    [key](const auto &each) { return key.starts_with(each.first); });
    if (start == kLitellmKeys.end())
        return std::nullopt;
    Field field{start->second, Tier::Standard, 0};
    key.remove_prefix(start->first.size());
    constexpr std::string_view above = "_above_";
    constexpr std::string_view thousands = "k_tokens";
    if (key.starts_with(above)) {
        const std::size_t end = key.find(thousands);
        const auto number = end == std::string_view::npos
                                ? std::nullopt
                                : base::parseScaled(key.substr(above.size(), end - above.size()), 0);
        if (!number || *number <= 0 || *number > 1'000'000)
            return std::nullopt;
        field.above = *number * 1000;
        key.remove_prefix(end + thousands.size());
    }
    const auto end = std::find_if(kTierEnds.begin(), kTierEnds.end(),
                                  [key](const auto &each) { return each.first == key; });
    if (end == kTierEnds.end())
        return std::nullopt;
    field.tier = end->second;
    return field;
}

using Rows = std::map<std::pair<Tier, std::int64_t>, PriceRow>;

Result<void> addPrice(Rows &rows, const Field &field, const std::string &key, const JsonValue &value)
{
    const auto price = value.isNumber() ? base::TokenPrice::parsePerToken(value.text) : std::nullopt;
    if (!price)
        return base::fail(ErrorKind::BadInput, {},
                          key + " is no price that can be kept: \"" + value.text.substr(0, 100) + "\"");
    if (price->picos() > kDearest.picos())
        return base::fail(ErrorKind::BadInput, {},
                          key + " is more than $1,000 a million tokens, which is a mistake of unit");
    PriceRow &row = rows[{field.tier, field.above}];
    row.tier = field.tier;
    row.above = field.above;
    row.prices[indexOf(field.kind)] = *price;
    return {};
}

/// [{"range": [from, to], prices}]: the prices of prompts with more than `from` tokens.
Result<void> addTiered(Rows &rows, const JsonValue &steps)
{
    for (const JsonValue &step : steps.items) {
        const JsonValue *range = step.find("range");
        const auto above = range != nullptr && range->items.size() == 2
                               ? base::parseScaled(range->items[0].text, 0)
                               : std::nullopt;
        if (!above || *above < 0)
            return base::fail(ErrorKind::BadInput, {}, "tiered_pricing has a range that is none");
        for (const auto &[key, value] : step.members) {
            auto field = fieldOf(key);
            if (!field)
                continue;
            field->above = *above;
            if (auto added = addPrice(rows, *field, key, value); !added)
                return added;
        }
    }
    return {};
}

bool isPositive(const std::optional<base::TokenPrice> &price)
{
    return price && price->picos() > 0;
}

/// A price of 0 for the cache beside one for input is the list's word for "not known".
void dropUnknown(PriceRow &row)
{
    if (!isPositive(row.prices[indexOf(TokenKind::Input)]))
        return;
    for (const TokenKind kind : {TokenKind::CacheRead, TokenKind::CacheWrite5m, TokenKind::CacheWrite1h}) {
        auto &price = row.prices[indexOf(kind)];
        if (!isPositive(price))
            price.reset();
    }
}

/// A price above a threshold of a kind that has none below it: the list has Gemini's cache reads there under
/// the name of writes.
void dropStray(Rows &rows)
{
    for (auto &[place, row] : rows) {
        const auto base = rows.find({place.first, 0});
        if (row.above == 0 || base == rows.end())
            continue;
        for (std::size_t kind = 0; kind < row.prices.size(); ++kind) {
            if (!base->second.prices[kind])
                row.prices[kind].reset();
        }
    }
}

Result<void> addFee(Rows &rows, const JsonValue &fees, std::string_view size, TokenKind kind)
{
    const JsonValue *fee = fees.find(size);
    const auto row = rows.find({Tier::Standard, 0});
    if (fee == nullptr || row == rows.end())
        return {};
    const auto price = fee->isNumber() ? base::TokenPrice::parsePerToken(fee->text) : std::nullopt;
    if (!price)
        return base::fail(ErrorKind::BadInput, {},
                          "search_context_cost_per_query has no price that can be kept");
    if (price->picos() > 0)
        row->second.prices[indexOf(kind)] = *price;
    return {};
}

/// The fee of a search by how much of the web it puts into the prompt: the middle one is what is meant where
/// nothing is said. Perplexity's is what each request costs.
Result<void> addSearchFees(Rows &rows, const std::string &provider, const JsonValue &fees)
{
    if (provider != "perplexity")
        return addFee(rows, fees, "search_context_size_medium", TokenKind::WebSearch);
    return addFee(rows, fees, "search_context_size_low", TokenKind::RequestLow)
        .and_then([&] { return addFee(rows, fees, "search_context_size_medium", TokenKind::RequestMedium); })
        .and_then([&] { return addFee(rows, fees, "search_context_size_high", TokenKind::RequestHigh); });
}

/// What models of a mode are billed by, unless they have prices of tokens.
struct Piece
{
    std::string_view mode;
    std::string_view key;
    TokenKind kind;
};
constexpr std::array<Piece, 5> kPieces = {{
    {"image_generation", "output_cost_per_image", TokenKind::ImageMade},
    {"image_edit", "output_cost_per_image", TokenKind::ImageMade},
    {"audio_transcription", "input_cost_per_second", TokenKind::AudioSecond},
    {"ocr", "ocr_cost_per_page", TokenKind::DocumentPage},
    {"rerank", "input_cost_per_query", TokenKind::RerankSearch},
}};

bool isAboveZero(const JsonValue &price)
{
    return price.isNumber() && price.text.find_first_of("123456789") < price.text.find_first_of("eE");
}

/// The piece that a model is billed by; null if it is billed by tokens or by something else.
const Piece *pieceOf(const JsonValue &model)
{
    const std::string mode = model.textOf("mode");
    const auto piece = std::find_if(kPieces.begin(), kPieces.end(), [&](const Piece &each) {
        const JsonValue *price = model.find(each.key);
        return each.mode == mode && price != nullptr && isAboveZero(*price);
    });
    const bool isOfTokens = std::any_of(model.members.begin(), model.members.end(), [](const auto &member) {
        return fieldOf(member.first) && isAboveZero(member.second);
    });
    return piece == kPieces.end() || isOfTokens ? nullptr : &*piece;
}

/// Instead of the tokens' prices, which the list has as 0.
Result<void> setPiece(Rows &rows, const Piece &piece, const JsonValue &value)
{
    const auto price = base::TokenPrice::parsePerToken(value.text);
    if (!price)
        return base::fail(ErrorKind::BadInput, {}, std::string(piece.key) + " is no price that can be kept");
    rows.clear();
    rows[{Tier::Standard, 0}].prices[indexOf(piece.kind)] = *price;
    return {};
}

Result<ModelEntry> readLitellmModel(const std::string &key, const JsonValue &value)
{
    const std::string provider = value.textOf("litellm_provider");
    ModelEntry entry;
    entry.provider = lowercase(providerId(provider));
    entry.model = modelName(key, provider);
    Rows rows;
    for (const auto &[name, member] : value.members) {
        const auto field = fieldOf(name);
        if (!field || member.is(JsonValue::Type::Null))
            continue;
        if (auto added = addPrice(rows, *field, name, member); !added)
            return tl::unexpected(added.error());
    }
    if (const JsonValue *steps = value.find("tiered_pricing")) {
        if (auto added = addTiered(rows, *steps); !added)
            return tl::unexpected(added.error());
    }
    if (const JsonValue *fees = value.find("search_context_cost_per_query")) {
        if (auto added = addSearchFees(rows, entry.provider, *fees); !added)
            return tl::unexpected(added.error());
    }
    if (const Piece *piece = pieceOf(value)) {
        if (auto added = setPiece(rows, *piece, *value.find(piece->key)); !added)
            return tl::unexpected(added.error());
    }
    dropStray(rows);
    const bool isFree = entry.model.ends_with(":free") || entry.provider == "ollama";
    for (auto &[place, row] : rows) {
        dropUnknown(row);
        if (isFree || std::any_of(row.prices.begin(), row.prices.end(), isPositive))
            entry.rows.push_back(row);
    }
    return entry;
}

/// True if it is for text, counts as tokens what is not, or is billed by a piece that is known.
bool isPriceable(const JsonValue &model)
{
    constexpr std::array<std::string_view, 4> keys = {
        "input_cost_per_audio_token", "output_cost_per_audio_token", "input_cost_per_image_token",
        "output_cost_per_image_token"};
    const std::string mode = model.textOf("mode");
    return mode.empty() || std::find(kModes.begin(), kModes.end(), mode) != kModes.end() ||
           std::any_of(keys.begin(), keys.end(),
                       [&model](std::string_view key) { return model.find(key); }) ||
           pieceOf(model) != nullptr;
}

} // namespace

Result<ReadList> readLiteLlm(const JsonValue &root, const std::string &where)
{
    ReadList read;
    read.list.name = "LiteLLM";
    read.list.licence = "MIT";
    read.list.url = "https://github.com/BerriAI/litellm";
    std::map<std::pair<std::string, std::string>, std::size_t> places;
    for (const auto &[key, value] : root.members) {
        if (key == "sample_spec")
            continue;
        if (value.isObject() && !isPriceable(value)) {
            ++read.notForText;
            continue;
        }
        if (!value.isObject() || value.textOf("litellm_provider").empty()) {
            read.leftOut.push_back(key.substr(0, 200) + ": names no litellm_provider");
            continue;
        }
        auto entry = readLitellmModel(key, value);
        if (!entry) {
            read.leftOut.push_back(key.substr(0, 200) + ": " + entry.error().detail);
            continue;
        }
        if (entry->rows.empty()) {
            ++read.withoutPrice;
            continue;
        }
        // Two keys of one model: the one without the provider before it is the provider's own.
        const auto [known, isNew] =
            places.try_emplace({entry->provider, lowercase(entry->model)}, read.list.models.size());
        if (isNew)
            read.list.models.push_back(std::move(*entry));
        else if (key == entry->model)
            read.list.models[known->second] = std::move(*entry);
    }
    if (read.list.models.empty())
        return base::fail(ErrorKind::BadInput, where, "has no price that Outlay understands");
    return read;
}

} // namespace outlay::pricing
