// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dropoverlay.h"

#include "views/palette.h"

#include <QtCore/QMimeData>
#include <QtCore/QTimer>
#include <QtGui/QDragEnterEvent>
#include <QtGui/QPainter>

namespace outlay::views {

DropOverlay::DropOverlay(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents); // the drag goes on to the parent
    parent->setAcceptDrops(true);
    parent->installEventFilter(this);
    hide();
}

bool DropOverlay::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
        return enter(*static_cast<QDragEnterEvent *>(event));
    case QEvent::DragLeave:
        hide();
        return true;
    case QEvent::Drop:
        drop(*static_cast<QDropEvent *>(event));
        return true;
    default:
        return false;
    }
}

bool DropOverlay::enter(QDragEnterEvent &event)
{
    if (!event.mimeData()->hasFormat(QStringLiteral("text/uri-list")))
        return false;
    event.setDropAction(Qt::CopyAction); // file managers offer Move as well; never take a log away
    event.accept();
    m_files = static_cast<int>(event.mimeData()->urls().size());
    setGeometry(parentWidget()->rect());
    raise();
    show();
    return true;
}

void DropOverlay::drop(QDropEvent &event)
{
    hide();
    event.setDropAction(Qt::CopyAction);
    event.accept();
    QStringList paths;
    for (const QUrl &url : event.mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    QTimer::singleShot(0, this, [this, paths] { Q_EMIT dropped(paths); });
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette &colours = paletteOf(*this);
    QColor veil = colours.window;
    veil.setAlphaF(0.92F);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(colours.accent, 3, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(24, 24, -24, -24), 16, 16);

    QFont big = font();
    big.setPointSizeF(big.pointSizeF() * 1.8);
    big.setWeight(QFont::DemiBold);
    painter.setFont(big);
    painter.setPen(colours.text);
    painter.drawText(rect().adjusted(40, 0, -40, -20), Qt::AlignCenter | Qt::TextWordWrap,
                     m_files == 1 ? tr("Drop to import %n file or folder", nullptr, m_files)
                                  : tr("Drop to import %n files or folders", nullptr, m_files));
    painter.setFont(font());
    painter.setPen(colours.secondary);
    painter.drawText(rect().adjusted(40, 80, -40, 0), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("CostEvent logs: JSON lines, Python logs and CSV. Nothing leaves this computer."));
}

} // namespace outlay::views
