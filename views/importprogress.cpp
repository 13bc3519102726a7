// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/importprogress.h"

#include "views/format.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

namespace outlay::views {

ImportProgressBar::ImportProgressBar(QWidget *parent)
    : QWidget(parent)
    , m_bar(new QProgressBar)
    , m_text(new QLabel)
{
    m_bar->setMaximumWidth(220);
    m_bar->setAccessibleName(tr("Import progress"));
    auto *cancel = new QPushButton(tr("&Cancel import"));
    connect(cancel, &QPushButton::clicked, this, &ImportProgressBar::cancelled);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_bar);
    layout->addWidget(cancel);
    hide();
}

void ImportProgressBar::begin(const QString &what)
{
    m_since.start();
    m_bar->setRange(0, 0);
    m_text->setText(what);
    show();
}

void ImportProgressBar::showProgress(const QString &file, qint64 bytesDone, qint64 bytesTotal, qint64 events)
{
    const double seconds = double(m_since.elapsed()) / 1000;
    QString text = tr("%1 · %2 events").arg(QFileInfo(file).fileName(), format::count(events));
    if (seconds > 0.5)
        text += tr(" · %1/s").arg(format::compactCount(qint64(double(events) / seconds)));
    if (bytesTotal > 0) {
        const double done = double(bytesDone) / double(bytesTotal);
        m_bar->setRange(0, 1000);
        m_bar->setValue(int(done * 1000));
        if (seconds > 1 && done > 0.02)
            text += tr(" · %1 left").arg(format::duration(seconds * (1 - done) / done * 1000));
    }
    m_text->setText(text);
}

} // namespace outlay::views
