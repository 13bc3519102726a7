// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/card.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace outlay::views {

Card::Card(const QString &title, const QString &subtitle, QWidget *content, QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(title))
    , m_subtitle(new QLabel(subtitle))
    , m_head(new QHBoxLayout)
{
    setProperty("card", true);
    setAccessibleName(title);
    QFont bold = m_title->font();
    bold.setPointSizeF(bold.pointSizeF() * 1.1);
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_subtitle->setProperty("secondary", true);
    m_subtitle->setWordWrap(true);
    m_subtitle->setVisible(!subtitle.isEmpty());

    m_head->addWidget(m_title);
    m_head->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(4);
    layout->addLayout(m_head);
    layout->addWidget(m_subtitle);
    layout->addSpacing(4);
    layout->addWidget(content, 1);
}

QString Card::title() const
{
    return m_title->text();
}

QString Card::subtitle() const
{
    return m_subtitle->text();
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void Card::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void Card::addControl(QWidget *control)
{
    m_head->addWidget(control);
}

} // namespace outlay::views
