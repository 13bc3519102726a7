// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QString>

#include "base/alert.h"
#include "base/budget.h"
#include "base/result.h"

#include <chrono>

class QNetworkAccessManager;
class QNetworkReply;

namespace outlay::jobs {

/// How long a webhook is waited for, and how often it is asked.
struct WebhookPatience
{
    std::chrono::milliseconds timeOut{10'000}; ///< of one attempt
    int attempts = 3;
    std::chrono::milliseconds pause{2'000}; ///< before the second attempt; doubled before each later one
};

/// Whether alerts may be posted to an address: https, or http to this computer alone. Errors: Misuse, without
/// the address, which is a secret.
base::Result<void> checkWebhook(const std::string &address);

/// A JSON object with a "text" as Slack, Mattermost and the like show it, and the figures beside it.
QByteArray webhookBody(const base::Alert &alert, const std::string &periodName);

/// Posts alerts, each to its address, and says what became of them. The only place of the program that sends
/// anything. Never says an address or what a server answered in words; follows no redirection. Lives on a
/// thread with an event loop; the destructor drops what is under way, which stays pending.
class Webhook : public QObject
{
    Q_OBJECT

public:
    explicit Webhook(QObject *parent = nullptr, WebhookPatience patience = {});
    ~Webhook() override;

    void post(qint64 alert, const std::string &address, const QByteArray &body);
    bool isBusy() const { return m_underWay > 0; }

Q_SIGNALS:
    /// `text`: why it was not sent; empty where it was.
    void finished(qint64 alert, bool sent, const QString &text);
    /// `text`: why it was not sent yet.
    void retrying(qint64 alert, const QString &text, qint64 pauseMs);

private:
    struct Posting;

    void attempt(const Posting &posting);
    void answered(QNetworkReply *reply, const Posting &posting);
    void finish(const Posting &posting, const QString &text);

    QNetworkAccessManager *m_network;
    const WebhookPatience m_patience;
    int m_underWay = 0;
};

} // namespace outlay::jobs
