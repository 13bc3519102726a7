// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/nothingfound.h"

#include "items/models.h"
#include "views/filtertext.h"
#include "views/format.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace outlay::views {

namespace {

constexpr int kButtonText = 420; ///< pixels; longer names are shortened in the middle

} // namespace

NothingFound::NothingFound(items::Models &models, QWidget *parent)
    : QFrame(parent)
    , m_models(models)
    , m_title(new QLabel)
    , m_hint(new QLabel)
    , m_buttons(new QVBoxLayout)
{
    setProperty("card", true);
    QFont big = m_title->font();
    big.setPointSizeF(big.pointSizeF() * 1.3);
    big.setWeight(QFont::DemiBold);
    m_title->setFont(big);
    m_hint->setProperty("secondary", true);
    for (QLabel *label : {m_title, m_hint}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 40, 16, 40);
    layout->setSpacing(12);
    layout->addStretch();
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    layout->addLayout(m_buttons);
    layout->addStretch();
}

QString NothingFound::sentence() const
{
    return m_title->text();
}

void NothingFound::rebuild()
{
    const base::Filter &filter = m_models.filters.question().filter;
    const auto &span = m_models.store().span;
    QStringList wanted;
    for (const QString &dimension : m_models.filters.crumbs())
        wanted << restrictionText(dimension, filter.where.at(dimension.toStdString()));
    const QString period = periodText(filter.period, span);
    if (wanted.isEmpty())
        m_title->setText(tr("No requests in %1").arg(period));
    else if (filter.period == base::kAllTime)
        m_title->setText(tr("No requests with %1").arg(wanted.join(QStringLiteral(" · "))));
    else
        m_title->setText(tr("No requests in %1 with %2").arg(period, wanted.join(QStringLiteral(" · "))));
    setAccessibleName(m_title->text());
    m_hint->setVisible(span.has_value());
    if (span)
        m_hint->setText(tr("The store holds requests from %1 to %2.")
                            .arg(format::fullDay(toDate(span->first)), format::fullDay(toDate(span->last))));

    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (qsizetype i = 0; i < wanted.size(); ++i)
        addButton(tr("&Clear %1"), wanted[i],
                  [this, dimension = m_models.filters.crumbs()[i]] { m_models.filters.clear(dimension); });
    if (wanted.size() > 1)
        addButton(tr("Clear a&ll filters"), {}, [this] { m_models.filters.keepCrumbs(-1); });
    addPeriodButtons();
}

void NothingFound::addPeriodButtons()
{
    const auto &span = m_models.store().span;
    const base::Period asked = m_models.filters.question().filter.period;
    if (!span || asked == base::kAllTime)
        return;
    const base::Period latest = base::periodOf(base::monthOf(span->last));
    if (asked.last < span->first || span->last < asked.first)
        addButton(tr("Go to &the latest month, %1"), periodText(latest, span),
                  [this, latest] { m_models.filters.setPeriod(latest); });
    addButton(tr("&Widen the period to all time"), {},
              [this] { m_models.filters.setPeriod(base::kAllTime); });
}

void NothingFound::addButton(const QString &text, const QString &whole, const std::function<void()> &run)
{
    auto *button = new QPushButton;
    QString shown = fontMetrics().elidedText(whole, Qt::ElideMiddle, kButtonText);
    shown.replace(QLatin1Char('&'), QStringLiteral("&&"));
    button->setText(whole.isEmpty() ? text : text.arg(shown));
    QString spoken = whole.isEmpty() ? text : text.arg(whole);
    button->setAccessibleName(spoken.remove(QLatin1Char('&')));
    button->setToolTip(whole);
    // Later: the click changes the filter, which takes this button away.
    connect(button, &QPushButton::clicked, this, run, Qt::QueuedConnection);
    m_buttons->addWidget(button, 0, Qt::AlignHCenter);
}

} // namespace outlay::views
