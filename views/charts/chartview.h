// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QWidget>

#include "base/result.h"
#include "views/charts/chartmark.h"
#include "views/palette.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QPointer>
#include <QtGui/QPixmap>

namespace outlay::views {

/// The seam behind which every chart sits: a picture of an item model that can be pointed at, walked by
/// arrow keys, spoken and exported. A subclass says how the picture is painted and where its marks are; it
/// paints the same way on the screen, into a PDF, an SVG and a PNG.
class ChartView : public QWidget
{
    Q_OBJECT

public:
    explicit ChartView(QWidget *parent = nullptr);

    /// Not owned. The chart follows its changes.
    void setModel(QAbstractItemModel *model);
    QAbstractItemModel *model() const { return m_model; }

    /// Shows marks of other keys of this dimension faintly. No keys: nothing is faint.
    void setSelection(const QString &dimension, const QStringList &keys);

    /// Everything but focus and pointer. Leaves the painter as it was; rect is in pixels of the font used.
    virtual void paint(QPainter &painter, const QRectF &rect, const Palette &palette) const = 0;
    /// One sentence that says what the picture shows; the accessible description.
    virtual QString summary() const = 0;

    /// Files are written whole or not at all, always in light colours. Errors: Unwritable.
    base::Result<void> exportSvg(const QString &path) const;
    base::Result<void> exportPng(const QString &path, double scale = 2) const;
    /// Puts a picture and the model's values as TSV on the clipboard.
    void copyToClipboard() const;

    /// The mark that the arrow keys have reached; nothing before the first key.
    const ChartMark *currentMark() const;
    /// Marks of the chart as now on the screen.
    const QList<ChartMark> &marks() const;

Q_SIGNALS:
    /// A mark was clicked, or space was pressed on it; once per value that it stands for.
    void clicked(const QString &dimension, const QString &key, Qt::KeyboardModifiers modifiers);
    /// The same as one signal, with all values that the mark stands for.
    void picked(const QList<outlay::views::ChartTarget> &targets, Qt::KeyboardModifiers modifiers);
    /// A mark was double-clicked, or Enter was pressed on it: its first value.
    void activated(const QString &dimension, const QString &key);
    /// How the figure of a mark came about is asked: its name, and the values that it is of.
    void explanationWanted(const QString &figure, const QList<QPair<QString, QString>> &slice);

protected:
    /// Marks later in the list lie above earlier ones.
    virtual QList<ChartMark> layOut(const QRectF &rect) const = 0;
    /// Which way the model's rows run on the screen; arrow keys go along with them.
    virtual Qt::Orientation rowDirection() const { return Qt::Horizontal; }
    /// How a mark looks under the pointer or the keyboard's cursor.
    virtual void paintHighlight(QPainter &painter, const ChartMark &mark, const Palette &palette) const;
    /// Called whenever the model's content has changed.
    virtual void modelChanged() {}

    bool isFaint(const QString &dimension, const QString &key) const;
    QRectF contentRect() const { return QRectF(rect()); }
    /// Says a sentence to screen readers.
    void announce(const QString &sentence);
    /// Throws away the picture on the screen and has it painted anew.
    void refresh();

    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void describe();
    void walk(int key);
    void setCurrent(int mark);
    void setHovered(int mark);
    int markIndexAt(const QPointF &position) const;
    void paintFrames(QPainter &painter) const;
    void offer(const ChartMark &mark, Qt::KeyboardModifiers modifiers);
    void explain(const ChartMark &mark);

    QPointer<QAbstractItemModel> m_model;
    QList<QMetaObject::Connection> m_connections;
    QString m_selectedDimension;
    QStringList m_selectedKeys;
    mutable QPixmap m_picture;
    mutable QList<ChartMark> m_marks;
    mutable QRectF m_markedRect; ///< that the marks were laid out for; null: they are out of date
    int m_current = -1;
    int m_hovered = -1;
    int m_pressed = -1;
    bool m_isDescribed = false; ///< to screen readers, as it is now
    bool m_byKeyboard = false;  ///< focus came by a key, so it is worth a frame
};

} // namespace outlay::views
