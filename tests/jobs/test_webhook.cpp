// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QtTest>

#include "jobs/budgetwatch.h"

using namespace outlay;
using jobs::Webhook;

namespace {

constexpr int kWaitMs = 10'000;
const QByteArray kSecret = "T0/s3cret-token";

/// A real HTTP server on this computer that answers each request with the next of its answers; an empty one
/// is silence. After the last, all are 200.
class Server : public QTcpServer
{
public:
    explicit Server(QList<QByteArray> answers)
        : m_answers(std::move(answers))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(*socket); });
        });
        listen(QHostAddress::LocalHost);
    }

    std::string address() const
    {
        return "http://127.0.0.1:" + std::to_string(serverPort()) + "/" + kSecret.toStdString();
    }
    static QByteArray status(const char *line, const char *headers = "")
    {
        return QByteArray("HTTP/1.1 ") + line + "\r\nContent-Length: 0\r\nConnection: close\r\n" + headers +
               "\r\n";
    }

    QList<QByteArray> requests;

private:
    void read(QTcpSocket &socket)
    {
        QByteArray &seen = m_seen[&socket];
        seen += socket.readAll();
        const qsizetype head = seen.indexOf("\r\n\r\n");
        const qsizetype at = seen.toLower().indexOf("content-length: ");
        if (head < 0 || seen.size() < head + 4 + seen.mid(at + 16, seen.indexOf('\r', at) - at - 16).toInt())
            return;
        requests << seen;
        const QByteArray answer = m_answers.isEmpty() ? status("200 OK") : m_answers.takeFirst();
        if (!answer.isEmpty()) {
            socket.write(answer);
            socket.disconnectFromHost();
        }
    }

    QList<QByteArray> m_answers;
    QHash<QTcpSocket *, QByteArray> m_seen;
};

jobs::WebhookPatience quick()
{
    using namespace std::chrono_literals;
    return {300ms, 3, 40ms};
}

base::Alert alertOf()
{
    base::Alert alert;
    alert.subject = "chat <!channel> & co";
    alert.periodFirst = *base::parseDay("2026-05-01");
    alert.periodLast = *base::parseDay("2026-05-31");
    alert.percent = 80;
    alert.day = *base::parseDay("2026-05-09");
    alert.value = base::Money::parse("80.005").value();
    alert.limit = base::Money::parse("80").value();
    alert.driver = "On pace for $128.00 of $100.00 (28 % over)";
    return alert;
}

struct Outcome
{
    bool sent = false;
    QString text;
};

Outcome posted(const std::string &address)
{
    Webhook webhook(nullptr, quick());
    QSignalSpy finished(&webhook, &Webhook::finished);
    webhook.post(1, address, jobs::webhookBody(alertOf(), "2026-05"));
    if (!finished.wait(kWaitMs) || webhook.isBusy())
        return {false, QStringLiteral("nothing came of it")};
    return {finished[0][1].toBool(), finished[0][2].toString()};
}

} // namespace

