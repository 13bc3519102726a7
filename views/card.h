// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QFrame>

class QHBoxLayout;
class QLabel;

namespace outlay::views {

/// A framed part of a page with a title, a sentence that says what it shows, room for a few controls at the
/// right of the title, and its content.
class Card : public QFrame
{
    Q_OBJECT

public:
    Card(const QString &title, const QString &subtitle, QWidget *content, QWidget *parent = nullptr);

    QString title() const;
    QString subtitle() const;
    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);
    /// Puts a control at the right of the title. Takes ownership.
    void addControl(QWidget *control);

private:
    QLabel *m_title;
    QLabel *m_subtitle;
    QHBoxLayout *m_head;
};

} // namespace outlay::views
