// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/document_text.h"

#include "core/io/document_token.h"
#include "ui/state/open_document.h"
#include "ui/views/file_menu.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>

namespace ui {

DocumentText::DocumentText(const OpenDocument &document, FileMenu &files,
                           std::function<std::string()> viewText)
    : QObject(&files), m_document(document), m_files(files), m_viewText(std::move(viewText))
{
}

void DocumentText::addTo(QMenu &menu)
{
    menu.addAction(tr("Copy document as te&xt"), this, &DocumentText::copy);
    menu.addAction(tr("Paste document &from text"), this, &DocumentText::paste);
}

void DocumentText::copy()
{
    core::Document document = *m_document.value();
    document.view = m_viewText();
    const auto token = core::documentToken(document);
    if (!token)
        return emit failed(token.error());
    QGuiApplication::clipboard()->setText(QString::fromStdString(*token));
    emit told(tr("The document is on the clipboard as one word of %1 characters.")
                  .arg(QLocale(QLocale::English).toString(qulonglong(token->size()))));
}

void DocumentText::paste()
{
    m_files.openText(QGuiApplication::clipboard()->text());
}

} // namespace ui
