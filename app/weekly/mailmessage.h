// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QString>

#include "base/result.h"

namespace outlay::app {

/// Who sends or gets a message. The address is plain ASCII, and neither can break out of its header.
struct MailAddress
{
    QString name; ///< may be empty
    QByteArray address;
};

/// "ann@example.com", "<ann@example.com>" or "Ann Lee <ann@example.com>"; a domain in letters of any script
/// is put into its ASCII form. `option` is named in errors. Errors: Misuse.
base::Result<MailAddress> mailAddress(const QString &option, const QString &text);

/// A report to be sent.
struct MailMessage
{
    MailAddress from;
    QList<MailAddress> to;
    QString subject;
    QDateTime date; ///< UTC
    QByteArray id;  ///< unique to the message, of letters, digits, "." and "-"
    QString plain;  ///< lines end with a line feed
    QString html;
    QByteArray pdf;
    QByteArray pdfName; ///< letters, digits, "." and "-"

    /// The whole message by RFC 5322 and MIME, ready for `sendmail -t`: multipart/mixed of
    /// multipart/alternative (text, HTML) and the PDF; lines of at most 78 characters that end with CR LF.
    QByteArray written() const;
};

} // namespace outlay::app
