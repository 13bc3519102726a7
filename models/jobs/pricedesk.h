// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include "jobs/priceimport.h"
#include "jobs/workerthread.h"
#include "pricing/pricebook.h"

#include <functional>
#include <memory>

namespace outlay::jobs {

/// The price book on a thread of its own: reads it, and takes price lists into the person's own part of it.
/// All methods return at once and answer by a signal on the thread of this object.
class PriceDesk : public QObject
{
    Q_OBJECT

public:
    explicit PriceDesk(std::string userBook, QObject *parent = nullptr);
    ~PriceDesk() override;

    void load();
    /// Undated prices that differ from known ones hold from today on. Answered by imported(), then by
    /// ready().
    void importLists(const QStringList &paths);

Q_SIGNALS:
    /// `issues`: what pricing::checkLists() says.
    void ready(const std::shared_ptr<const outlay::pricing::PriceBook> &book,
               const std::vector<std::string> &issues);
    void imported(const std::vector<outlay::jobs::TakenPrices> &taken);
    void failed(const outlay::base::Error &error);

private:
    /// Runs `work` on the thread of this object, if there still is one.
    void answer(std::function<void()> work);
    void read(); ///< on the worker

    const std::string m_userBook;
    WorkerThread m_worker;
};

} // namespace outlay::jobs
