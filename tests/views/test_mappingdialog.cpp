// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtTest/QtTest>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

#include "base/result.h"
#include "views/datatable.h"
#include "views/dialogs/mappingdialog.h"
#include "views/previewdata.h"

using namespace outlay;
using items::Mapping;
using items::MappingModel;
using tests::button;
using tests::named;
using tests::says;
using views::MappingDialog;

namespace {

const QString kLog = QStringLiteral("/logs/usage.csv");

Mapping guessed()
{
    Mapping mapping;
    mapping.name = QStringLiteral("usage");
    mapping.columns = {{QStringLiteral("when"),
                        {QStringLiteral("2026-05-01 10:00")},
                        QStringLiteral("timestamp"),
                        QStringLiteral("iso"),
                        items::reason::kValues},
                       {QStringLiteral("tok"), {QStringLiteral("12")}, items::mapped::kPerEvent, {}, {}},
                       {QStringLiteral("usd"),
                        {QStringLiteral("0.01")},
                        QStringLiteral("cost_usd"),
                        QStringLiteral("usd"),
                        items::reason::kName}};
    return mapping;
}

/// On the guesses, and shown.
class Dialog : public MappingDialog
{
public:
    explicit Dialog(const QStringList &taken = {})
        : MappingDialog(kLog, taken)
    {
        setMapping(guessed());
        show();
        columns = named<QTableView>(*this, QStringLiteral("Columns and what they are"));
    }

    QModelIndex cell(int row, MappingModel::Column column) const
    {
        return columns->model()->index(row, column);
    }
    /// The combo box of the cell that is edited; null when none is.
    QComboBox *editor() const
    {
        auto *editor = columns->viewport()->findChild<QComboBox *>();
        return editor && editor->isVisible() ? editor : nullptr;
    }
    QPushButton *save() const { return button(*this, QStringLiteral("Save and use")); }

    QTableView *columns;
};

} // namespace

class TestMappingDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guessesAreShownWithTheirReason()
    {
        const Dialog dialog;
        QCOMPARE(dialog.columns->model()->rowCount(), 3);
        QCOMPARE(dialog.cell(0, MappingModel::Field).data().toString(), QStringLiteral("Time"));
        QCOMPARE(dialog.cell(0, MappingModel::Why).data().toString(), QStringLiteral("its values"));
        QCOMPARE(dialog.cell(2, MappingModel::Unit).data().toString(), QStringLiteral("dollars"));
        QCOMPARE(dialog.cell(1, MappingModel::Samples).data().toString(), QStringLiteral("12"));
        QVERIFY(dialog.save()->isEnabled());
    }

    void aPreviewIsAskedForAtOnceAndAfterEachChange()
    {
        MappingDialog dialog(kLog, {});
        QSignalSpy wanted(&dialog, &MappingDialog::previewWanted);
        dialog.setMapping(guessed());
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<Mapping>(), guessed());
        named<QLineEdit>(dialog, QStringLiteral("Name of the mapping"))->setText(QStringLiteral("other"));
        QCOMPARE(wanted.size(), 1); // the rows stay what they are
        named<QComboBox>(dialog, QStringLiteral("Times without a zone are"))
            ->setCurrentText(QStringLiteral("Europe/Berlin"));
        QCOMPARE(wanted.size(), 2);
        QCOMPARE(wanted[1][0].value<Mapping>().zone, QStringLiteral("Europe/Berlin"));
    }

    void aChoiceByMouseChangesTheMapping()
    {
        Dialog dialog;
        QSignalSpy wanted(&dialog, &MappingDialog::previewWanted);
        const QPoint place = dialog.columns->visualRect(dialog.cell(1, MappingModel::Field)).center();
        QTest::mouseClick(dialog.columns->viewport(), Qt::LeftButton, {}, place);
        QComboBox *editor = dialog.editor();
        QVERIFY(editor);
        editor->setCurrentIndex(editor->findText(QStringLiteral("Input tokens")));
        Q_EMIT editor->activated(editor->currentIndex());
        QCOMPARE(dialog.mapping().columns[1].field, QStringLiteral("input_tokens"));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<Mapping>(), dialog.mapping());
    }

    void aChoiceByKeysChangesTheMapping_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("Space") << int(Qt::Key_Space);
        QTest::newRow("Enter, which does not save yet") << int(Qt::Key_Return);
        QTest::newRow("F2") << int(Qt::Key_F2);
    }
    void aChoiceByKeysChangesTheMapping()
    {
        QFETCH(int, key);
        Dialog dialog;
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(dialog.columns->hasFocus()); // on the first column's field
        QSignalSpy saved(&dialog, &MappingDialog::saveWanted);
        QTest::keyClick(dialog.columns, Qt::Key_Down);
        QCOMPARE(dialog.columns->currentIndex(), dialog.cell(1, MappingModel::Field));
        QVERIFY(!dialog.editor()); // who walks through changes nothing
        QTest::keyClick(dialog.columns, static_cast<Qt::Key>(key));
        QVERIFY(dialog.editor());
        QTRY_VERIFY_WITH_TIMEOUT(dialog.editor()->view()->isVisible(), 60'000);
        QAbstractItemView *list = dialog.editor()->view();
        list->setCurrentIndex(
            list->model()->index(dialog.editor()->findData(QStringLiteral("input_tokens")), 0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(dialog.mapping().columns[1].field, QStringLiteral("input_tokens"), 60'000);
        QCOMPARE(saved.size(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.editor(), 60'000);
    }

    void aUnitIsChosen()
    {
        Dialog dialog;
        dialog.columns->edit(dialog.cell(2, MappingModel::Unit));
        QComboBox *editor = dialog.editor();
        QVERIFY(editor);
        editor->setCurrentIndex(editor->findText(QStringLiteral("cents")));
        Q_EMIT editor->activated(editor->currentIndex());
        QCOMPARE(dialog.mapping().columns[2].unit, QStringLiteral("cents"));
    }

    void zoneNameAndTokensAreSaved()
    {
        Dialog dialog;
        QVERIFY(dialog.columns->model()->setData(dialog.cell(1, MappingModel::Field),
                                                 QStringLiteral("input_tokens")));
        named<QLineEdit>(dialog, QStringLiteral("Name of the mapping"))->setText(QStringLiteral("gateway"));
        auto *zone = named<QComboBox>(dialog, QStringLiteral("Times without a zone are"));
        QCOMPARE(zone->currentText(), QStringLiteral("UTC"));
        zone->setCurrentText(QStringLiteral("Europe/Berlin"));
        named<QComboBox>(dialog, QStringLiteral("Input tokens"))->setCurrentIndex(1);
        QSignalSpy saved(&dialog, &MappingDialog::saveWanted);
        dialog.save()->click();
        const auto mapping = saved.value(0).value(0).value<Mapping>();
        QCOMPARE(mapping.name, QStringLiteral("gateway"));
        QCOMPARE(mapping.zone, QStringLiteral("Europe/Berlin"));
        QVERIFY(mapping.inputIncludesCache);
        QVERIFY(dialog.isVisible()); // until it is saved
        QVERIFY(!dialog.save()->isEnabled());
        dialog.showError({base::ErrorKind::Unwritable, "formats/gateway.json", "the disk is full", 0});
        QVERIFY(says(dialog, QStringLiteral("the disk is full")));
        QVERIFY(dialog.save()->isEnabled());
    }

    void howNumbersAreWrittenIsAskedAndPreviewed()
    {
        Dialog dialog;
        auto *marks = named<QComboBox>(dialog, QStringLiteral("Numbers are written as"));
        QVERIFY(marks);
        QCOMPARE(marks->currentText(), QStringLiteral("1,234.50"));
        QSignalSpy wanted(&dialog, &MappingDialog::previewWanted);
        marks->setCurrentIndex(1);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<Mapping>().decimal, QStringLiteral(","));
        Mapping mapping = guessed();
        mapping.decimal = QStringLiteral(",");
        MappingDialog saved(kLog, {});
        saved.setMapping(mapping);
        QCOMPARE(named<QComboBox>(saved, QStringLiteral("Numbers are written as"))->currentText(),
                 QStringLiteral("1.234,50"));
        QCOMPARE(saved.mapping().decimal, QStringLiteral(","));
    }

    void theOrderOfADateIsSaidInPlainWords()
    {
        Dialog dialog;
        dialog.columns->edit(dialog.cell(0, MappingModel::Unit));
        QComboBox *editor = dialog.editor();
        QVERIFY(editor);
        editor->setCurrentIndex(editor->findText(QStringLiteral("day/month/year")));
        Q_EMIT editor->activated(editor->currentIndex());
        QCOMPARE(dialog.mapping().columns[0].unit, QStringLiteral("day_first"));
        QVERIFY(editor->findText(QStringLiteral("month/day/year")) >= 0);
    }

    void whatInputTokensHoldIsAskedWhereItMatters()
    {
        Dialog dialog;
        auto *cache = named<QComboBox>(dialog, QStringLiteral("Input tokens"));
        dialog.columns->model()->setData(dialog.cell(1, MappingModel::Field), QStringLiteral("input_tokens"));
        QVERIFY(!cache->isEnabled()); // nothing says what was read from a cache
        dialog.columns->model()->setData(dialog.cell(2, MappingModel::Field),
                                         QStringLiteral("cache_read_tokens"));
        QVERIFY(cache->isEnabled());
        dialog.columns->model()->setData(dialog.cell(1, MappingModel::Field),
                                         QStringLiteral("prompt_tokens"));
        QVERIFY(!cache->isEnabled()); // says it itself
    }

    void whatCannotBeReadIsSaidAndCannotBeSaved_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("problem");
        const QString utc = QStringLiteral("UTC");
        const QString usage = QStringLiteral("usage");
        QTest::newRow("no time") << 0 << utc << usage << QStringLiteral("⚠ No column is the time.");
        QTest::newRow("no amount") << 2 << utc << usage
                                   << QStringLiteral("⚠ No column is a number of tokens or a cost.");
        QTest::newRow("no such zone")
            << -1 << QStringLiteral("Berlin") << usage << QStringLiteral("⚠ There is no time zone “Berlin”");
        QTest::newRow("no name") << -1 << utc << QString() << QStringLiteral("⚠ The mapping needs a name.");
    }
    void whatCannotBeReadIsSaidAndCannotBeSaved()
    {
        QFETCH(int, row);
        QFETCH(QString, zone);
        QFETCH(QString, name);
        QFETCH(QString, problem);
        Dialog dialog;
        QSignalSpy wanted(&dialog, &MappingDialog::previewWanted);
        if (row >= 0)
            dialog.columns->model()->setData(dialog.cell(row, MappingModel::Field), items::mapped::kIgnored);
        named<QComboBox>(dialog, QStringLiteral("Times without a zone are"))->setEditText(zone);
        named<QLineEdit>(dialog, QStringLiteral("Name of the mapping"))->setText(name);
        QVERIFY(says(dialog, problem));
        QVERIFY(!dialog.save()->isEnabled());
        QCOMPARE(wanted.size(), 0); // there is nothing to be read by it
    }

    void theFirstRowsAndBadCellsAreShown()
    {
        Dialog dialog;
        items::FilePreview file = tests::knownFile("/logs/usage.csv");
        file.rejects = {{"/logs/usage.csv", 7, "\"yesterday\" is no time", ""}};
        dialog.showPreview(file);
        const auto *rows = named<views::DataTable>(dialog, QStringLiteral("First rows"));
        QCOMPARE(rows->model()->rowCount(), 2);
        QCOMPARE(rows->model()->index(0, 3).data().toString(), QStringLiteral("$0.0035"));
        QVERIFY(says(dialog, QStringLiteral("⚠ Line 7: \"yesterday\" is no time")));
        QVERIFY(dialog.save()->isEnabled()); // other lines can be taken
    }

    void takingTheNameOfAnotherMappingIsSaid()
    {
        const Dialog dialog({QStringLiteral("Gateway"), QStringLiteral("Usage")});
        QVERIFY(says(dialog, QStringLiteral("There is a mapping “usage”")));
        QVERIFY(dialog.save()->isEnabled());
        named<QLineEdit>(dialog, QStringLiteral("Name of the mapping"))->setText(QStringLiteral("new"));
        QVERIFY(!says(dialog, QStringLiteral("There is a mapping")));
    }

    void theListThatTheRecordsAreInIsChosenByKeysToo()
    {
        Dialog dialog;
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        auto *lists = named<QComboBox>(dialog, QStringLiteral("Records are in"));
        QVERIFY(lists);
        QVERIFY(!lists->isVisible()); // a table has no lists
        Mapping mapping = guessed();
        mapping.records = QStringLiteral("data[]");
        mapping.lists = {{QString(), 1}, {QStringLiteral("data[]"), 3}, {QStringLiteral("users[]"), 12}};
        dialog.setMapping(mapping);
        QVERIFY(lists->isVisible());
        QCOMPARE(lists->count(), 3);
        QCOMPARE(lists->currentText(), QStringLiteral("data[]: 3 records"));
        QCOMPARE(lists->itemText(0), QStringLiteral("the documents themselves: 1 record"));
        named<QLineEdit>(dialog, QStringLiteral("Name of the mapping"))->setText(QStringLiteral("mine"));
        QSignalSpy wanted(&dialog, &MappingDialog::recordsWanted);
        QTest::keyClick(&dialog, Qt::Key_R, Qt::AltModifier);
        QVERIFY(lists->hasFocus());
        QTest::keyClick(lists, Qt::Key_Down);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("users[]"));
        QVERIFY(!dialog.save()->isEnabled()); // the columns are those of the other list still
        mapping.records = QStringLiteral("users[]");
        mapping.name.clear();
        dialog.setRecords(mapping);
        QCOMPARE(dialog.mapping().records, QStringLiteral("users[]"));
        QCOMPARE(dialog.mapping().name, QStringLiteral("mine"));
        QVERIFY(dialog.save()->isEnabled());
        QVERIFY(lists->hasFocus());
        QCOMPARE(wanted.size(), 1);
        QVERIFY2(tests::unnamed(dialog).isEmpty(), qPrintable(tests::unnamed(dialog).join(QLatin1Char(' '))));
    }

    void whatIsOfTheWholeDocumentIsSaidToBe()
    {
        Dialog dialog;
        Mapping mapping = guessed();
        mapping.columns[1].name = QStringLiteral("^^meta.model");
        dialog.setMapping(mapping);
        QCOMPARE(dialog.cell(1, MappingModel::Name).data().toString(),
                 QStringLiteral("meta.model (of the document)"));
        QCOMPARE(dialog.mapping().columns[1].name, QStringLiteral("^^meta.model"));
    }

    void itFitsASmallScreenAndHasNames()
    {
        MappingDialog dialog(kLog, {});
        Mapping mapping = guessed();
        for (int column = 0; column < 60; ++column)
            mapping.columns << items::MappedColumn{QString(80, QLatin1Char('n')),
                                                   {QString(80, QLatin1Char('v'))},
                                                   items::mapped::kPerEvent,
                                                   {},
                                                   {}};
        dialog.setMapping(mapping);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QVERIFY2(dialog.width() <= 1024 && dialog.height() <= 700,
                 qPrintable(QStringLiteral("%1 × %2").arg(dialog.width()).arg(dialog.height())));
        QVERIFY(!dialog.isMaximized());
        QVERIFY2(tests::unnamed(dialog).isEmpty(), qPrintable(tests::unnamed(dialog).join(QLatin1Char(' '))));
    }
};

QTEST_MAIN(TestMappingDialog)
#include "test_mappingdialog.moc"
