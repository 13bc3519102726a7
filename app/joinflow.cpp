// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/joinflow.h"

#include "app/hindrance.h"
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

QString columnsText(const ingest::JoinColumns &columns)
{
    QStringList parts;
    for (const auto &[what, column] :
         {std::pair{JoinFlow::tr("call id"), &columns.call},
          std::pair{JoinFlow::tr("chain id"), &columns.chain}, std::pair{JoinFlow::tr("time"), &columns.time},
          std::pair{JoinFlow::tr("model"), &columns.model},
          std::pair{JoinFlow::tr("input tokens"), &columns.inputTokens},
          std::pair{JoinFlow::tr("output tokens"), &columns.outputTokens}})
        if (!column->empty())
            parts << JoinFlow::tr("%1 from “%2”").arg(what, QString::fromStdString(*column));
    for (const auto &[column, dimension] : columns.dimensions)
        parts << JoinFlow::tr("%1 from “%2”")
                     .arg(QString::fromStdString(dimension), QString::fromStdString(column));
    return JoinFlow::tr("Columns: %1").arg(parts.join(QStringLiteral(", ")));
}

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
        remarks << QString::fromStdString(assumption.text);
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
    connect(&session, &Session::joinPreviewed, this, &JoinFlow::previewed);
    connect(&session, &Session::joinPreviewFailed, this, [this](int number, const base::Error &error) {
        if (number == m_number)
            failed(error);
    });
    connect(&session, &Session::joinProgressed, this, [this](qint64 done, qint64 total) {
        if (m_dialog)
            m_dialog->showProgress(done, total);
    });
    connect(&session, &Session::joinKept, this, [this](qint64 id, const QString &path) {
        m_window.showJoined(id, QFileInfo(path).fileName());
        if (JoinDialog *dialog = m_dialog)
            dialog->accept();
    });
    connect(&session, &Session::joinRemoved, this, [this] {
        m_window.showJoinRemoved();
        if (JoinDialog *dialog = m_dialog)
            dialog->accept();
    });
    connect(&session, &Session::joinFailed, this, &JoinFlow::failed);
    connect(&session, &Session::changed, this, &JoinFlow::listJoined);
    connect(&session, &Session::opened, this, [this] {
        if (JoinDialog *dialog = m_dialog)
            dialog->accept(); // it is of the store that was open before
    });
}

JoinFlow::~JoinFlow() = default;

void JoinFlow::start(const QString &path)
{
    if (m_dialog) {
        if (!path.isEmpty())
            m_window.showError({base::ErrorKind::Busy, path.toStdString(),
                                "was not looked at: join or close the log that is shown first, then drop it "
                                "again",
                                0});
        return;
    }
    if (const auto hindrance = hindranceOf(m_session, "join the log"))
        return m_window.showError(*hindrance);
    m_preview.reset();
    m_dialog = m_window.showJoining();
    connect(m_dialog, &JoinDialog::previewWanted, this, &JoinFlow::look);
    connect(m_dialog, &JoinDialog::joinRequested, this,
            [this] { m_session.keepJoin(m_preview, m_windowUs); });
    connect(m_dialog, &JoinDialog::removeRequested, &m_session, &Session::removeJoin);
    connect(m_dialog, &JoinDialog::cancelRequested, &m_session, &Session::cancelJoin);
    connect(m_dialog, &QDialog::finished, this, [this] {
        m_dialog.clear();
        m_preview.reset();
    });
    listJoined();
    if (!path.isEmpty())
        m_dialog->setLog(path);
}

void JoinFlow::look(const QString &path, int seconds)
{
    m_preview.reset();
    m_windowUs = seconds * kMicrosPerWindowSecond;
    m_session.previewJoin(++m_number, path, m_windowUs);
}

void JoinFlow::previewed(int number, const ingest::JoinColumns &columns,
                         const std::shared_ptr<const jobs::JoinPreview> &preview)
{
    if (number != m_number || !m_dialog)
        return;
    m_preview = preview;
    items::JoinOutlook outlook = items::outlookOf(preview->quality);
    outlook.columns = columnsText(columns);
    outlook.remarks = readingRemarks(preview->reading) + outlook.remarks;
    m_dialog->showOutlook(outlook);
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
