// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;

namespace outlay::views {

/// One message above the pages, with what can be done about it. Esc or its cross closes it; a newer message
/// replaces it.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Mood
    {
        Good,
        Info,
        Bad
    };
    struct Action
    {
        QString text;
        std::function<void()> run;
    };

    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(Mood mood, const QString &text, const QList<Action> &actions = {});
    QString text() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_actions;
};

} // namespace outlay::views
