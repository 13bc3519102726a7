// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QTableView>

#include "app/application.h"
#include "bench/paintclock.h"
#include "cube/cube.h"
#include "views/loadingveil.h"
#include "views/pages/datapage.h"

#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>

using namespace outlay;
using bench::Latencies;
using bench::PaintClock;

namespace {

/// Milliseconds since the kernel started this process, to the hundredth of a second.
double processAgeMs()
{
    std::ifstream file("/proc/self/stat");
    std::string word;
    for (int field = 1; field <= 22; ++field) // this program's name has no blanks
        file >> word;
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 -
            std::stod(word) / static_cast<double>(sysconf(_SC_CLK_TCK))) *
           1000;
}

/// A line that runs while an answer is on its way is painted all the time, which is no answer.
void stopRunningLines(const QWidget &window)
{
    for (const auto *veil : window.findChildren<views::LoadingVeil *>())
        for (auto *line : veil->findChildren<QProgressBar *>())
            line->setRange(0, 1);
}

/// Clicks through the window of a store and remembers how long each took until it was painted.
class Clicker
{
public:
    Clicker(PaintClock &clock, app::Application &application)
        : m_clock(clock)
        , m_app(application)
        , m_models(application.models())
    {
        QObject::connect(&m_models, &items::Models::snapshotChanged, &m_app, [this] { m_answered = true; });
    }

    void clickOnEveryPage();
    void drillDown(int times);
    void undo();
    void print();

private:
    /// `kind` of the change; `asks` the cube, or only turns what is shown.
    void click(const char *kind, const QString &what, const std::function<void()> &action, bool asks = true);
    void filters();
    void periods();
    void costs();
    void groupings();
    void tableNames();

    items::FilterHistory &history() { return m_models.filters; }
    QString page() const { return m_app.window().currentPage()->title(); }

    PaintClock &m_clock;
    app::Application &m_app;
    items::Models &m_models;
    bool m_answered = false;
    std::map<std::string, Latencies> m_kinds;
    Latencies m_all{"click to painted"};
    Latencies m_blocks{"window not answering during a click"};
    Latencies m_drills{"drill-down to the events of one feature and day, painted"};
};

void Clicker::click(const char *kind, const QString &what, const std::function<void()> &action, bool asks)
{
    const base::Question before = history().question();
    m_answered = false;
    m_clock.setObjectName(page() + QStringLiteral(": ") + what);
    const bench::Taken taken = m_clock.untilPainted(
        [&] {
            action();
            // Asking for what is shown already asks nothing.
            m_answered = m_answered || !asks || history().question() == before;
        },
        [this] { return m_answered; });
    const std::string which = (page() + QStringLiteral(": ") + what).toStdString();
    m_kinds.try_emplace(kind, std::string("click to painted, ") + kind).first->second.add(taken, which);
    m_all.add(taken, which);
    m_blocks.add(m_clock.longestBlock(), which);
}

/// One value and the way back, of the first values of the usual dimensions, on the Overview of all; several
/// values; all but these.
void Clicker::filters()
{
    for (const QString &dimension : m_models.dimensions()) {
        static const QStringList usual = {QStringLiteral("feature"), QStringLiteral("model"),
                                          QStringLiteral("environment")};
        if (!usual.contains(dimension) && m_app.window().currentPage() != m_app.window().pages().front())
            continue;
        const items::ValuesModel *values = m_models.values().value(dimension);
        QSet<QString> several;
        for (int row = 0; row < std::min(values->rowCount(), usual.contains(dimension) ? 2 : 1); ++row) {
            const QString key = values->index(row).data(items::KeyRole).toString();
            several << key;
            click("filter", dimension + QLatin1Char('=') + key, [&] { history().drill(dimension, key); });
            click("filter", QStringLiteral("back"), [&] { history().back(); });
        }
        if (several.size() < 2)
            continue;
        click("filter", dimension + QStringLiteral(" some"),
              [&] { history().setValues(dimension, several); });
        click("filter", dimension + QStringLiteral(" all but some"),
              [&] { history().setValues(dimension, several, true); });
        click("filter", QStringLiteral("clear"), [&] { history().clear(dimension); });
    }
}