class TestWebhook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAlertIsPostedAsJson()
    {
        Server server({});
        const Outcome outcome = posted(server.address());
        QVERIFY2(outcome.sent, qPrintable(outcome.text));
        QVERIFY(server.requests[0].startsWith("POST /" + kSecret + " HTTP/1.1\r\n"));
        QVERIFY(server.requests[0].toLower().contains("content-type: application/json"));
        const QByteArray body = server.requests[0].mid(server.requests[0].indexOf("\r\n\r\n") + 4);
        const QJsonObject json = QJsonDocument::fromJson(body).object();
        QCOMPARE(json[QStringLiteral("text")].toString(),
                 QStringLiteral(
                     "Outlay: chat &lt;!channel&gt; &amp; co has used 80 % of its budget for 2026-05: "
                     "$80.00 spent, the threshold is $80.00. On pace for $128.00 of $100.00 (28 % over)."));
        QCOMPARE(json[QStringLiteral("value_usd")].toString(), QStringLiteral("80.005"));
        QCOMPARE(json[QStringLiteral("percent")].toInt(), 80);
        QVERIFY(!body.contains(kSecret));
    }

    void anErrorOfTheServerIsTriedAgainAfterAPause()
    {
        Server server(
            {Server::status("500 Oops"), Server::status("429 Slow down"), Server::status("200 OK")});
        QElapsedTimer timer;
        timer.start();
        const Outcome outcome = posted(server.address());
        QVERIFY2(outcome.sent, qPrintable(outcome.text));
        QCOMPARE(server.requests.size(), 3);
        QVERIFY2(timer.elapsed() >= 120, "pauses of 40 and 80 ms");
    }

    void whatFails_data()
    {
        QTest::addColumn<QByteArrayList>("answers");
        QTest::addColumn<int>("requests");
        QTest::addColumn<QString>("text");
        const QByteArray oops = Server::status("503 Oops");
        QTest::newRow("an error of the server, three times")
            << QByteArrayList{oops, oops, oops} << 3 << "the server answered with status 503 (attempt 3)";
        QTest::newRow("a wrong address is not tried again")
            << QByteArrayList{Server::status("404 Not here")} << 1
            << "the server answered with status 404 (attempt 1)";
        QTest::newRow("a redirection is not followed")
            << QByteArrayList{Server::status("307 Go", "Location: http://127.0.0.1:1/elsewhere\r\n")} << 1
            << "the server wants to redirect elsewhere, which is not followed (attempt 1)";
        QTest::newRow("silence") << QByteArrayList{{}, {}, {}} << 3
                                 << "the server did not answer in time (attempt 3)";
        // Qt itself asks again where a connection ends before its answer.
        QTest::newRow("an answer that is none") << QByteArrayList(20, "nonsense\r\n\r\n") << 0 << "";
    }
    void whatFails()
    {
        QFETCH(QByteArrayList, answers);
        QFETCH(QString, text);
        Server server(answers);
        const Outcome outcome = posted(server.address());
        QVERIFY(!outcome.sent);
        QFETCH(int, requests);
        if (requests > 0)
            QCOMPARE(int(server.requests.size()), requests);
        if (!text.isEmpty())
            QCOMPARE(outcome.text, text);
        QVERIFY2(!outcome.text.contains(QLatin1String("s3cret")), qPrintable(outcome.text));
    }

    void aRefusedConnectionIsSaidWithoutTheAddress()
    {
        std::string address;
        {
            const Server gone({});
            address = gone.address();
        }
        const Outcome outcome = posted(address);
        QVERIFY(!outcome.sent);
        QCOMPARE(outcome.text, QStringLiteral("the connection was refused (attempt 3)"));
    }

    void onlyHttpsOrThisComputer_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("https") << "https://hooks.example.com/s3cret" << true;
        QTest::newRow("http elsewhere") << "http://hooks.example.com/s3cret" << false;
        QTest::newRow("http to this computer") << "http://127.0.0.1:8080/s3cret" << true;
        QTest::newRow("by name") << "http://localhost/s3cret" << true;
        QTest::newRow("IPv6") << "http://[::1]:8080/s3cret" << true;
        QTest::newRow("what only looks like it") << "http://localhost.example.com/s3cret" << false;
        QTest::newRow("who is before the host") << "http://127.0.0.1@example.com/s3cret" << false;
        QTest::newRow("a file") << "file:///etc/s3cret" << false;
        QTest::newRow("no address") << "s3cret" << false;
    }
    void onlyHttpsOrThisComputer()
    {
        QFETCH(QString, address);
        const auto checked = jobs::checkWebhook(address.toStdString());
        QTEST(checked.has_value(), "allowed");
        if (!checked)
            QVERIFY(base::sentence(checked.error()).find("s3cret") == std::string::npos);
    }

    void aFailureIsKeptWithTheAlert()
    {
        Server server({Server::status("404 Not here")});
        auto store = store::Store::openInMemory();
        QVERIFY(store);
        base::Budget budget = base::featureBudget("chat", base::Money::fromNanos(100));
        budget.webhook = server.address();
        base::Alert alert = alertOf();
        alert.budget = (*store)->setBudget(budget).value();
        alert.delivery = base::Delivery::Pending;
        QVERIFY((*store)->keepAlerts({alert}));
        QVERIFY(jobs::postPending(**store, quick()));
        const base::Alert kept = (*store)->alerts().value().front();
        QVERIFY(kept.delivery == base::Delivery::Failed);
        QCOMPARE(kept.deliveryText, std::string("the server answered with status 404 (attempt 1)"));
        QVERIFY(jobs::postPending(**store, quick())); // it waits no more
        QCOMPARE(server.requests.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestWebhook)
#include "test_webhook.moc"
