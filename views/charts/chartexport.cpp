// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "items/roles.h"
#include "views/charts/chartpaint.h"
#include "views/charts/chartview.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QBuffer>
#include <QtCore/QMimeData>
#include <QtCore/QSaveFile>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtSvg/QSvgGenerator>

#include <cmath>

namespace outlay::views {

namespace {

/// Pictures are for documents: on paper white, whatever the screen's theme, and with a margin.
constexpr double kImageMargin = 12;

QSizeF pictureSize(const QWidget &chart)
{
    return QSizeF(chart.size()) + QSizeF(2 * kImageMargin, 2 * kImageMargin);
}

void paintPicture(const ChartView &chart, QPainter &painter)
{
    const Palette &light = palette(false);
    const QRectF page(QPointF(), pictureSize(chart));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(page, light.card);
    chart.paint(painter, page.adjusted(kImageMargin, kImageMargin, -kImageMargin, -kImageMargin), light);
}

QImage pictureOf(const ChartView &chart, double scale)
{
    const QSizeF size = pictureSize(chart) * scale;
    QImage image(static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height())),
                 QImage::Format_RGB32);
    image.fill(palette(false).card);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintPicture(chart, painter);
    return image;
}

base::Result<void> writeWhole(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush() ||
        !file.commit())
        return base::fail(base::ErrorKind::Unwritable, path.toStdString(),
                          "could not be written: " + file.errorString().toStdString());
    return {};
}

/// A cell of a tab-separated table: tabs and line breaks would begin new cells.
QString cell(const QVariant &value)
{
    return value.toString().simplified();
}

QString tabSeparated(const QAbstractItemModel &model)
{
    QString text;
    const bool namedRows = !model.headerData(0, Qt::Vertical, items::KeyRole).isNull();
    QStringList line;
    if (namedRows)
        line.append(QString());
    for (int column = 0; column < model.columnCount(); ++column)
        line.append(cell(model.headerData(column, Qt::Horizontal)));
    text += line.join(QLatin1Char('\t')) + QLatin1Char('\n');
    for (int row = 0; row < model.rowCount(); ++row) {
        line.clear();
        if (namedRows)
            line.append(cell(model.headerData(row, Qt::Vertical)));
        for (int column = 0; column < model.columnCount(); ++column)
            line.append(cell(model.index(row, column).data()));
        text += line.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return text;
}

} // namespace

base::Result<void> ChartView::exportSvg(const QString &path) const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(pictureSize(*this).toSize());
    generator.setViewBox(QRectF(QPointF(), pictureSize(*this)));
    generator.setResolution(logicalDpiX());
    generator.setTitle(accessibleName());
    generator.setDescription(summary());
    QPainter painter(&generator);
    paintPicture(*this, painter);
    painter.end();
    return writeWhole(path, buffer.data());
}

base::Result<void> ChartView::exportPng(const QString &path, double scale) const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    pictureOf(*this, scale).save(&buffer, "PNG");
    return writeWhole(path, buffer.data());
}

void ChartView::copyToClipboard() const
{
    auto *copied = new QMimeData;
    copied->setImageData(pictureOf(*this, 2));
    if (const QAbstractItemModel *source = model(); source != nullptr && source->rowCount() > 0) {
        const QString table = tabSeparated(*source);
        copied->setText(table);
        copied->setData(QStringLiteral("text/tab-separated-values"), table.toUtf8());
    }
    QGuiApplication::clipboard()->setMimeData(copied);
}

} // namespace outlay::views
