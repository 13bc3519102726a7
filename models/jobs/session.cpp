// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

#include "jobs/eventsexport.h"
#include "jobs/pricebooks.h"
#include "jobs/storeimport.h"

namespace outlay::jobs {

using base::Result;

struct Session::Loaded
{
    std::shared_ptr<const cube::Cube> cube;
    StoreState state;
    std::array<unsigned char, 32> pseudonymKey{};
};

namespace {

std::vector<std::string> textsOf(const QStringList &list)
{
    std::vector<std::string> texts;
    for (const QString &text : list)
        texts.push_back(text.toStdString());
    return texts;
}

} // namespace

Session::Session(QObject *parent)
    : QObject(parent)
    , m_writer(QStringLiteral("store writer"))
    , m_reader(QStringLiteral("store reader"))
    , m_query(QStringLiteral("cube queries"))
    , m_walker(QStringLiteral("store walks"))
    , m_previewer(QStringLiteral("previews"))
{
    connect(&m_webhook, &Webhook::finished, this, &Session::keepDelivery);
}

Session::~Session()
{
    ++m_epoch;
    stopAll();
}

void Session::stopAll()
{
    m_importStop.request_stop();
    m_linkStop.request_stop();
    m_zoneStop.request_stop();
    stopWalks();
    cancelPreview();
}

void Session::deliver(int epoch, std::function<void()> then)
{
    QMetaObject::invokeMethod(
        this,
        [this, epoch, then = std::move(then)] {
            if (epoch == m_epoch)
                then();
        },
        Qt::QueuedConnection);
}

Result<Session::Loaded> Session::load(store::Store &store, const QString &path)
{
    Loaded loaded;
    loaded.state.path = path;
    auto cube = loadCube(store);
    if (!cube)
        return tl::unexpected(cube.error());
    loaded.cube = *std::move(cube);
    auto facts = store.facts();
    if (!facts)
        return tl::unexpected(facts.error());
    loaded.state.facts = *std::move(facts);
    auto budgets = store.budgets();
    if (!budgets)
        return tl::unexpected(budgets.error());
    loaded.state.budgets = *std::move(budgets);
    auto alerts = store.alerts();
    if (!alerts)
        return tl::unexpected(alerts.error());
    loaded.state.alerts = *std::move(alerts);
    auto planned = store.plannedDays();
    if (!planned)
        return tl::unexpected(planned.error());
    loaded.state.planned = *std::move(planned);
    auto values = store.values();
    if (!values)
        return tl::unexpected(values.error());
    loaded.state.values = std::make_shared<const std::vector<base::ValueRow>>(*std::move(values));
    auto valueFiles = store.valueImports();
    if (!valueFiles)
        return tl::unexpected(valueFiles.error());
    loaded.state.valueFiles = *std::move(valueFiles);
    auto imports = store.imports();
    if (!imports)
        return tl::unexpected(imports.error());
    loaded.state.imports = *std::move(imports);
    if (const auto window = store.retryWindow())
        loaded.state.retryWindow = *window;
    auto zone = store.reportingZone();
    if (!zone)
        return tl::unexpected(zone.error());
    loaded.state.zone = *std::move(zone);
    const auto key = store.pseudonymKey();
    if (!key)
        return tl::unexpected(key.error());
    loaded.pseudonymKey = *key;
    return loaded;
}

void Session::take(Loaded loaded)
{
    m_cube = std::move(loaded.cube);
    m_state = std::move(loaded.state);
    m_pseudonymKey = loaded.pseudonymKey;
    Q_EMIT changed();
}

void Session::open(const QString &path)
{
    stopAll();
    m_importing = false;
    m_cube.reset();
    m_state = {};
    const int epoch = ++m_epoch;
    m_writer.post([this, epoch, path] {
        using store::Store;
        m_writeStore.reset();
        auto store = Store::open(path.toStdString(), Store::Mode::ReadWrite);
        auto loaded = store ? load(**store, path) : Result<Loaded>(tl::unexpected(store.error()));
        if (!loaded) {
            deliver(epoch, [this, path, error = loaded.error()] { Q_EMIT openFailed(path, error); });
            return;
        }
        m_writeStore = *std::move(store);
        deliver(epoch, [this, loaded = *std::move(loaded)]() mutable {
            take(std::move(loaded));
            Q_EMIT opened();
        });
    });
    m_reader.post([this] { m_readStore.reset(); });
}

void Session::reload(int epoch)
{
    auto loaded = load(*m_writeStore, QString::fromStdString(m_writeStore->path()));
    if (!loaded)
        deliver(epoch, [this, error = loaded.error()] { Q_EMIT failed(error); });
    else
        deliver(epoch, [this, loaded = *std::move(loaded)]() mutable { take(std::move(loaded)); });
}

void Session::ask(const base::Question &question)
{
    if (!m_cube)
        return;
    const int number = ++m_question;
    m_query.post([this, epoch = m_epoch.load(), number, cube = m_cube, budgets = m_state.budgets,
                  values = m_state.values, zone = m_state.zone, question] {
        if (number != m_question)
            return; // a newer question is waiting
        auto answer = insight::snapshot(*cube, question, budgets, today(zone), *values);
        deliver(epoch, [this, number, answer = std::move(answer)] {
            if (number != m_question)
                return;
            if (answer)
                Q_EMIT snapshotReady(std::make_shared<const insight::Snapshot>(*answer));
            else
                Q_EMIT failed(answer.error());
        });
    });
}

void Session::startImport(const QStringList &paths, const ImportChoices &choices)
{
    if (m_importing || !m_cube)
        return;
    m_importing = true;
    m_importStop = std::stop_source();
    m_writer.post(
        [this, epoch = m_epoch.load(), list = textsOf(paths), choices, stop = m_importStop.get_token()] {
            const auto progress = [this, epoch](const ingest::ImportProgress &p) {
                deliver(epoch, [this, p] { Q_EMIT importProgressed(p); });
            };
            const auto options = optionsOf(choices, ownFormatsFolder());
            auto report = options ? importInto(*m_writeStore, list, *options, userPriceBook(), stop, progress)
                                  : Result<base::ImportReport>(tl::unexpected(options.error()));
            if (report && report->importId != 0) {
                if (const auto watched = watch(epoch); !watched)
                    deliver(epoch, [this, error = watched.error()] { Q_EMIT failed(error); });
                reload(epoch);
            }
            deliver(epoch, [this, report = std::move(report)] {
                m_importing = false;
                if (report)
                    Q_EMIT importFinished(*report);
                else
                    Q_EMIT importFailed(report.error());
            });
        });
}

void Session::cancelPreview()
{
    m_previewStop.request_stop();
    m_draftStop.request_stop();
}

void Session::preview(int number, const QStringList &paths, const ImportChoices &choices,
                      const QString &withMapJson)
{
    m_previewStop.request_stop();
    m_previewStop = std::stop_source();
    PreviewTask task{textsOf(paths),     choices,         withMapJson.toStdString(),
                     ownFormatsFolder(), userPriceBook(), m_pseudonymKey};
    m_previewer.post(
        [this, epoch = m_epoch.load(), number, task = std::move(task), stop = m_previewStop.get_token()] {
            if (stop.stop_requested())
                return; // a newer preview is waiting
            auto answer = previewed(task, stop);
            deliver(epoch, [this, number, stop, answer = std::move(answer)] {
                if (stop.stop_requested())
                    return;
                if (answer)
                    Q_EMIT previewReady(number, answer->files, answer->formats);
                else
                    Q_EMIT previewFailed(number, answer.error());
            });
        });
}

void Session::draftMap(const QString &log, const QString &ownFormatId, const std::optional<QString> &records)
{
    std::optional<std::string> list;
    if (records)
        list = records->toStdString();
    m_draftStop.request_stop();
    m_draftStop = std::stop_source();
    m_previewer.post([this, epoch = m_epoch.load(), log = log.toStdString(), id = ownFormatId.toStdString(),
                      list, stop = m_draftStop.get_token()] {
        auto draft = drafted(log, id, ownFormatsFolder(), stop, list);
        deliver(epoch, [this, stop, draft = std::move(draft)] {
            if (stop.stop_requested())
                return;
            if (draft)
                Q_EMIT mapDrafted(*draft);
            else
                Q_EMIT failed(draft.error());
        });
    });
}

void Session::saveMap(const ingest::UserMap &map, bool table)
{
    m_previewer.post([this, epoch = m_epoch.load(), map, table] {
        const auto id = savedMap(map, table, ownFormatsFolder());
        deliver(epoch, [this, id] {
            if (id)
                Q_EMIT mapSaved(QString::fromStdString(*id));
            else
                Q_EMIT failed(id.error());
        });
    });
}

void Session::cancelImport()
{
    m_importStop.request_stop();
}

void Session::postWrite(std::function<Result<void>(store::Store &)> work)
{
    if (!m_cube)
        return;
    m_writer.post([this, epoch = m_epoch.load(), work = std::move(work)] {
        if (const auto done = work(*m_writeStore); !done)
            deliver(epoch, [this, error = done.error()] { Q_EMIT failed(error); });
        else
            reload(epoch);
    });
}

void Session::undoImport(qint64 id)
{
    postWrite([this, id, epoch = m_epoch.load()](store::Store &store) -> Result<void> {
        const auto removed = store.undoImport(id);
        if (!removed)
            return tl::unexpected(removed.error());
        deliver(epoch, [this, id, count = *removed] { Q_EMIT importUndone(id, count); });
        return {};
    });
}

Result<store::Store *> Session::reader(const QString &path)
{
    if (!m_readStore) {
        auto opened = store::Store::open(path.toStdString(), store::Store::Mode::ReadOnly);
        if (!opened)
            return tl::unexpected(opened.error());
        m_readStore = *std::move(opened);
    }
    return m_readStore.get();
}

void Session::loadEvents(int generation, const base::Filter &filter, store::EventQuery::Order order,
                         qint64 offset, int limit)
{
    if (!m_cube)
        return;
    m_eventsGeneration = generation;
    m_reader.post([this, epoch = m_epoch.load(), cube = m_cube, path = m_state.path, generation, filter,
                   order, offset, limit] {
        const auto isOvertaken = [&] { return epoch != m_epoch || generation != m_eventsGeneration; };
        if (isOvertaken())
            return;
        const auto fail = [&](const base::Error &error) {
            deliver(epoch, [this, generation, error] {
                Q_EMIT eventsReady(generation, {}); // nothing more comes: whoever waits may stop
                Q_EMIT failed(error);
            });
        };
        const auto reading = reader(path);
        if (!reading)
            return fail(reading.error());
        auto scope = cube->eventScope(filter);
        if (!scope)
            return fail(scope.error());
        const store::EventQuery query{filter.period, std::move(scope->attributions), order, offset,
                                      limit,         std::move(scope->within)};
        auto page = (*reading)->events(query);
        if (!page)
            return fail(page.error());
        deliver(epoch, [this, generation, page = *std::move(page)] {
            if (generation == m_eventsGeneration)
                Q_EMIT eventsReady(generation, page);
        });
        if (offset != 0 || isOvertaken())
            return;
        const auto total = (*reading)->countEvents(query);
        store::EventQuery ofShared = query;
        ofShared.attributions = scope->shared;
        const auto shared =
            scope->shared.empty() ? Result<std::int64_t>(0) : (*reading)->countEvents(ofShared);
        if (total && shared)
            deliver(epoch, [this, generation, total = *total, shared = *shared] {
                if (generation == m_eventsGeneration)
                    Q_EMIT eventsCounted(generation, total, shared);
            });
    });
}

void Session::exportEvents(const QString &path, const base::Filter &filter, store::EventQuery::Order order)
{
    if (!m_cube)
        return;
    m_reader.post(
        [this, epoch = m_epoch.load(), cube = m_cube, storePath = m_state.path, path, filter, order] {
            const auto reading = reader(storePath);
            const auto written = reading ? writeEventsCsv(**reading, *cube, filter, order, path)
                                         : Result<void>(tl::unexpected(reading.error()));
            deliver(epoch, [this, path, written] {
                if (written)
                    Q_EMIT eventsExported(path);
                else
                    Q_EMIT failed(written.error());
            });
        });
}

void Session::loadRejects(qint64 importId)
{
    if (!m_cube)
        return;
    m_writer.post([this, epoch = m_epoch.load(), importId] {
        auto rejects = m_writeStore->rejects(importId);
        if (rejects)
            deliver(epoch,
                    [this, importId, list = *std::move(rejects)] { Q_EMIT rejectsReady(importId, list); });
        else
            deliver(epoch, [this, error = rejects.error()] { Q_EMIT failed(error); });
    });
}

} // namespace outlay::jobs
