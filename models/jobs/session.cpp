// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobs/session.h"

#include "jobs/alertwatch.h"
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

/// What is chosen for the whole store.
Result<void> addChoices(const store::Store &store, StoreState &state)
{
    if (const auto window = store.retryWindow())
        state.retryWindow = *window;
    auto zone = store.reportingZone();
    if (!zone)
        return tl::unexpected(zone.error());
    state.zone = *std::move(zone);
    auto display = displaySettings(store);
    if (!display)
        return tl::unexpected(display.error());
    state.display = *std::move(display);
    return {};
}

} // namespace

Session::Session(QObject *parent)
    : QObject(parent)
    , m_writer(QStringLiteral("store writer"))
    , m_reader(QStringLiteral("store reader"))
    , m_query(QStringLiteral("cube queries"))
    , m_walker(QStringLiteral("store walks"))
    , m_previewer(QStringLiteral("previews"))
    , m_rules(QStringLiteral("rules"))
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
    cancelJoin();
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

Result<Session::Loaded> Session::load(store::Store &store, const QString &path,
                                      std::shared_ptr<const cube::Cube> cube)
{
    Loaded loaded;
    loaded.state.path = path;
    auto made = cube ? Result<std::shared_ptr<const cube::Cube>>(std::move(cube)) : loadCube(store);
    if (!made)
        return tl::unexpected(made.error());
    loaded.cube = *std::move(made);
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
    auto backfills = store.backfills();
    if (!backfills)
        return tl::unexpected(backfills.error());
    loaded.state.backfills = *std::move(backfills);
    auto imports = store.imports();
    if (!imports)
        return tl::unexpected(imports.error());
    loaded.state.imports = *std::move(imports);
    for (const auto &[name, text] :
         {std::pair(kSavedViews, &loaded.state.savedViews), std::pair(kScenarios, &loaded.state.scenarios)}) {
        const auto setting = store.setting(name);
        if (!setting)
            return tl::unexpected(setting.error());
        *text = QString::fromStdString(setting->value_or(std::string()));
    }
    auto rules = store.rules();
    if (!rules)
        return tl::unexpected(rules.error());
    loaded.state.rules = *std::move(rules);
    auto ruleChanges = store.ruleChanges();
    if (!ruleChanges)
        return tl::unexpected(ruleChanges.error());
    loaded.state.ruleChanges = *std::move(ruleChanges);
    if (const auto added = addChoices(store, loaded.state); !added)
        return tl::unexpected(added.error());
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

void Session::reload(int epoch, std::shared_ptr<const cube::Cube> cube)
{
    auto loaded = load(*m_writeStore, QString::fromStdString(m_writeStore->path()), std::move(cube));
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
                const auto cube = loadCube(*m_writeStore);
                const auto watched = cube ? watch(epoch, **cube, stop) : Result<void>();
                if (!watched)
                    deliver(epoch, [this, error = watched.error()] { Q_EMIT failed(error); });
                reload(epoch, cube.value_or(nullptr));
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
        const auto undone = jobs::undoImport(store, id);
        if (!undone)
            return tl::unexpected(undone.error());
        deliver(epoch, [this, id, undone = *undone] {
            Q_EMIT importUndone(id, undone.events);
            if (!undone.alerts)
                Q_EMIT failed(undone.alerts.error());
        });
        return {};
    });
}

} // namespace outlay::jobs
