// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/numbers_dialog.h"

#include "ui/state/open_document.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace ui {

namespace {

/// "npz" of "NumPy archive (*.npz)".
QString endingOf(const QString &kind)
{
    static const QRegularExpression ending(QStringLiteral("\\*\\.(\\w+)\\)$"));
    return ending.match(kind).captured(1);
}

} // namespace

NumbersDialog::NumbersDialog(const OpenDocument &document, QWidget *parent)
    : QFileDialog(parent, tr("Export numbers"), QFileInfo(document.fileName()).path())
{
    setAcceptMode(AcceptSave);
    setNameFilters({tr("JSON (*.json)"), tr("NumPy archive (*.npz)"),
                    tr("New folder with a CSV file for each tensor (*.csv)")});
    const auto followKind = [this] { setDefaultSuffix(endingOf(selectedNameFilter())); };
    followKind();
    connect(this, &QFileDialog::filterSelected, this, followKind);
    selectFile(document.baseName() + QLatin1Char('.') + defaultSuffix());
}

QString NumbersDialog::ask()
{
    return exec() == Accepted ? selectedFiles().constFirst() : QString();
}

} // namespace ui
