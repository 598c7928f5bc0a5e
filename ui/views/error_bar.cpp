// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/error_bar.h"

#include "ui/scene/text.h"
#include "ui/views/appearance.h"
#include "ui/views/icon_button.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace ui {

namespace {

QLabel *textLabel(Face face, double size, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    label->setFont(fontOf(face, size));
    return label;
}

} // namespace

ErrorBar::ErrorBar(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_sentence(textLabel(Face::prose, 14, this)),
      m_torch(textLabel(Face::mono, 12, this))
{
    auto *close = new IconButton(appearance, Glyph::close, IconButton::Look::quiet, this);
    close->setPurpose(tr("Dismiss"));
    connect(close, &QAbstractButton::clicked, this, &QWidget::hide);
    m_torch->setObjectName(QStringLiteral("quiet"));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(m_sentence);
    texts->addWidget(m_torch);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 10, 10, 12);
    layout->addLayout(texts, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    hide();
}

void ErrorBar::showNote(const QString &sentence)
{
    showError({sentence.toStdString(), {}});
    m_isNote = true;
}

void ErrorBar::showError(const core::Error &error)
{
    m_isNote = false;
    m_sentence->setText(QString::fromStdString(error.message));
    m_torch->setText(tr("PyTorch: %1").arg(QString::fromStdString(error.torch)));
    m_torch->setVisible(!error.torch.empty());
    setAccessibleName(text());
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString ErrorBar::text() const
{
    return m_torch->isHidden() ? m_sentence->text()
                               : m_sentence->text() + QLatin1Char('\n') + m_torch->text();
}

void ErrorBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_appearance.theme();
    painter.fillRect(rect(), theme.resolve(Role::panel));
    painter.fillRect(QRect(0, 0, 4, height()),
                     theme.resolve(m_isNote ? Role::accent : Role::alarm));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.resolve(Role::line));
}

} // namespace ui
