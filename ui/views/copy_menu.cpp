// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/copy_menu.h"

#include "core/explain/notation.h"
#include "core/explain/tensor_text.h"
#include "core/explain/torch_name.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"

#include <QClipboard>
#include <QGuiApplication>

namespace ui {

CopyMenu::CopyMenu(const Player &player, const ViewState &viewState, Pinned pinned, QWidget *parent)
    : QMenu(tr("&Copy number"), parent), m_player(player), m_pinned(std::move(pinned))
{
    QAction *text = add(tr("As &text"), &core::plainText);
    text->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_C));
    text->setShortcutContext(Qt::WidgetWithChildrenShortcut); // elsewhere something else is copied
    add(tr("As &LaTeX"), &core::latex);
    add(tr("As &PyTorch expression"), &core::torchExpression);
    addSeparator();
    add(tr("Its tensor as &TSV"), [](const core::Trace &trace, const core::Cell &cell) {
        return core::asTsv(trace, cell.tensor);
    });
    add(tr("Its tensor as torch.t&ensor"), [](const core::Trace &trace, const core::Cell &cell) {
        return core::asTorchTensor(trace, cell.tensor);
    });
    add(tr("Its tensor as LaTeX &matrix"), [](const core::Trace &trace, const core::Cell &cell) {
        return core::asLatexMatrix(trace, cell.tensor);
    });
    addSeparator();
    add(tr("Its row as T&SV"), &core::rowAsTsv);
    add(tr("Its row as torch.te&nsor"), &core::rowAsTorchTensor);
    add(tr("Its row as LaTe&X matrix"), &core::rowAsLatexMatrix);
    const auto enable = [this] {
        const bool any = m_pinned().has_value();
        for (QAction *action : actions())
            action->setEnabled(any);
    };
    connect(&viewState, &ViewState::targetChanged, this, enable);
    enable();
}

QAction *CopyMenu::add(const QString &text, Notation notation)
{
    return addAction(text, this, [this, notation] { copy(notation); });
}

void CopyMenu::copy(Notation notation) const
{
    if (const auto cell = m_pinned())
        QGuiApplication::clipboard()->setText(
            QString::fromStdString(notation(*m_player.trace(), *cell)));
}

} // namespace ui
