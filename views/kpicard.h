// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtWidgets/QFrame>

class QLabel;

namespace outlay::items {
class SummaryModel;
}

namespace outlay::views {

/// One figure of the SummaryModel: caption, number, what it means in words, and a small picture.
class KpiCard : public QFrame
{
    Q_OBJECT

public:
    KpiCard(const items::SummaryModel &model, int figure, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The card was clicked or Enter was pressed on it.
    void activated();
    /// How the figure came about is asked, by Ctrl+E or the context menu.
    void explanationWanted();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Picture;

    void refresh();
    QString caption() const;
    QString number() const;
    /// The sentence under the number, and whether it is good (1), bad (-1) or neither (0) news.
    QString sentence(int &news) const;
    QString changeSentence(int &news) const;
    QString budgetSentence(int &news) const;
    QString coverageSentence(int &news) const;
    QString originsText() const;
    bool hasValue() const;

    const items::SummaryModel &m_model;
    const int m_figure;
    QLabel *m_caption;
    QLabel *m_number;
    QLabel *m_sentence;
    Picture *m_picture;
};

} // namespace outlay::views
