// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>

#include "items/roles.h"
#include "views/palette.h"

using namespace outlay;
using views::Palette;

class TestPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsTheRatioOfWcag()
    {
        QCOMPARE(views::contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(views::contrast(Qt::white, Qt::white), 1.0);
        // #777777 on white is the well-known near miss of 4.5:1.
        QVERIFY(qAbs(views::contrast(QColor(0x777777), Qt::white) - 4.48) < 0.005);
    }

    void pairs_data()
    {
        QTest::addColumn<QColor>("ink");
        QTest::addColumn<QColor>("ground");
        QTest::addColumn<double>("least");
        for (const bool dark : {false, true}) {
            const Palette &p = views::palette(dark);
            const char *theme = dark ? "dark" : "light";
            const auto text = [&](const char *name, const QColor &ink, const QColor &ground) {
                QTest::addRow("%s text: %s", theme, name) << ink << ground << 4.5;
            };
            const auto mark = [&](const char *name, const QColor &ink) {
                QTest::addRow("%s mark: %s", theme, name) << ink << p.card << 3.0;
            };
            text("text on window", p.text, p.window);
            text("text on card", p.text, p.card);
            text("secondary on window", p.secondary, p.window);
            text("secondary on card", p.secondary, p.card);
            text("danger on card", p.danger, p.card);
            text("warn on card", p.warn, p.card);
            text("ok on card", p.ok, p.card);
            text("accent on card", p.accent, p.card);
            text("text on accent", p.onAccent, p.accent);
            text("tooltip", p.card, p.text);
            for (std::size_t i = 0; i < p.ramp.size(); ++i)
                text(qPrintable(QStringLiteral("value on ramp %1").arg(i)), p.inkOn(p.ramp[i]), p.ramp[i]);
            for (std::size_t i = 0; i < p.categories.size(); ++i)
                mark(qPrintable(QStringLiteral("category %1").arg(i)), p.categories[i]);
            mark("other", p.other);
        }
    }

    void pairs()
    {
        QFETCH(QColor, ink);
        QFETCH(QColor, ground);
        QFETCH(double, least);
        const double ratio = views::contrast(ink, ground);
        QVERIFY2(ratio >= least,
                 qPrintable(QStringLiteral("%1 on %2: %3").arg(ink.name(), ground.name()).arg(ratio)));
    }

    void inkReadsOnEveryPlaceOfTheRamp()
    {
        for (const bool dark : {false, true}) {
            const Palette &p = views::palette(dark);
            for (int i = 0; i <= 1000; ++i) {
                const QColor ground = p.heat(i / 1000.0);
                QVERIFY2(views::contrast(p.inkOn(ground), ground) >= 4.5, qPrintable(ground.name()));
            }
        }
    }

    void slotsOutsideTheCategoriesAreOther()
    {
        const Palette &p = views::palette(false);
        QCOMPARE(p.slot(0), p.categories[0]);
        QCOMPARE(p.slot(5), p.categories[5]);
        QCOMPARE(p.slot(6), p.other);
        QCOMPARE(p.slot(items::kSlotOther), p.other);
        QCOMPARE(p.slot(items::kSlotUnattributed), p.other);
    }

    void styleSheetFixesNoFontSizes()
    {
        const QString sheet = views::styleSheet(views::palette(true));
        QVERIFY(!sheet.contains(QLatin1String("font")));
        QVERIFY(!sheet.contains(QLatin1String("pt;")));
    }

    void widgetPaletteFollows()
    {
        for (const bool dark : {false, true}) {
            const QPalette q = views::toQPalette(views::palette(dark));
            QCOMPARE(q.color(QPalette::Window).lightness() < 128, dark);
            QVERIFY(views::contrast(q.color(QPalette::ButtonText), q.color(QPalette::Button)) >= 4.5);
            QVERIFY(views::contrast(q.color(QPalette::Text), q.color(QPalette::AlternateBase)) >= 4.5);
        }
    }
};

QTEST_GUILESS_MAIN(TestPalette)
#include "test_palette.moc"
