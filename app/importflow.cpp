// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/importflow.h"

#include "app/preferences.h"
#include "app/previewitems.h"
#include "views/dialogs/importdialog.h"
#include "views/dialogs/mappingdialog.h"
#include "views/mainwindow.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace outlay::app {

using jobs::Session;
using views::ImportDialog;
using views::MainWindow;
using views::MappingDialog;

namespace {

const QString kUsers = QStringLiteral("users");
const QString kPreviewAlways = QStringLiteral("previewAlways");

bool isKnown(const ingest::FilePreview &file)
{
    return !file.report.error && !file.report.format.empty();
}

/// The path itself, or what is in that folder or archive.
bool holds(const QString &path, const QString &log)
{
    const QString folder = path.endsWith(QLatin1Char('/')) ? path : path + QLatin1Char('/');
    return log == path || log.startsWith(folder);
}

} // namespace

bool isDoubtful(const std::vector<ingest::FilePreview> &files, const QStringList &paths)
{
    if (std::any_of(files.begin(), files.end(), [&](const ingest::FilePreview &file) {
            return file.doubtful && paths.contains(QString::fromStdString(file.report.path));
        }))
        return true;
    return std::none_of(files.begin(), files.end(), isKnown) &&
           std::any_of(files.begin(), files.end(), std::mem_fn(&ingest::FilePreview::mappable));
}

QStringList knownPaths(const std::vector<ingest::FilePreview> &files, const QStringList &paths)
{
    QStringList known;
    std::copy_if(paths.begin(), paths.end(), std::back_inserter(known), [&](const QString &path) {
        return std::any_of(files.begin(), files.end(), [&](const ingest::FilePreview &file) {
            return isKnown(file) && holds(path, QString::fromStdString(file.report.path));
        });
    });
    return known;
}

void ImportFlow::Request::add(const QStringList &more, bool chosenToo)
{
    for (const QString &path : more)
        if (!paths.contains(path))
            paths << path;
    chosen = chosen || chosenToo;
}

