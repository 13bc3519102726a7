// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest>

#include "items/savedviews.h"

using namespace outlay;
using items::SavedView;

namespace {

SavedView view(const QString &name)
{
    SavedView view{name, QStringLiteral("features"), {}, {{QStringLiteral("tables"), 1}}};
    base::Filter &filter = view.question.filter;
    filter.period = *base::parsePeriod("2026-05-02..2026-05-09");
    filter.where["feature"] = {{"chat \"1\"", ""}, false};
    filter.where["segment"] = {{}, true};
    filter.basis = base::CostBasis::Computed;
    filter.counting = base::Counting::CompletedOnly;
    view.question.compare = base::Compare::SamePeriodLastYear;
    return view;
}

} // namespace

class TestSavedViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSavedComesBack()
    {
        const QList<SavedView> views = {view(QStringLiteral("a")), view(QStringLiteral("über"))};
        QCOMPARE(items::savedViewsOf(items::toJson(views)), views);
        SavedView all{QStringLiteral("all"), QStringLiteral("overview"), {}, {}};
        QCOMPARE(items::savedViewsOf(items::toJson({all})), QList({all})); // all time, compared as usual
    }

    void whatIsNotUnderstoodIsLeftOut()
    {
        QVERIFY(items::savedViewsOf(QString()).isEmpty());
        QVERIFY(items::savedViewsOf(QStringLiteral("{")).isEmpty());
        QString text = items::toJson({view(QStringLiteral("a")), view(QStringLiteral("b"))});
        text.replace(text.indexOf(QStringLiteral("2026-05-02")), 10, QStringLiteral("2026-05-32"));
        QCOMPARE(items::savedViewsOf(text), QList({view(QStringLiteral("b"))}));
    }

    void aNameIsThereOnce()
    {
        QList<SavedView> views = items::with({}, view(QStringLiteral("b")));
        views = items::with(views, view(QStringLiteral("a")));
        SavedView other = view(QStringLiteral("b"));
        other.page = QStringLiteral("budgets");
        views = items::with(views, other);
        QCOMPARE(views, QList({view(QStringLiteral("a")), other}));
    }
};

QTEST_GUILESS_MAIN(TestSavedViews)
#include "test_savedviews.moc"
