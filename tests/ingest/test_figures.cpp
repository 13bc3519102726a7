// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What single records come to, by the arithmetic that is written down beside each of them in
// tests/data/figures.

#include "reading.h"

#include <QDir>

#include <map>

using namespace outlay;

class FiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsComeToWhatIsWrittenDown_data();
    void recordsComeToWhatIsWrittenDown();
};

namespace {

QString folder()
{
    return QStringLiteral(OUTLAY_TEST_DATA "/figures/");
}

std::string number(std::int64_t value)
{
    return value == base::kAbsent ? "-" : std::to_string(value);
}

/// Of the states of one call the one that stands, in the order in which calls are met.
std::vector<std::size_t> standing(const Reading &log)
{
    std::map<std::uint64_t, std::size_t> places;
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < log.sink.events.size(); ++i) {
        const base::EventRow &row = log.event(i).row;
        const auto [place, isNew] =
            row.key == 0 ? std::pair(places.end(), true) : places.emplace(row.key, rows.size());
        if (isNew)
            rows.push_back(i);
        else if (log.event(rows[place->second]).row.rank <= row.rank)
            rows[place->second] = i;
    }
    return rows;
}

/// What the log says of one thing that an expected line names.
std::string figure(const Reading &log, std::size_t i, const std::string &name)
{
    const base::EventRow &row = log.event(i).row;
    const std::map<std::string, std::int64_t> figures = {
        {"input", row.inputTokens},          {"read", row.cacheReadTokens},
        {"write5m", row.cacheWrite5mTokens}, {"write1h", row.cacheWrite1hTokens},
        {"output", row.outputTokens},        {"cost", row.costNanos}};
    const auto found = figures.find(name);
    if (found != figures.end())
        return number(found->second);
    if (name == "at")
        return base::isoInstant(base::Instant{std::chrono::microseconds{row.atUs}});
    if (name == "extra")
        return log.event(i).extra;
    return log.value(name, i);
}

/// As an expected text has it, which names for each call what it is about.
QStringList found(const Reading &log, const QStringList &expected)
{
    const auto &file = log.file();
    QStringList lines{QStringLiteral("calls=%1 rejected=%2").arg(standing(log).size()).arg(file.rejected)};
    const std::vector<std::size_t> rows = standing(log);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const QString names = expected.value(static_cast<int>(i) + 1);
        QStringList parts;
        for (const QString &part : names.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            const std::string name = part.section(QLatin1Char('='), 0, 0).toStdString();
            std::string value = figure(log, rows[i], name);
            std::replace(value.begin(), value.end(), ' ', '_');
            parts.append(QString::fromStdString(name + "=" + value));
        }
        lines.append(parts.join(QLatin1Char(' ')));
    }
    return lines;
}

QStringList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    QStringList lines;
    for (const QString &line :
         QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (!line.startsWith(QLatin1Char('#')))
            lines.append(line.trimmed());
    }
    return lines;
}

} // namespace

void FiguresTest::recordsComeToWhatIsWrittenDown_data()
{
    QTest::addColumn<QString>("name");
    const QDir dir(folder());
    const QStringList names = dir.entryList({QStringLiteral("*.txt")}, QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name.chopped(4);
}

void FiguresTest::recordsComeToWhatIsWrittenDown()
{
    QFETCH(QString, name);
    Reading log;
    log.readPaths({(folder() + name).toStdString()});
    const QStringList expected = linesOf(folder() + name + QStringLiteral(".txt"));
    QCOMPARE(found(log, expected), expected);
}

QTEST_GUILESS_MAIN(FiguresTest)
#include "test_figures.moc"