void Clicker::periods()
{
    using std::chrono::days;
    const base::Period span = *m_models.store().span;
    const base::Day last = span.last;
    const std::pair<const char *, base::Period> periods[] = {{"all time", base::kAllTime},
                                                             {"90 days", {last - days{89}, last}},
                                                             {"30 days", {last - days{29}, last}},
                                                             {"7 days", {last - days{6}, last}},
                                                             {"a day", {last - days{40}, last - days{40}}}};
    for (const auto &[name, period] : periods)
        click("period", QString::fromLatin1(name), [&, asked = period] { history().setPeriod(asked); });
    for (int back = 0; back < 4; ++back) {
        const base::Period month = base::periodOf(base::monthOf(last) - std::chrono::months{back});
        click("period", QStringLiteral("a month"), [&] { history().setPeriod(month); });
    }
    click("period", QStringLiteral("reset"), [&] { history().reset(); });
}

void Clicker::costs()
{
    using base::Compare;
    for (const Compare compare : {Compare::SamePeriodLastYear, Compare::None, Compare::PreviousPeriod})
        click("comparison", QStringLiteral("compared with"), [&] { history().setCompare(compare); });
    for (const base::CostBasis basis : {base::CostBasis::Computed, base::CostBasis::Shown})
        click("kind of cost", QStringLiteral("basis"), [&] { history().setBasis(basis); });
    for (const base::Counting counting : {base::Counting::CompletedOnly, base::Counting::Billed})
        click("kind of cost", QStringLiteral("counting"), [&] { history().setCounting(counting); });
}

/// Turns every choice that a page has.
void Clicker::groupings()
{
    for (auto *box : m_app.window().currentPage()->findChildren<QComboBox *>()) {
        if (!box->isVisible())
            continue;
        for (int n = 0; n < box->count(); ++n) {
            const int next = (box->currentIndex() + 1) % box->count();
            click(
                "grouping", box->accessibleName() + QStringLiteral(": ") + box->itemText(next),
                [&] {
                    box->setCurrentIndex(next);
                    Q_EMIT box->activated(next);
                },
                false);
        }
    }
}

/// With the mouse, on the first names of a page's tables.
void Clicker::tableNames()
{
    for (auto *table : m_app.window().currentPage()->findChildren<QTableView *>()) {
        for (int row = 0; row < 2 && table->isVisible() && row < table->model()->rowCount(); ++row) {
            const QPointF at = table->visualRect(table->model()->index(row, 0)).center();
            const auto mouse = [&](QEvent::Type type, Qt::MouseButtons held) {
                QMouseEvent event(type, at, table->viewport()->mapToGlobal(at), Qt::LeftButton, held,
                                  Qt::NoModifier);
                QCoreApplication::sendEvent(table->viewport(), &event);
            };
            click("name in a table", table->accessibleName(), [&] {
                mouse(QEvent::MouseButtonPress, Qt::LeftButton);
                mouse(QEvent::MouseButtonRelease, Qt::NoButton);
            });
            if (history().canGoBack())
                click("filter", QStringLiteral("back"), [&] { history().back(); });
        }
    }
}

void Clicker::clickOnEveryPage()
{
    for (int index = 0; index < m_app.window().pages().size(); ++index) {
        click(
            "page", QStringLiteral("page"), [&] { m_app.window().showPage(index); }, false);
        filters();
        periods();
        costs();
        groupings();
        tableNames();
        click("filter", QStringLiteral("reset"), [&] { history().reset(); });
    }
    for (int index = 0; index < m_app.window().pages().size(); ++index)
        click(
            "page", QStringLiteral("page again"), [&] { m_app.window().showPage(index); }, false);
}

