// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/linkingdialog.h"

#include "base/dimension.h"
#include "views/buddylabel.h"
#include "views/errortext.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

namespace outlay::views {

namespace {

constexpr int kTextWidth = 460;
constexpr int kLinkingSteps = 1000;

} // namespace

LinkingDialog::LinkingDialog(int seconds, QWidget *parent)
    : QDialog(parent)
    , m_seconds(new QSpinBox)
    , m_error(new QLabel)
    , m_progress(new QProgressBar)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Linking of Attempts"));
    auto *what =
        new QLabel(tr("Calls of one feature, user and model with as many input tokens that follow each "
                      "other within this time are taken for attempts of one call: the last that did "
                      "not fail counts, and what the others cost is retry cost."));
    auto *always =
        new QLabel(tr("Attempts that a log ties together by a request or chain id are linked in any "
                      "case. At 0, no others are."));
    always->setProperty("secondary", true);
    for (QLabel *label : {what, always, m_error}) {
        label->setWordWrap(true);
        label->setMinimumWidth(kTextWidth);
    }
    m_seconds->setRange(0, static_cast<int>(base::kMaxRetryWindow));
    m_seconds->setValue(seconds);
    m_seconds->setSuffix(tr(" s"));
    m_seconds->selectAll();
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);

    auto *row = new QHBoxLayout;
    row->addWidget(buddyLabel(tr("&Seconds between attempts"), m_seconds));
    row->addWidget(m_seconds);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(what);
    layout->addLayout(row);
    layout->addWidget(always);
    layout->addWidget(m_error);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &LinkingDialog::begin);
    connect(buttons, &QDialogButtonBox::rejected, this, &LinkingDialog::reject);
    m_error->hide();
    setAtWork(false);
    m_seconds->setFocus();
}

void LinkingDialog::setAtWork(bool on)
{
    m_isAtWork = on;
    m_seconds->setEnabled(!on);
    m_ok->setEnabled(!on);
    m_cancel->setEnabled(true);
    m_progress->setRange(0, 0);
    m_progress->setVisible(on);
}

void LinkingDialog::begin()
{
    m_error->hide();
    setAtWork(true);
    m_cancel->setFocus();
    Q_EMIT linkRequested(m_seconds->value());
}

void LinkingDialog::showProgress(qint64 done, qint64 total)
{
    if (!m_isAtWork || total <= 0)
        return;
    // What is found is written in one go, of which there is no progress.
    m_progress->setRange(0, done >= total ? 0 : kLinkingSteps);
    m_progress->setValue(static_cast<int>(double(done) / double(total) * kLinkingSteps));
}

void LinkingDialog::showError(const base::Error &error)
{
    m_error->setText(QStringLiteral("⚠ ") + errorText(error));
    m_error->show();
    setAtWork(false);
    m_seconds->setFocus();
}

void LinkingDialog::reject()
{
    if (!m_isAtWork)
        return QDialog::reject();
    m_cancel->setEnabled(false);
    Q_EMIT cancelRequested();
}

} // namespace outlay::views
