// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QStringList>
#include <QtCore/QTemporaryDir>

#include "jobs/session.h"

#include <memory>
#include <vector>

namespace outlay::items {
struct Mapping;
}
namespace outlay::views {
class ImportDialog;
class MainWindow;
class MappingDialog;
} // namespace outlay::views

namespace outlay::app {

/// Carries what is to be imported from the window and the command line through preview and dialogs to the
/// session. Knows which store it may go into: a person's own logs never go into the sample's.
class ImportFlow : public QObject
{
    Q_OBJECT

public:
    /// What is given while `ownStore` is not the one that is shown waits until it is open.
    ImportFlow(jobs::Session &session, views::MainWindow &window, QString ownStore,
               QObject *parent = nullptr);
    ~ImportFlow() override;

    void openStore(const QString &path);
    void openSample();
    bool showsSample() const { return m_sampleFolder != nullptr; }

    /// Logs to import. `chosen`: they are shown first in any case, and not only when something about them is
    /// doubtful.
    void request(const QStringList &paths, bool chosen);
    /// A log that does not look like one; it is shown first.
    void importAnyway(const QString &path);
    /// Logs to request() as soon as the store is open.
    void await(const QStringList &paths) { m_waiting.add(paths, false); }
    /// Of the preview, or of the import itself.
    void cancel();

    /// What becomes of user ids, as a person has chosen it: an ingest::UserPolicy.
    static int users();
    static void setUsers(int policy);

    /// Whether every import is shown first, as a person has chosen it.
    static bool previewAlways();
    void setPreviewAlways(bool always);

    /// The window closes: nothing is to be waited for.
    void stopLooking();

Q_SIGNALS:
    /// Something that was given is no log of calls, but says more of them.
    void joinRequested(const QString &path);

private:
    struct Request
    {
        QStringList paths;
        bool chosen = false;

        void add(const QStringList &more, bool chosenToo);
    };

    void opened();
    void openFailed();
    bool isFree();
    void valuesTold(int number, const QStringList &valueFiles, const QStringList &joinFiles,
                    const QStringList &logs);
    void look();
    void handJoins();
    jobs::ImportChoices choices() const;
    void previewReady(int number, const std::vector<ingest::FilePreview> &files,
                      const std::vector<jobs::NamedFormat> &formats);
    void previewFailed(int number, const base::Error &error);
    void makeDialog();
    void startImport(const QStringList &paths);
    void importKnown();
    void forget();

    void draftMap(const QString &log, const QString &ownFormat);
    void mapDrafted(const jobs::MapDraft &draft);
    void previewMap(const items::Mapping &mapping);
    void mapSaved(const QString &id);
    void failed(const base::Error &error);

    jobs::Session &m_session;
    views::MainWindow &m_window;
    const QString m_ownStore;
    std::unique_ptr<QTemporaryDir> m_sampleFolder; ///< holds the store of the sample data while it is shown
    bool m_storeFailed = false;
    Request m_waiting;   ///< as soon as the store is open
    Request m_current;   ///< is looked at, or shown in the dialog
    QStringList m_joins; ///< given with it: after the import, for the calls of which they say more

    int m_number = 0; ///< of the latest preview: answers to others are dropped
    std::vector<ingest::FilePreview> m_files;
    std::vector<jobs::NamedFormat> m_formats;
    QPointer<views::ImportDialog> m_dialog;
    QPointer<views::MappingDialog> m_mapping;
    QString m_mappedLog;    ///< that a mapping is drafted or made of
    QString m_mappedFormat; ///< id of the mapping that is changed; empty: it is a new one
    bool m_isTable = false; ///< what is mapped has columns, not paths
};

/// Whether a person is asked before `paths` are imported, given what a preview said of them: when one of
/// them is itself doubtful, or when nothing is known and something could be.
bool isDoubtful(const std::vector<ingest::FilePreview> &files, const QStringList &paths);

/// Of `paths`, those that are a log that is known or that hold one.
QStringList knownPaths(const std::vector<ingest::FilePreview> &files, const QStringList &paths);

} // namespace outlay::app