void Clicker::drillDown(int times)
{
    const items::ValuesModel *features = m_models.values().value(QStringLiteral("feature"));
    const base::Period span = *m_models.store().span;
    const QList<views::Page *> &pages = m_app.window().pages();
    const auto isData = [](const views::Page *page) { return qobject_cast<const views::DataPage *>(page); };
    const auto dataPage = static_cast<int>(std::find_if(pages.begin(), pages.end(), isData) - pages.begin());
    for (int n = 0; n < times; ++n) {
        const base::Day day = span.first + std::chrono::days{(n * 37) % span.days()};
        const QString feature = features->index(n % features->rowCount()).data(items::KeyRole).toString();
        m_answered = false;
        m_clock.setObjectName(QStringLiteral("drill-down: ") + feature);
        m_clock.untilPainted(
            [&] {
                m_app.window().showPage(1);
                history().reset();
                history().setPeriod({day, day});
            },
            [this] { return m_answered; });
        m_answered = false;
        const bench::Taken taken = m_clock.untilPainted(
            [&] {
                history().drill(QStringLiteral("feature"), feature);
                m_app.window().showPage(dataPage);
            },
            [this] { return m_answered && m_models.events.total() >= 0; });
        m_drills.add(taken, feature.toStdString() + ' ' + base::isoDay(day) + ", " +
                                std::to_string(m_models.events.rowCount()) + " of " +
                                std::to_string(m_models.events.total()));
    }
}

void Clicker::undo()
{
    const qint64 latest = m_app.session().state().imports.front().id;
    bool undone = false;
    QObject::connect(&m_app.session(), &jobs::Session::changed, &m_app, [&] { undone = true; });
    m_answered = false;
    const bench::Taken taken =
        m_clock.untilPainted([&] { m_app.session().undoImport(latest); },
                             [&] { return undone && (m_answered || m_models.isEmpty()); });
    bench::print("undo of the latest import in the window, painted", "ms", taken.ms);
    bench::print("window not answering during the undo", "ms", m_clock.longestBlock().ms);
}

void Clicker::print()
{
    for (auto &[kind, latencies] : m_kinds)
        latencies.print();
    m_all.print();
    m_blocks.print();
    m_drills.print();
}

} // namespace

/// bench_window STORE [--undo]: the program's window on a store, from the start of the process to a painted
/// Overview, then from clicks of all kinds on each page to painted. --undo takes the latest import out at
/// last.
int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    PaintClock clock(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("outlay-bench"));
    const bool undo = argc == 3 && std::string_view(argv[2]) == "--undo";
    if (argc != 2 && !undo) {
        std::fputs("usage: bench_window STORE [--undo]\n", stderr);
        return 2;
    }
    const QTemporaryDir home;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
    std::unique_ptr<app::Application> application;
    bool answered = false;
    const double before = processAgeMs();
    const bench::Taken shown = clock.untilPainted(
        [&] {
            cli::WindowRequest request;
            request.store = argv[1];
            application = std::make_unique<app::Application>(request, QString());
            application->window().resize(1440, 900);
            QObject::connect(&application->models(), &items::Models::snapshotChanged, &clock,
                             [&] { answered = true; });
        },
        [&] { return answered; });
    bench::print("start to painted Overview", "ms", before + shown.ms);
    bench::print("start to painted Overview, processor time since the window was made", "ms", shown.cpuMs);
    bench::print("window not answering during the start", "ms", clock.longestBlock().ms);
    bench::print("memory with the Overview", "MB", bench::residentMb());
    stopRunningLines(application->window());
    Clicker clicker(clock, *application);
    if (undo) {
        clicker.undo();
        return 0;
    }
    clicker.clickOnEveryPage();
    clicker.drillDown(30);
    clicker.print();
    bench::print("peak memory of the window", "MB", bench::peakMb());
    return 0;
}
