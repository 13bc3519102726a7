// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

#include "app/application.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <vector>

using outlay::app::Application;

namespace {

/// Painted, not only computed: grabbing renders the window.
qint64 paintedAfter(Application &application, QElapsedTimer &timer)
{
    const QPixmap picture = application.window().grab();
    return picture.isNull() ? -1 : timer.elapsed();
}

/// Runs the event loop until the next snapshot is in the models.
void waitForSnapshot(Application &application)
{
    QEventLoop loop;
    QObject::connect(&application.models(), &outlay::items::Models::snapshotChanged, &loop,
                     &QEventLoop::quit);
    QTimer::singleShot(60'000, &loop, [] { std::abort(); });
    loop.exec();
}

} // namespace

/// bench_window STORE: milliseconds from the program's start to a painted Overview, from a click on a feature
/// to painted (median and worst of all features), and the peak memory of the process.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QElapsedTimer timer;
    timer.start();
    const QApplication qt(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("outlay-bench"));
    if (argc != 2) {
        std::fputs("usage: bench_window STORE\n", stderr);
        return 2;
    }
    Application application({false, argv[1], {}}, QString());
    waitForSnapshot(application);
    std::printf("start to painted Overview: %lld ms\n",
                static_cast<long long>(paintedAfter(application, timer)));

    outlay::items::Models &models = application.models();
    std::vector<qint64> clicks;
    const auto *features = models.values().value(QStringLiteral("feature"));
    for (int row = 0; row < features->rowCount(); ++row) {
        timer.restart();
        models.filters.drill(QStringLiteral("feature"),
                             features->index(row).data(outlay::items::KeyRole).toString());
        waitForSnapshot(application);
        clicks.push_back(paintedAfter(application, timer));
    }
    std::sort(clicks.begin(), clicks.end());
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("click to painted: median %lld ms, worst of %zu: %lld ms\n",
                static_cast<long long>(clicks[clicks.size() / 2]), clicks.size(),
                static_cast<long long>(clicks.back()));
    std::printf("peak memory: %ld MB\n", usage.ru_maxrss / 1024);
    return 0;
}