ImportFlow::ImportFlow(Session &session, MainWindow &window, QString ownStore, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_ownStore(std::move(ownStore))
{
    connect(&session, &Session::opened, this, &ImportFlow::opened);
    connect(&session, &Session::openFailed, this, &ImportFlow::openFailed);
    connect(&session, &Session::valuesTold, this, &ImportFlow::valuesTold);
    connect(&session, &Session::importFinished, this, &ImportFlow::handJoins);
    connect(&session, &Session::importFailed, this, &ImportFlow::handJoins);
    connect(&session, &Session::previewReady, this, &ImportFlow::previewReady);
    connect(&session, &Session::previewFailed, this, &ImportFlow::previewFailed);
    connect(&session, &Session::mapDrafted, this, &ImportFlow::mapDrafted);
    connect(&session, &Session::mapSaved, this, &ImportFlow::mapSaved);
    connect(&session, &Session::failed, this, &ImportFlow::failed);
}

ImportFlow::~ImportFlow() = default;

int ImportFlow::users()
{
    return preferences().value(kUsers, 0).toInt();
}

void ImportFlow::setUsers(int policy)
{
    preferences().setValue(kUsers, policy);
}

bool ImportFlow::previewAlways()
{
    return preferences().value(kPreviewAlways).toBool();
}

void ImportFlow::setPreviewAlways(bool always)
{
    preferences().setValue(kPreviewAlways, always);
    m_window.setPreviewAlways(always);
}

void ImportFlow::stopLooking()
{
    ++m_number;
    m_session.cancelPreview();
}

void ImportFlow::openStore(const QString &path)
{
    m_storeFailed = false;
    m_sampleFolder.reset();
    // What was being looked at belongs to the person, not to the store that was open.
    m_waiting.add(m_current.paths + std::exchange(m_joins, {}), m_current.chosen);
    forget();
    m_session.open(path);
}

void ImportFlow::openSample()
{
    auto folder = std::make_unique<QTemporaryDir>();
    const QString log = folder->filePath(QStringLiteral("sample.jsonl"));
    if (!folder->isValid() || !QFile::copy(QStringLiteral(":/samples/demo.jsonl"), log)) {
        m_window.showError({base::ErrorKind::Unwritable, folder->path().toStdString(),
                            "the sample data could not be put into the temporary folder", 0});
        return;
    }
    openStore(folder->filePath(QStringLiteral("sample.db")));
    m_sampleFolder = std::move(folder);
}

void ImportFlow::opened()
{
    if (m_sampleFolder)
        startImport({m_sampleFolder->filePath(QStringLiteral("sample.jsonl"))});
    else if (const Request waiting = std::exchange(m_waiting, {}); !waiting.paths.isEmpty())
        request(waiting.paths, waiting.chosen);
}

void ImportFlow::openFailed()
{
    m_storeFailed = true;
    m_waiting = {};
}

/// Says why not, if not.
bool ImportFlow::isFree()
{
    using base::ErrorKind;
    if (m_storeFailed)
        m_window.showError(
            {ErrorKind::NotFound, "", "no store is open; choose one with File, Open Store", 0});
    else if (m_session.isImporting())
        m_window.showError(
            {ErrorKind::Busy, "", "an import is running; drop the files again when it is done", 0});
    else if (m_dialog)
        m_window.showError(
            {ErrorKind::Busy, "", "an import is being prepared; drop the files again when it is done", 0});
    else
        return true;
    return false;
}

void ImportFlow::request(const QStringList &paths, bool chosen)
{
    if (m_sampleFolder) {
        m_waiting.add(paths, chosen);
        openStore(m_ownStore);
    } else if (!m_storeFailed && !m_session.isOpen()) {
        m_waiting.add(paths, chosen);
    } else if (isFree()) {
        m_current.add(paths, chosen);
        m_window.showPreviewBegun();
        m_session.tellValues(++m_number, m_current.paths);
    }
}

void ImportFlow::importAnyway(const QString &path)
{
    if (!isFree())
        return;
    m_current.add({path}, true);
    m_window.showPreviewBegun();
    look();
}

/// Files that say what features bring in are no logs, and are kept apart.
void ImportFlow::valuesTold(int number, const QStringList &valueFiles, const QStringList &joinFiles,
                            const QStringList &logs)
{
    if (number != m_number)
        return;
    if (!valueFiles.isEmpty())
        m_session.keepValues(valueFiles);
    m_current.paths = logs;
    for (const QString &path : joinFiles)
        if (!m_joins.contains(path))
            m_joins << path;
    if (!m_current.paths.isEmpty())
        return look();
    m_current = {};
    m_window.showPreviewDone();
    handJoins();
}

void ImportFlow::handJoins()
{
    for (const QString &path : std::exchange(m_joins, {}))
        Q_EMIT joinRequested(path);
}

void ImportFlow::look()
{
    if (m_current.paths.contains(QStringLiteral("-"))) // can be read once
        return startImport(std::exchange(m_current, {}).paths);
    m_session.preview(++m_number, m_current.paths, choices());
}

jobs::ImportChoices ImportFlow::choices() const
{
    jobs::ImportChoices choices;
    choices.users = static_cast<ingest::UserPolicy>(m_dialog ? m_dialog->users() : users());
    if (m_dialog)
        for (const auto &[log, format] : m_dialog->formats().toStdMap())
            choices.formatOf.emplace(log.toStdString(), format.toStdString());
    return choices;
}

void ImportFlow::previewReady(int number, const std::vector<ingest::FilePreview> &files,
                              const std::vector<jobs::NamedFormat> &formats)
{
    if (number != m_number)
        return;
    const ingest::UserPolicy users = choices().users;
    if (m_mapping) {
        for (const ingest::FilePreview &file : files)
            if (QString::fromStdString(file.report.path) == m_mappedLog)
                m_mapping->showPreview(itemOf(file, users));
        return;
    }
    m_files = files;
    m_formats = formats;
    const bool asks = m_current.chosen || previewAlways() || isDoubtful(files, m_current.paths);
    if (!m_dialog && !asks)
        return startImport(std::exchange(m_current, {}).paths);
    m_window.showPreviewDone();
    if (!m_dialog)
        makeDialog();
    m_dialog->showPreview(itemsOf(files, users), itemsOf(formats));
}

void ImportFlow::previewFailed(int number, const base::Error &error)
{
    if (number != m_number)
        return;
    if (m_mapping) {
        m_mapping->showError(error);
    } else if (m_dialog) {
        m_dialog->showError(error);
    } else {
        forget();
        m_window.showError(error);
        handJoins();
    }
}

void ImportFlow::makeDialog()
{
    auto *dialog = new ImportDialog(users(), previewAlways(), &m_window);
    connect(dialog, &ImportDialog::previewWanted, this,
            [this] { m_session.preview(++m_number, m_current.paths, choices()); });
    connect(dialog, &ImportDialog::importWanted, this, &ImportFlow::importKnown);
    connect(dialog, &ImportDialog::mappingWanted, this, &ImportFlow::draftMap);
    connect(dialog, &ImportDialog::alwaysChosen, this, &ImportFlow::setPreviewAlways);
    connect(dialog, &ImportDialog::rejected, this, [this] {
        m_joins.clear();
        forget();
    });
    m_dialog = dialog;
    dialog->open();
}

void ImportFlow::importKnown()
{
    const jobs::ImportChoices chosen = choices();
    const QStringList paths = knownPaths(m_files, m_current.paths);
    setUsers(int(chosen.users));
    m_window.setUserIds(int(chosen.users));
    startImport(paths);
    forget();
}

void ImportFlow::startImport(const QStringList &paths)
{
    m_window.showImportBegun();
    m_session.startImport(paths, choices());
}

/// Nothing is looked at any more.
void ImportFlow::forget()
{
    stopLooking();
    m_current = {};
    m_files.clear();
    for (QDialog *dialog : std::initializer_list<QDialog *>{m_mapping, m_dialog})
        if (dialog)
            dialog->deleteLater();
    m_mapping.clear();
    m_dialog.clear();
}

void ImportFlow::cancel()
{
    if (!m_current.paths.isEmpty() && !m_dialog) {
        m_joins.clear();
        forget();
        m_window.showError({base::ErrorKind::Cancelled, {}, {}, 0});
    } else {
        m_session.cancelImport();
    }
}

void ImportFlow::draftMap(const QString &log, const QString &ownFormat)
{
    m_mappedLog = log;
    m_mappedFormat = ownFormat;
    m_session.draftMap(log, ownFormat);
}

void ImportFlow::mapDrafted(const jobs::MapDraft &draft)
{
    if (!m_dialog || QString::fromStdString(draft.log) != m_mappedLog)
        return;
    m_isTable = draft.shape.table;
    if (m_mapping)
        return m_mapping->setRecords(mappingOf(draft));
    QStringList taken;
    for (const jobs::NamedFormat &format : m_formats)
        if (format.own && QString::fromStdString(format.id) != m_mappedFormat)
            taken << QString::fromStdString(format.title);
    m_mapping = new MappingDialog(m_mappedLog, taken, m_dialog);
    connect(m_mapping, &MappingDialog::previewWanted, this, &ImportFlow::previewMap);
    connect(m_mapping, &MappingDialog::recordsWanted, this,
            [this](const QString &path) { m_session.draftMap(m_mappedLog, m_mappedFormat, path); });
    connect(m_mapping, &MappingDialog::saveWanted, this,
            [this](const items::Mapping &mapping) { m_session.saveMap(userMapOf(mapping), m_isTable); });
    connect(m_mapping, &QDialog::rejected, this, [this] {
        stopLooking(); // a preview of what is not saved is nobody's
        m_mapping.clear();
    });
    m_mapping->setMapping(mappingOf(draft));
    m_mapping->open();
}

void ImportFlow::previewMap(const items::Mapping &mapping)
{
    // A log within an archive is read with the others of it.
    const auto holder = std::find_if(m_current.paths.begin(), m_current.paths.end(),
                                     [this](const QString &path) { return holds(path, m_mappedLog); });
    const bool alone = holder == m_current.paths.end() || QFileInfo::exists(m_mappedLog);
    jobs::ImportChoices plain = choices();
    plain.formatOf.clear();
    m_session.preview(++m_number, {alone ? m_mappedLog : *holder}, plain,
                      QString::fromStdString(ingest::writeMap(userMapOf(mapping), m_isTable)));
}

void ImportFlow::mapSaved(const QString &id)
{
    if (!m_mapping || !m_dialog)
        return;
    m_mapping->deleteLater();
    m_mapping.clear();
    // Others of its shape are recognised by their content; this one was said to be read so.
    m_dialog->choose(m_mappedLog, id);
}

void ImportFlow::failed(const base::Error &error)
{
    if (m_mapping)
        m_mapping->showError(error);
    else if (m_dialog)
        m_dialog->showError(error);
}

} // namespace outlay::app
