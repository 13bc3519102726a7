// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace outlay::pricing {

/// The names under which a price may be found for a model as it was logged, in lower case, the logged one
/// first and the least alike last: "us.anthropic.claude-3-5-haiku-20241022-v1:0" is then
/// "claude-3-5-haiku-20241022" and at last "claude-3-5-haiku". Empty if the name says nothing, as an ARN of
/// an application inference profile does.
///
/// Known forms: provider/model slugs, OpenRouter's permaslugs and ":variant", "models/…" and paths of
/// Vertex, "@date", Bedrock ids with their region and version, ARNs that name a foundation model, display
/// names ("Claude Haiku 4.5"), dates, "-latest" and three-digit revisions at the end.
std::vector<std::string> lookupNames(std::string_view logged);

/// The least particular of these, by which models that differ in a date or a region alone are one; the logged
/// one in lower case where there is none.
std::string plainestName(std::string_view logged);

/// The part of a "provider/model" slug before the first slash; empty if there is none.
std::string slugProvider(std::string_view logged);

/// True for ids of AWS Bedrock: "anthropic.claude-…", "eu.amazon.nova-…", "arn:aws:bedrock:…".
bool isBedrockId(std::string_view logged);

/// True for Claude's fast mode, "claude-…-fast", which costs a multiple: no pattern made for the model
/// itself may price it.
bool isFastMode(std::string_view name);

/// True for models that are none, such as "<synthetic>" for a coding agent's own error messages: such a call
/// costs nothing.
bool isNotBillable(std::string_view logged);

} // namespace outlay::pricing
