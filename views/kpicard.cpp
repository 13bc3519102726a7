// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/kpicard.h"

#include "items/summarymodel.h"
#include "views/charts/bullet.h"
#include "views/charts/sparkline.h"
#include "views/format.h"
#include "views/palette.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QVBoxLayout>

namespace outlay::views {

using items::SummaryModel;

namespace {

QString moneyOf(const QVariant &nanos)
{
    return nanos.isValid() ? format::money(nanos.toLongLong()) : QStringLiteral("–");
}

} // namespace

/// The sparkline, bullet or coverage bar at the foot of the card.
class KpiCard::Picture : public QWidget
{
public:
    Picture(const SummaryModel &model, int figure, QWidget *parent)
        : QWidget(parent)
        , m_model(model)
        , m_figure(figure)
    {
        setFixedHeight(26);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const QModelIndex index = m_model.index(m_figure);
        if (!index.data(items::ValueRole).isValid())
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Palette &colours = paletteOf(*this);
        const QRectF area = QRectF(rect()).adjusted(0, 2, 0, -2);
        if (m_figure == SummaryModel::BudgetUsed)
            drawBullet(painter, area, bulletOf(index), colours);
        else if (m_figure == SummaryModel::Attributed)
            paintCoverage(painter, area, index, colours);
        else
            drawSparkline(painter, area, index.data(SummaryModel::TrendRole).toList(), colours);
    }

private:
    static Bullet bulletOf(const QModelIndex &index)
    {
        Bullet bullet;
        bullet.used = index.data(items::ValueRole).toDouble();
        bullet.soft = index.data(SummaryModel::SoftRole).toDouble();
        if (const QVariant pace = index.data(SummaryModel::PaceRole); pace.isValid())
            bullet.pace = pace.toDouble();
        bullet.state = static_cast<items::BudgetState>(index.data(SummaryModel::StateRole).toInt());
        return bullet;
    }

    static void paintCoverage(QPainter &painter, const QRectF &area, const QModelIndex &index,
                              const Palette &colours)
    {
        const double share = index.data(items::ValueRole).toDouble();
        const double mark = index.data(SummaryModel::MarkRole).toDouble();
        const QRectF bar(area.left(), area.center().y() - 5, area.width(), 10);
        painter.fillRect(bar, QBrush(colours.other, Qt::BDiagPattern));
        painter.setPen(QPen(colours.other, 1));
        painter.drawRect(bar);
        painter.fillRect(QRectF(bar.topLeft(), QSizeF(bar.width() * share, bar.height())),
                         share < mark ? colours.warn : colours.accent);
        const double x = bar.left() + bar.width() * mark;
        painter.setPen(QPen(colours.text, 2));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }

