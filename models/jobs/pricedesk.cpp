// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/pricedesk.h"

#include "pricing/bookcheck.h"
#include "pricing/userbook.h"

#include <QtCore/QFile>

namespace outlay::jobs {

PriceDesk::PriceDesk(std::string userBook, QObject *parent)
    : QObject(parent)
    , m_userBook(std::move(userBook))
    , m_worker(QStringLiteral("prices"))
{
}

PriceDesk::~PriceDesk() = default;

void PriceDesk::answer(std::function<void()> work)
{
    QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
}

void PriceDesk::load()
{
    m_worker.post([this] { read(); });
}

void PriceDesk::read()
{
    const auto book = pricing::openBook(m_userBook);
    if (!book)
        return answer([this, error = book.error()] { Q_EMIT failed(error); });
    answer(
        [this, book = *book, issues = pricing::checkLists((*book)->lists())] { Q_EMIT ready(book, issues); });
}

void PriceDesk::importLists(const QStringList &paths)
{
    std::vector<std::string> files;
    for (const QString &path : paths)
        files.push_back(QFile::encodeName(path).toStdString());
    m_worker.post([this, files] {
        const auto taken = importPrices(m_userBook, files, false);
        if (!taken)
            return answer([this, error = taken.error()] { Q_EMIT failed(error); });
        answer([this, taken = *taken] { Q_EMIT imported(taken); });
        read();
    });
}

} // namespace outlay::jobs
