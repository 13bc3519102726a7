// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/webhook.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>

namespace outlay::jobs {

namespace {

constexpr int kOk = 200;
constexpr int kRedirections = 300;
constexpr int kClientErrors = 400;
constexpr int kRequestTimeOut = 408;
constexpr int kTooManyRequests = 429;
constexpr int kServerErrors = 500;

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

/// A second attempt may go better.
bool isPassing(int status, QNetworkReply::NetworkError error)
{
    if (status != 0)
        return status >= kServerErrors || status == kRequestTimeOut || status == kTooManyRequests;
    return error != QNetworkReply::SslHandshakeFailedError;
}

/// Qt's own sentences contain the address.
QString reasonOf(int status, QNetworkReply::NetworkError error)
{
    if (status >= kClientErrors)
        return Webhook::tr("the server answered with status %1").arg(status);
    if (status >= kRedirections)
        return Webhook::tr("the server wants to redirect elsewhere, which is not followed");
    switch (error) {
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        return Webhook::tr("the server did not answer in time");
    case QNetworkReply::ConnectionRefusedError:
        return Webhook::tr("the connection was refused");
    case QNetworkReply::HostNotFoundError:
        return Webhook::tr("there is no such host, or no network");
    case QNetworkReply::SslHandshakeFailedError:
        return Webhook::tr("the server could not prove who it is");
    default:
        return Webhook::tr("the connection broke (network error %1)").arg(static_cast<int>(error));
    }
}

/// Slack reads these three as marks.
QString slackText(const std::string &text)
{
    QString escaped = QString::fromStdString(text);
    escaped.replace(QLatin1Char('&'), QLatin1String("&amp;"));
    escaped.replace(QLatin1Char('<'), QLatin1String("&lt;"));
    return escaped.replace(QLatin1Char('>'), QLatin1String("&gt;"));
}

std::string centsOf(base::Money money)
{
    return "$" + money.roundedTo(2).toDecimal(2);
}

QString exact(base::Money money)
{
    return QString::fromStdString(money.toDecimal());
}

QString word(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

struct Webhook::Posting
{
    qint64 alert = 0;
    QUrl address;
    QByteArray body;
    int attempt = 1;
};

base::Result<void> checkWebhook(const std::string &address)
{
    const QUrl url(QString::fromStdString(address), QUrl::StrictMode);
    const auto misuse = [](const char *what) { return base::fail(base::ErrorKind::Misuse, "webhook", what); };
    if (!url.isValid() || url.host().isEmpty())
        return misuse("is not an address such as https://hooks.example.com/…");
    if (url.scheme() == QLatin1String("https"))
        return {};
    if (url.scheme() == QLatin1String("http") && isLoopback(url.host()))
        return {};
    return misuse("has to be https (http is for this computer alone), so that nobody on the way reads it");
}

QByteArray webhookBody(const base::Alert &alert, const std::string &periodName)
{
    const bool isActual = alert.measured == base::Measured::Actual;
    const std::string share = std::to_string(alert.percent) + " %";
    std::string text = "Outlay: " + alert.subject + (isActual ? " has used " : " is expected to use ") +
                       share + " of its budget for " + periodName + ": " + centsOf(alert.value) +
                       (isActual ? " spent" : " by its end") + ", the threshold is " + centsOf(alert.limit) +
                       ".";
    if (!alert.driver.empty())
        text += " " + alert.driver + ".";
    const QJsonObject object{
        {QStringLiteral("text"), slackText(text)},
        {QStringLiteral("budget"), QString::fromStdString(alert.subject)},
        {QStringLiteral("period"), QString::fromStdString(periodName)},
        {QStringLiteral("percent"), alert.percent},
        {QStringLiteral("measured"), word(base::nameOf(alert.measured))},
        {QStringLiteral("day"), QString::fromStdString(base::isoDay(alert.day))},
        {QStringLiteral("value_usd"), exact(alert.value)},
        {QStringLiteral("threshold_usd"), exact(alert.limit)},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Webhook::Webhook(QObject *parent, WebhookPatience patience)
    : QObject(parent)
    , m_network(new QNetworkAccessManager(this))
    , m_patience(patience)
{
}

Webhook::~Webhook() = default;

void Webhook::post(qint64 alert, const std::string &address, const QByteArray &body)
{
    ++m_underWay;
    const Posting posting{alert, QUrl(QString::fromStdString(address), QUrl::StrictMode), body};
    if (const auto allowed = checkWebhook(address); !allowed) {
        // Not at once: whoever asked is told when it listens again.
        const QString text = QString::fromStdString(base::sentence(allowed.error()));
        QTimer::singleShot(0, this, [this, posting, text] { finish(posting, text); });
        return;
    }
    attempt(posting);
}

void Webhook::attempt(const Posting &posting)
{
    QNetworkRequest request(posting.address);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    QNetworkReply *reply = m_network->post(request, posting.body);
    // The whole of it: a server that sends a byte now and then is no answer, either.
    QTimer::singleShot(m_patience.timeOut, reply, &QNetworkReply::abort);
    connect(reply, &QNetworkReply::readyRead, reply, [reply] { reply->readAll(); }); // of no interest
    connect(reply, &QNetworkReply::finished, this, [this, reply, posting] { answered(reply, posting); });
}

void Webhook::answered(QNetworkReply *reply, const Posting &posting)
{
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= kOk && status < kRedirections) {
        finish(posting, QString());
        return;
    }
    const QString why = tr("%1 (attempt %2)").arg(reasonOf(status, reply->error())).arg(posting.attempt);
    if (isPassing(status, reply->error()) && posting.attempt < m_patience.attempts) {
        Posting next = posting;
        ++next.attempt;
        const auto pause = m_patience.pause * (1 << (posting.attempt - 1));
        QTimer::singleShot(pause, this, [this, next] { attempt(next); });
        Q_EMIT retrying(posting.alert, why, pause.count());
        return;
    }
    finish(posting, why);
}

void Webhook::finish(const Posting &posting, const QString &text)
{
    --m_underWay;
    Q_EMIT finished(posting.alert, text.isEmpty(), text);
}

} // namespace outlay::jobs
