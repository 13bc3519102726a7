// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/weekly/mailmessage.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>

#include <algorithm>

namespace outlay::app {

namespace {

const QByteArray kEndOfLine = "\r\n";
constexpr qsizetype kEncodedBytes = 42; ///< of one encoded word, which then has at most 75 characters
constexpr qsizetype kEncodedLine = 75;  ///< of quoted-printable, before the soft break
constexpr qsizetype kBase64Line = 76;

tl::unexpected<base::Error> refused(const QString &option, const QString &text, const char *why)
{
    return base::fail(base::ErrorKind::Misuse,
                      (option + QStringLiteral(" \"") + text.simplified() + QLatin1Char('"')).toStdString(),
                      why);
}

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar letter) { return letter.unicode() >= 0x20 && letter.unicode() < 0x7f; });
}

/// RFC 2047: a run of encoded words, each of whole characters, folded.
QByteArray encodedWords(const QString &text)
{
    QByteArrayList words;
    QByteArray part;
    const auto finish = [&] {
        words << "=?UTF-8?B?" + part.toBase64() + "?=";
        part.clear();
    };
    for (const uint code : text.toUcs4()) {
        const char32_t letter = code;
        const QByteArray bytes = QString::fromUcs4(&letter, 1).toUtf8();
        if (part.size() + bytes.size() > kEncodedBytes)
            finish();
        part += bytes;
    }
    finish();
    return words.join(kEndOfLine + ' ');
}

QByteArray written(const MailAddress &address)
{
    if (address.name.isEmpty())
        return address.address;
    if (!isAscii(address.name))
        return encodedWords(address.name) + kEndOfLine + " <" + address.address + '>';
    QByteArray name = address.name.toLatin1();
    name.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + name + "\" <" + address.address + '>';
}

/// RFC 2045, 6.7. A full stop that begins a line is written as a code, for alone on a line it would end what
/// sendmail reads; so is "From ", which mailboxes change.
QByteArray quotedPrintable(const QString &text)
{
    static const char *const digits = "0123456789ABCDEF";
    QByteArray out;
    for (const QByteArray &line : text.toUtf8().split('\n')) {
        qsizetype column = 0;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const auto byte = static_cast<unsigned char>(line[i]);
            const bool isLast = i + 1 == line.size();
            const bool isPlain = (byte > 0x20 && byte < 0x7f && byte != '=') || (byte == ' ' && !isLast);
            const qsizetype needs = isPlain ? 1 : 3;
            if (column + needs > kEncodedLine) {
                out += '=' + kEndOfLine;
                column = 0;
            }
            const bool isStop = column == 0 && (byte == '.' || line.mid(i).startsWith("From "));
            if (isPlain && !isStop) {
                out += line[i];
                column += 1;
            } else {
                out += '=';
                out += digits[byte >> 4U];
                out += digits[byte & 15U];
                column += 3;
            }
        }
        out += kEndOfLine;
    }
    return out;
}

QByteArray base64(const QByteArray &bytes)
{
    const QByteArray all = bytes.toBase64();
    QByteArray out;
    for (qsizetype at = 0; at < all.size(); at += kBase64Line)
        out += all.mid(at, kBase64Line) + kEndOfLine;
    return out;
}

QByteArray lineOf(const QByteArray &name, const QByteArray &value)
{
    return name + ": " + value + kEndOfLine;
}

QByteArray textPart(const QByteArray &type, const QString &text)
{
    return lineOf("Content-Type", type + "; charset=utf-8") +
           lineOf("Content-Transfer-Encoding", "quoted-printable") + kEndOfLine + quotedPrintable(text);
}

QByteArray multipart(const QByteArray &type, const QByteArray &boundary, const QByteArrayList &parts)
{
    QByteArray out =
        lineOf("Content-Type", "multipart/" + type + ';' + kEndOfLine + " boundary=\"" + boundary + '"') +
        kEndOfLine;
    for (const QByteArray &part : parts)
        out += "--" + boundary + kEndOfLine + part + kEndOfLine;
    return out + "--" + boundary + "--" + kEndOfLine;
}

} // namespace

base::Result<MailAddress> mailAddress(const QString &option, const QString &text)
{
    if (std::any_of(text.begin(), text.end(),
                    [](QChar letter) { return letter.category() == QChar::Other_Control; }))
        return refused(option, text, "has a line break or another control character");
    static const QRegularExpression named(
        QStringLiteral("^\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^<>\"]*?))\\s*<([^<>]*)>\\s*$"));
    QString name;
    QString address = text.trimmed();
    if (const auto match = named.match(text); match.hasMatch()) {
        name =
            match.captured(1).replace(QRegularExpression(QStringLiteral("\\\\(.)")), QStringLiteral("\\1"));
        name = name.isEmpty() ? match.captured(2).trimmed() : name;
        address = match.captured(3).trimmed();
    }
    const qsizetype at = address.lastIndexOf(QLatin1Char('@'));
    static const QRegularExpression local(
        QStringLiteral("^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$"));
    static const QRegularExpression domain(QStringLiteral(
        "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$"));
    const QString host = at < 0 ? QString() : QString::fromLatin1(QUrl::toAce(address.mid(at + 1)));
    if (at < 1 || at > 64 || host.size() > 253 || !local.match(address.left(at)).hasMatch() ||
        !domain.match(host).hasMatch())
        return refused(option, text, "is no e-mail address such as ann@example.com");
    return MailAddress{name, (address.left(at) + QLatin1Char('@') + host).toLatin1()};
}

QByteArray MailMessage::written() const
{
    QByteArrayList receivers;
    for (const MailAddress &receiver : to)
        receivers << app::written(receiver);
    const QByteArray domain = from.address.mid(from.address.lastIndexOf('@'));
    const bool isPlainSubject = isAscii(subject) && subject.size() < 60;
    // "=_" is never written by quoted-printable, and base64 has no "_".
    const QByteArray boundary = "=_" + id;
    const QByteArray texts = multipart("alternative", boundary + "-texts",
                                       {textPart("text/plain", plain), textPart("text/html", html)});
    const QByteArray attached = lineOf("Content-Type", "application/pdf; name=\"" + pdfName + '"') +
                                lineOf("Content-Disposition", "attachment; filename=\"" + pdfName + '"') +
                                lineOf("Content-Transfer-Encoding", "base64") + kEndOfLine + base64(pdf);
    return lineOf("From", app::written(from)) + lineOf("To", receivers.join(',' + kEndOfLine + ' ')) +
           lineOf("Subject", isPlainSubject ? subject.toLatin1() : encodedWords(subject)) +
           lineOf("Date", date.toUTC().toString(Qt::RFC2822Date).toLatin1()) +
           lineOf("Message-ID", '<' + id + domain + '>') + lineOf("Auto-Submitted", "auto-generated") +
           lineOf("MIME-Version", "1.0") + multipart("mixed", boundary, {texts, attached});
}

} // namespace outlay::app
