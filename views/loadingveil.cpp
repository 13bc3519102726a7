// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/loadingveil.h"

#include "views/palette.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QProgressBar>

namespace outlay::views {

namespace {

constexpr double kDimming = 0.4;
constexpr int kLineHeight = 4;

} // namespace

LoadingVeil::LoadingVeil(QWidget &covered)
    : QWidget(&covered)
    , m_line(new QProgressBar(this))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Loading"));
    m_line->setRange(0, 0);
    m_line->setTextVisible(false);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, &LoadingVeil::rise);
    covered.installEventFilter(this);
    hide();
}

void LoadingVeil::follow(bool loading)
{
    if (loading) {
        m_patience.start();
        return;
    }
    m_patience.stop();
    hide();
}

void LoadingVeil::rise()
{
    setGeometry(parentWidget()->rect());
    m_line->setGeometry(0, 0, width(), kLineHeight);
    raise();
    show();
}

bool LoadingVeil::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        rise();
    return QWidget::eventFilter(watched, event);
}

void LoadingVeil::paintEvent(QPaintEvent *)
{
    QColor veil = paletteOf(*this).window;
    veil.setAlphaF(static_cast<float>(kDimming));
    QPainter(this).fillRect(rect(), veil);
}

} // namespace outlay::views
