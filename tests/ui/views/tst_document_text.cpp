// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_token.h"
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/views/error_bar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

namespace {

void setClipboard(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

QString clipboardText()
{
    return QGuiApplication::clipboard()->text();
}

QString errorOf(const tests::ShownWindow &window)
{
    const auto &errors = window.view<ui::ErrorBar>();
    return errors.isVisible() ? errors.text() : QString();
}

} // namespace

class TestDocumentText : public QObject {
    Q_OBJECT

  private slots:
    void init() { tests::useEmptySettings("tst_document_text"); }

    void whatIsCopiedOpensWithItsMoment()
    {
        const tests::ShownWindow window("eight");
        QTest::keyClick(&window.canvas(), Qt::Key_4);
        const double time = window.player().time();
        window.action("Copy document as te&xt").trigger();
        const QString token = clipboardText();
        QVERIFY(token.startsWith("packscope:1:"));
        QVERIFY2(errorOf(window).contains("as one word of"), qPrintable(errorOf(window)));

        const tests::ShownWindow other("article");
        setClipboard("\n" + token.left(70) + "\r\n" + token.mid(70) + "\n");
        other.action("Paste document &from text").trigger();
        QTRY_COMPARE(other.windowTitle(), window.windowTitle());
        QTRY_COMPARE(other.player().time(), time);
        QCOMPARE(other.player().trace()->document->weights,
                 window.player().trace()->document->weights);
        QCOMPARE(errorOf(other), "");
    }

    void anotherTextIsRefusedAndNothingIsLost()
    {
        const tests::ShownWindow window("eight");
        const QString title = window.windowTitle();
        setClipboard("pack these words");
        window.action("Paste document &from text").trigger();
        QCOMPARE(errorOf(window),
                 "the text begins with \"pack these words\"; a document as text begins "
                 "with \"packscope:1:\"");
        window.action("Copy document as te&xt").trigger();
        setClipboard(clipboardText().chopped(1));
        window.action("Paste document &from text").trigger();
        QVERIFY(errorOf(window).contains("is cut off"));
        QCOMPARE(window.windowTitle(), title);
    }
};

PACKSCOPE_WIDGET_TEST(TestDocumentText)
#include "tst_document_text.moc"
