// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/joinflow.h"

#include "app/hindrance.h"
#include "app/joinfields.h"
#include "items/joinwords.h"
#include "views/dialogs/joindialog.h"
#include "views/mainwindow.h"

#include <QtCore/QFileInfo>
#include <QtCore/QLocale>

#include <algorithm>

namespace outlay::app {

using jobs::Session;
using views::JoinDialog;
using views::MainWindow;

namespace {

constexpr qint64 kMicrosPerWindowSecond = 1'000'000;
constexpr std::size_t kJoinRejectsTold = 3;

QStringList readingRemarks(const ingest::JoinReading &reading)
{
    QStringList remarks;
    if (reading.rejected > 0)
        remarks << JoinFlow::tr("Rows that cannot be understood, and are left out: %1.")
                       .arg(QLocale().toString(static_cast<qlonglong>(reading.rejected)));
    for (std::size_t i = 0; i < std::min(kJoinRejectsTold, reading.rejects.size()); ++i)
        remarks << JoinFlow::tr("Line %1: %2")
                       .arg(QString::number(reading.rejects[i].line),
                            QString::fromStdString(reading.rejects[i].reason));
    for (const base::Assumption &assumption : reading.assumptions)
        remarks << JoinFlow::tr("%1: %2").arg(QString::fromStdString(assumption.text),
                                              QLocale().toString(static_cast<qlonglong>(assumption.events)));
    return remarks;
}

} // namespace

JoinFlow::JoinFlow(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    connect(&window, &MainWindow::joiningRequested, this, [this] { start({}); });
    connect(&window, &MainWindow::joinRemoveRequested, &session, &Session::removeJoin);
    connect(&window, &MainWindow::joinRestoreRequested, this, &JoinFlow::restore);
    connectAnswers();
}

JoinFlow::~JoinFlow() = default;

void JoinFlow::connectAnswers()
{
    connect(&m_session, &Session::joinShaped, this, [this](int number, const ingest::JoinShape &shape) {
        if (number != m_number || !m_dialog)
            return;
        m_guess = shape.guess;
        QStringList names;
        for (const std::string &name : shape.names)
            names << QString::fromStdString(name);
        m_dialog->setColumns(names, joinFieldsOf(shape.guess));
    });
    connect(&m_session, &Session::joinPreviewed, this, &JoinFlow::previewed);
    connect(&m_session, &Session::joinPreviewFailed, this, [this](int number, const base::Error &error) {
        if (number == m_number)
            failed(error);
    });
    connect(&m_session, &Session::joinProgressed, this, [this](qint64 done, qint64 total) {
        if (m_dialog)
            m_dialog->showProgress(done, total);
    });
    connect(&m_session, &Session::joinKept, this, [this](qint64 id, const QString &path) {
        m_window.showJoined(id, QFileInfo(path).fileName());
        if (JoinDialog *dialog = m_dialog)
            dialog->accept();
    });
    connect(&m_session, &Session::joinRemoved, this, &JoinFlow::removed);
    connect(&m_session, &Session::joinFailed, this, &JoinFlow::failed);
    connect(&m_session, &Session::changed, this, &JoinFlow::listJoined);
    connect(&m_session, &Session::opened, this, [this] {
        m_waiting.clear(); // they are of the store that was open before, as is what is shown
        m_removed.reset();
        if (JoinDialog *dialog = m_dialog)
            dialog->accept();
    });
}

void JoinFlow::start(const QString &path)
{
    if (m_dialog) {
        if (!path.isEmpty())
            m_waiting << path;
        return;
    }
    if (const auto hindrance = hindranceOf(m_session, "join the log"))
        return m_window.showError(*hindrance);
    m_dialog = m_window.showJoining();
    connect(m_dialog, &JoinDialog::previewWanted, this, &JoinFlow::look);
    connect(m_dialog, &JoinDialog::joinRequested, this, &JoinFlow::keepShown);
    connect(m_dialog, &JoinDialog::removeRequested, &m_session, &Session::removeJoin);
    connect(m_dialog, &JoinDialog::importRequested, this, &JoinFlow::importWanted);
    connect(m_dialog, &JoinDialog::cancelRequested, &m_session, &Session::cancelJoin);
    connect(m_dialog, &QDialog::finished, this, [this] {
        m_dialog.clear();
        m_preview.reset();
        // Later, so that one dialog is gone before the next is there.
        QMetaObject::invokeMethod(this, &JoinFlow::startNext, Qt::QueuedConnection);
    });
    listJoined();
    if (!path.isEmpty())
        m_dialog->setLog(path);
}

void JoinFlow::startNext()
{
    if (!m_dialog && !m_waiting.isEmpty())
        start(m_waiting.takeFirst());
}

/// `columns`: none while they are to be guessed.
void JoinFlow::look(const QString &path, int seconds, const QStringList &columns)
{
    m_preview.reset();
    m_windowUs = seconds * kMicrosPerWindowSecond;
    m_session.previewJoin(++m_number, path,
                          columns.isEmpty() ? std::nullopt : std::optional(chosenColumns(m_guess, columns)),
                          m_windowUs);
}

void JoinFlow::previewed(int number, const std::shared_ptr<const jobs::JoinPreview> &preview)
{
    if (number != m_number || !m_dialog)
        return;
    m_preview = preview;
    items::JoinOutlook outlook = items::outlookOf(preview->quality);
    outlook.isJoined = isKept(preview->reading.log);
    outlook.remarks = readingRemarks(preview->reading) + outlook.remarks;
    m_dialog->showOutlook(outlook);
}

bool JoinFlow::isKept(const base::JoinLog &log) const
{
    return std::ranges::any_of(m_session.state().backfills, [&](const base::Backfill &each) {
        return each.fingerprint == log.fingerprint && each.windowUs == m_windowUs;
    });
}

void JoinFlow::keepShown()
{
    if (m_preview)
        m_session.keepJoin({m_preview, &m_preview->reading.log}, m_windowUs);
}

void JoinFlow::removed(const std::shared_ptr<const store::KeptJoin> &kept)
{
    m_removed = kept;
    m_window.showJoinRemoved(QFileInfo(QString::fromStdString(kept->first.path)).fileName());
    if (m_dialog)
        m_dialog->showRemoved();
}

void JoinFlow::restore()
{
    if (m_removed)
        m_session.keepJoin({m_removed, &m_removed->second}, m_removed->first.windowUs);
}

void JoinFlow::failed(const base::Error &error)
{
    if (m_dialog)
        m_dialog->showError(error);
    else
        m_window.showError(error);
}

void JoinFlow::listJoined()
{
    if (m_dialog)
        m_dialog->setJoined(items::joinedLogs(m_session.state().backfills));
}

} // namespace outlay::app
