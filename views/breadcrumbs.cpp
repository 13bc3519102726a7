// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/breadcrumbs.h"

#include "items/filterhistory.h"
#include "views/filtertext.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

namespace outlay::views {

namespace {

QToolButton *crumb(const QString &text, const QString &spoken)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(spoken);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

Breadcrumbs::Breadcrumbs(items::FilterHistory &filters, QWidget *parent)
    : QWidget(parent)
    , m_filters(filters)
    , m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(12, 0, 12, 4);
    m_layout->setSpacing(2);
    connect(&filters, &items::FilterHistory::changed, this, &Breadcrumbs::rebuild);
    rebuild();
}

void Breadcrumbs::rebuild()
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const QList<QString> &crumbs = m_filters.crumbs();
    setVisible(!crumbs.isEmpty());
    if (crumbs.isEmpty())
        return;

    auto *all = crumb(tr("All spend"), tr("Remove all filters"));
    connect(all, &QToolButton::clicked, this, [this] { m_filters.keepCrumbs(-1); });
    m_layout->addWidget(all);
    for (int i = 0; i < crumbs.size(); ++i) {
        const QString dimension = crumbs[i];
        const QString text =
            restrictionText(dimension, m_filters.question().filter.where.at(dimension.toStdString()));
        m_layout->addWidget(new QLabel(isRightToLeft() ? QStringLiteral("‹") : QStringLiteral("›")));
        auto *here = crumb(text, tr("Go back to %1").arg(text));
        connect(here, &QToolButton::clicked, this, [this, i] { m_filters.keepCrumbs(i); });
        auto *close = crumb(QStringLiteral("✕"), tr("Remove the filter %1").arg(text));
        close->setToolTip(close->accessibleName());
        connect(close, &QToolButton::clicked, this, [this, dimension] { m_filters.clear(dimension); });
        m_layout->addWidget(here);
        m_layout->addWidget(close);
    }
    m_layout->addStretch();
}

} // namespace outlay::views
