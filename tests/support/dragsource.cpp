// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// dragsource [--text TEXT] FILE…: a small window titled "dragsource" out of which the files (or the text) can
// be dragged, as out of a file manager. While something below the pointer would take them the title is
// "taken", which to a test is what the pointer's changed shape is to a person. Ends when the drag is over.

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtGui/QDrag>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>

namespace {

class DragSource : public QLabel
{
public:
    explicit DragSource(const QStringList &arguments)
    {
        if (arguments.value(0) == QLatin1String("--text"))
            m_text = arguments.value(1);
        else
            for (const QString &file : arguments)
                m_urls << QUrl::fromLocalFile(QFileInfo(file).absoluteFilePath());
        setWindowTitle(QStringLiteral("dragsource"));
        setText(QStringLiteral("drag me"));
        setAlignment(Qt::AlignCenter);
        setFixedSize(220, 120);
    }

protected:
    void mousePressEvent(QMouseEvent *event) override { m_pressed = event->pos(); }

    void mouseMoveEvent(QMouseEvent *event) override
    {
        const int distance = (event->pos() - m_pressed).manhattanLength();
        if (!event->buttons().testFlag(Qt::LeftButton) || distance < QApplication::startDragDistance())
            return;
        auto *mime = new QMimeData;
        if (m_urls.isEmpty())
            mime->setText(m_text);
        else
            mime->setUrls(m_urls);
        auto *drag = new QDrag(this);
        drag->setMimeData(mime);
        // exec() returns when the button is released, before the target has read the data: stay until the
        // drag itself is gone. A target that never takes it must not keep this program for ever.
        connect(drag, &QObject::destroyed, qApp, &QApplication::quit);
        connect(drag, &QDrag::actionChanged, this, [this](Qt::DropAction action) {
            setWindowTitle(action == Qt::IgnoreAction ? QStringLiteral("dragsource")
                                                      : QStringLiteral("taken"));
        });
        constexpr int longestMs = 180000;
        QTimer::singleShot(longestMs, qApp, &QApplication::quit);
        // File managers offer all three.
        drag->exec(Qt::CopyAction | Qt::MoveAction | Qt::LinkAction, Qt::CopyAction);
    }

private:
    QList<QUrl> m_urls;
    QString m_text;
    QPoint m_pressed;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    DragSource source(QApplication::arguments().mid(1));
    source.show();
    return QApplication::exec();
}
