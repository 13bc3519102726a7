// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QString>

#include "insight/savings.h"

namespace outlay::items {

/// What it is about: "chat: short answers from gpt-4o".
QString savingTitle(const insight::Saving &saving);
/// What it is told by, and what its scenario does: "6,632 calls answer with 3 tokens on average; …".
QString savingEvidence(const insight::Saving &saving);

} // namespace outlay::items
