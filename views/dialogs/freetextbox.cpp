// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/dialogs/freetextbox.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

namespace outlay::views {

QComboBox *freeTextBox()
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setCompleter(nullptr); // which would put another text in the place of the one that was typed
    return box;
}

void nameBox(QComboBox &box, const QString &name)
{
    box.setAccessibleName(name);
    box.lineEdit()->setAccessibleName(name);
}

void offer(QComboBox &box, const QStringList &texts)
{
    const QString typed = box.currentText();
    box.clear();
    box.addItems(texts);
    box.setCurrentIndex(-1);
    box.setEditText(typed);
}

} // namespace outlay::views
