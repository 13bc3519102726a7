// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtTest/QtTest>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include "items/importpreview.h"

namespace outlay::tests {

/// A log that is known, of two calls.
inline items::FilePreview knownFile(const char *log, const char *format = "CostEvent JSON lines")
{
    items::FilePreview file;
    file.report.path = log;
    file.report.format = format;
    items::PreviewRow row;
    row.row.atUs = 1'777'593'600'000'000; // 2026-05-01
    row.row.inputTokens = 1'200;
    row.row.costNanos = 3'500'000;
    row.attribution[base::FixedDimension::Feature] = "chat";
    file.rows = {row, row};
    file.mappable = true;
    return file;
}

/// A table of which nobody knows what its columns mean.
inline items::FilePreview unknownFile(const char *log)
{
    items::FilePreview file;
    file.report.path = log;
    file.report.error = base::Error{base::ErrorKind::NotALog, log, "has no line with tokens or a cost", 0};
    file.mappable = file.doubtful = true;
    return file;
}

/// A file that holds no text at all.
inline items::FilePreview picture(const char *log)
{
    items::FilePreview file;
    file.report.path = log;
    file.report.error = base::Error{base::ErrorKind::NotALog, log, "is an image, not a log", 0};
    return file;
}

inline QPushButton *button(const QWidget &dialog, const QString &begins)
{
    for (auto *button : dialog.findChildren<QPushButton *>())
        if (button->text().remove(QLatin1Char('&')).startsWith(begins))
            return button;
    return nullptr;
}

template <class Widget>
Widget *named(const QWidget &dialog, const QString &name)
{
    for (auto *widget : dialog.findChildren<Widget *>())
        if (widget->accessibleName() == name)
            return widget;
    return nullptr;
}

inline bool says(const QWidget &dialog, const QString &text)
{
    for (const auto *label : dialog.findChildren<QLabel *>())
        if (!label->isHidden() && label->text().contains(text))
            return true;
    return false;
}

/// Focusable parts that a screen reader could not name.
inline QStringList unnamed(const QWidget &dialog)
{
    QStringList found;
    for (const QWidget *widget : dialog.findChildren<QWidget *>()) {
        const bool isOurs =
            widget->inherits("QComboBox") || widget->inherits("QTableView") || widget->inherits("QLineEdit");
        if (isOurs && widget->focusPolicy() != Qt::NoFocus && widget->accessibleName().isEmpty())
            found << QLatin1String(widget->metaObject()->className());
    }
    return found;
}

} // namespace outlay::tests