    const SummaryModel &m_model;
    const int m_figure;
};

KpiCard::KpiCard(const SummaryModel &model, int figure, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_figure(figure)
    , m_caption(new QLabel)
    , m_number(new QLabel)
    , m_sentence(new QLabel)
    , m_picture(new Picture(model, figure, this))
{
    setProperty("card", true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    m_caption->setProperty("secondary", true);
    QFont big = font();
    big.setPointSizeF(big.pointSizeF() * 2.0);
    big.setWeight(QFont::DemiBold);
    m_number->setFont(big);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    m_sentence->setFont(small);
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumHeight(2 * QFontMetrics(small).lineSpacing());
    m_sentence->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(4);
    layout->addWidget(m_caption);
    layout->addWidget(m_number);
    layout->addWidget(m_sentence);
    layout->addStretch();
    layout->addWidget(m_picture);
    connect(&model, &QAbstractItemModel::modelReset, this, &KpiCard::refresh);
    refresh();
}

QString KpiCard::caption() const
{
    const QString days = [this] {
        const QDate first = QDate::fromString(m_model.firstDay(), Qt::ISODate);
        const QDate last = QDate::fromString(m_model.lastDay(), Qt::ISODate);
        if (!first.isValid())
            return QString();
        if (first.year() == last.year() && first.month() == last.month() && first.day() == 1 &&
            last.day() == last.daysInMonth())
            return format::month(first);
        return first == last ? format::fullDay(first)
                             : tr("%1 – %2").arg(first.year() == last.year() ? format::day(first)
                                                                             : format::fullDay(first),
                                                 format::fullDay(last));
    }();
    switch (m_figure) {
    case SummaryModel::Spend:
        return days.isEmpty() ? tr("Spend") : tr("Spend, %1").arg(days);
    case SummaryModel::BudgetUsed:
        return tr("Budget used");
    case SummaryModel::Requests:
        return tr("Requests");
    case SummaryModel::UnitCost:
        return tr("Cost per 1,000 requests");
    default:
        return tr("Attributed to a feature");
    }
}

QString KpiCard::number() const
{
    const QModelIndex index = m_model.index(m_figure);
    const QVariant value = index.data(items::ValueRole);
    if (!value.isValid())
        return QStringLiteral("–");
    switch (m_figure) {
    case SummaryModel::Spend:
        return format::money(value.toLongLong(), format::moneyDecimals(value.toLongLong()));
    case SummaryModel::Requests:
        return format::count(value.toLongLong());
    case SummaryModel::UnitCost:
        return format::perThousand(value.toLongLong());
    default:
        return format::percent(value.toDouble());
    }
}

QString KpiCard::changeSentence(int &news) const
{
    const QModelIndex index = m_model.index(m_figure);
    const QVariant change = index.data(SummaryModel::ChangeRole);
    if (m_model.comparedFirstDay().isEmpty())
        return tr("not compared");
    const QDate first = QDate::fromString(m_model.comparedFirstDay(), Qt::ISODate);
    const QDate last = QDate::fromString(m_model.comparedLastDay(), Qt::ISODate);
    const bool wholeMonth =
        first.day() == 1 && last.day() == last.daysInMonth() && first.month() == last.month();
    const QString days =
        wholeMonth ? format::month(first) : tr("%1 – %2").arg(format::day(first), format::day(last));
    if (!change.isValid())
        return tr("nothing in %1 to compare with").arg(days);
    if (m_figure != SummaryModel::Requests)
        news = change.toDouble() > 0.005 ? -1 : change.toDouble() < -0.005 ? 1 : 0;
    const QString arrow = change.toDouble() > 0 ? QStringLiteral("▲ ") : QStringLiteral("▼ ");
    if (m_figure != SummaryModel::Spend)
        return arrow + tr("%1 against %2").arg(format::change(change.toDouble()), days);
    const qint64 difference =
        index.data(items::ValueRole).toLongLong() - index.data(SummaryModel::BeforeRole).toLongLong();
    return arrow + tr("%1 (%2) against %3")
                       .arg(format::moneyChange(difference, format::moneyDecimals(std::abs(difference))),
                            format::change(change.toDouble()), days);
}

QString KpiCard::budgetSentence(int &news) const
{
    const QModelIndex index = m_model.index(m_figure);
    if (!index.data(items::ValueRole).isValid())
        return tr("No budget for all spend. Click to set one.");
    const auto state = static_cast<items::BudgetState>(index.data(SummaryModel::StateRole).toInt());
    news = state == items::BudgetState::OnTrack ? 1 : state == items::BudgetState::NoData ? 0 : -1;
    const qint64 amount = index.data(SummaryModel::AmountRole).toLongLong();
    const qint64 spent = index.data(SummaryModel::SpentRole).toLongLong();
    return tr("%1 of %2, day %3 of %4 · %5")
        .arg(format::money(spent, format::moneyDecimals(amount)),
             format::money(amount, format::moneyDecimals(amount)))
        .arg(index.data(SummaryModel::DayRole).toInt())
        .arg(index.data(SummaryModel::DaysRole).toInt())
        .arg(format::budgetState(state));
}

QString KpiCard::coverageSentence(int &news) const
{
    const QModelIndex index = m_model.index(m_figure);
    if (!index.data(items::ValueRole).isValid())
        return {};
    const double mark = index.data(SummaryModel::MarkRole).toDouble();
    const double requests =
        index.data(SummaryModel::ByRequestsRole).toDouble(); // there are some: there is spend
    const bool reached = requests >= mark && index.data(items::ValueRole).toDouble() >= mark;
    news = reached ? 1 : -1;
    const QVariantList origins = index.data(SummaryModel::OriginsRole).toList();
    const bool isRuled = !origins.isEmpty() && (origins[3].toLongLong() > 0 || origins[5].toLongLong() > 0);
    const bool isJoined = !origins.isEmpty() && origins[9].toLongLong() > 0;
    const QString byRules =
        (isJoined ? tr(" %1 joined from another log.").arg(moneyOf(origins[8])) : QString()) +
        (isRuled ? tr(" %1 by rule, %2 split.").arg(moneyOf(origins[2]), moneyOf(origins[4])) : QString());
    return (reached ? tr("of spend; %1 of requests. Past the %2 mark.")
                    : tr("of spend; %1 of requests. Below the %2 mark."))
               .arg(format::percent(requests), format::percent(mark, 0)) +
           byRules;
}

QString KpiCard::sentence(int &news) const
{
    switch (m_figure) {
    case SummaryModel::BudgetUsed:
        return budgetSentence(news);
    case SummaryModel::Attributed:
        return coverageSentence(news);
    case SummaryModel::Spend: {
        const qint64 unpriced = m_model.index(m_figure).data(SummaryModel::UnpricedRole).toLongLong();
        const QString text = changeSentence(news);
        return unpriced == 0 ? text : text + tr(" · %1 requests have no cost").arg(format::count(unpriced));
    }
    default:
        return changeSentence(news);
    }
}

/// Where the features of the calls come from; empty where all of them are logged.
QString KpiCard::originsText() const
{
    if (m_figure != SummaryModel::Attributed || m_model.rowCount() == 0)
        return {};
    const QVariantList origins = m_model.index(m_figure).data(SummaryModel::OriginsRole).toList();
    if (origins.isEmpty())
        return {};
    QString text =
        tr("Spend (and requests) by where the feature comes from: logged %1 (%2), by rule %3 (%4), "
           "split %5 (%6), untagged %7 (%8).");
    for (qsizetype i = 0; i < 8; i += 2)
        text = text.arg(moneyOf(origins[i]), format::count(origins[i + 1].toLongLong()));
    if (origins[9].toLongLong() > 0)
        text += tr(" Joined from another log: %1 (%2).")
                    .arg(moneyOf(origins[8]), format::count(origins[9].toLongLong()));
    return text;
}

void KpiCard::refresh()
{
    int news = 0;
    const QString text = m_model.rowCount() == 0 ? QString() : sentence(news);
    const QString value = m_model.rowCount() == 0 ? QStringLiteral("–") : number();
    m_caption->setText(caption());
    m_number->setText(value);
    m_sentence->setText(text);
    const Palette &colours = paletteOf(*this);
    QPalette ink = m_sentence->palette();
    ink.setColor(QPalette::WindowText, news > 0 ? colours.ok : news < 0 ? colours.danger : colours.secondary);
    m_sentence->setPalette(ink);
    setAccessibleName(caption() + QStringLiteral(": ") + value);
    const QString origins = originsText();
    setToolTip(origins);
    setAccessibleDescription(origins.isEmpty() ? text : text + QLatin1Char(' ') + origins);
    m_picture->update();
}

void KpiCard::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
        Q_EMIT activated();
}

void KpiCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT activated();
    else if (event->keyCombination() == (Qt::ControlModifier | Qt::Key_E) && hasValue())
        Q_EMIT explanationWanted();
    else
        QFrame::keyPressEvent(event);
}

bool KpiCard::hasValue() const
{
    return m_model.index(m_figure).data(items::ValueRole).isValid();
}

void KpiCard::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu;
    menu.addAction(tr("&Explain this number…\tCtrl+E"), this, &KpiCard::explanationWanted)
        ->setEnabled(hasValue());
    menu.exec(event->globalPos());
}

void KpiCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace outlay::views
