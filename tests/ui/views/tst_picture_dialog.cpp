// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/scene_at.h"
#include "ui/views/number_field.h"
#include "ui/views/picture_dialog.h"
#include "ui/views/scene_preview.h"

#include <QAbstractButton>
#include <QDir>
#include <QImage>
#include <QLineEdit>
#include <QTemporaryDir>

namespace {

/// The dialog over the answer of the article's batch, at 640 × 480.
class ShownPicture {
  public:
    ShownPicture()
    {
        m_window.resize(1440, 900);
        m_window.show();
        const auto trace = tests::traceOf("article");
        ui::View view;
        view.size = QSizeF(640, 480);
        view.standalone = true;
        m_dialog = std::make_unique<ui::PictureDialog>(
            ui::ExportSubject{trace, view, ui::Timeline(*trace).endOf(core::Stage::answer),
                              m_folder.path(), QStringLiteral("article")},
            m_appearance, &m_window);
        m_dialog->open();
    }

    ui::PictureDialog &dialog() { return *m_dialog; }
    const ui::ScenePreview &preview() { return m_dialog->preview(); }
    QString error() { return m_dialog->findChild<ui::FieldForm *>()->errorText(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QStringList files() const
    {
        return QDir(m_folder.path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    void press(const QString &text)
    {
        for (QAbstractButton *button : m_dialog->findChildren<QAbstractButton *>())
            if (button->text().remove(QLatin1Char('&')) == text)
                return button->click();
        qFatal("no button %s", qPrintable(text));
    }
    QAbstractButton &exportButton()
    {
        for (QAbstractButton *button : m_dialog->findChildren<QAbstractButton *>())
            if (button->text() == QStringLiteral("&Export…"))
                return *button;
        qFatal("no button to export");
    }
    void type(const QString &key, const QString &text)
    {
        for (ui::NumberField *field : m_dialog->findChildren<ui::NumberField *>())
            if (field->key() == key)
                return field->enter(text);
        qFatal("no field %s", qPrintable(key));
    }
    void typeLine(const QString &label, const QString &text)
    {
        for (QLineEdit *line : m_dialog->findChildren<QLineEdit *>())
            if (line->accessibleName() == label) {
                line->setFocus();
                line->selectAll();
                QTest::keyClicks(line, text.isEmpty() ? QStringLiteral("\b") : text);
                return;
            }
        qFatal("no line %s", qPrintable(label));
    }
    /// Whether the file is written.
    bool exportTo(const QString &name)
    {
        std::optional<bool> done;
        const auto connection =
            QObject::connect(m_dialog.get(), &ui::ExportDialog::exported,
                             [&done](const auto &outcome) { done = outcome.ok(); });
        m_dialog->exportTo(name);
        const bool isOver = QTest::qWaitFor([&done] { return done.has_value(); }, 20000);
        QObject::disconnect(connection);
        return isOver && *done;
    }

  private:
    QTemporaryDir m_folder;
    QWidget m_window;
    ui::Appearance m_appearance{m_window};
    std::unique_ptr<ui::PictureDialog> m_dialog;
};

QByteArray contentOfFile(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestPictureDialog : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_picture_dialog"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void whatIsPreviewedIsWritten()
    {
        ShownPicture shown;
        shown.press("Dark");
        shown.type("width", "800");
        shown.type("height", "600");
        shown.type("dpi", "144");
        QCOMPARE(shown.error(), QString());
        QVERIFY(shown.dialog().statusText().startsWith("1200 × 900 pixels"));
        const QString file = shown.path("a.png");
        QVERIFY(shown.exportTo(file));
        const QImage image(file);
        QCOMPARE(image.size(), QSize(1200, 900));
        QCOMPARE(qRound(image.dotsPerMeterX() * 0.0254), 144);
        QCOMPARE(image.pixelColor(2, 2),
                 ui::themeOf(ui::ThemeName::dark).resolve(ui::Role::canvas));
        QCOMPARE(image.convertToFormat(QImage::Format_RGB32),
                 ui::imageOf(shown.preview().scene(), ui::themeOf(ui::ThemeName::dark), 1.5));
        QVERIFY(shown.dialog().statusText().startsWith("a.png is written, "));
    }

    void titleCaptionAndAltAreThePersons()
    {
        ShownPicture shown;
        shown.press("SVG");
        shown.typeLine("Title", "Mine");
        shown.typeLine("Caption", "Figure 1");
        shown.typeLine("For the blind", "Two rows");
        QVERIFY(shown.exportTo(shown.path("a.svg")));
        const QByteArray svg = contentOfFile(shown.path("a.svg"));
        QVERIFY(svg.contains(">Mine</text>"));
        QVERIFY(svg.contains(">Figure 1</text>"));
        QVERIFY(svg.contains("<desc>Two rows</desc>"));
        shown.typeLine("Title", "");
        QVERIFY(shown.exportTo(shown.path("b.svg")));
        QVERIFY(!contentOfFile(shown.path("b.svg")).contains(">Mine</text>"));
    }

    void theWholePipelineIsOnePage()
    {
        ShownPicture shown;
        shown.press("Whole pipeline");
        QVERIFY(shown.dialog().statusText().startsWith("2880 × 1800 pixels"));
        shown.type("width", "500");
        QCOMPARE(shown.error(),
                 "size is 500 x 900; the whole pipeline needs at least 880 x 525 pixels");
        shown.type("width", "1000");
        shown.press("PDF");
        QVERIFY(shown.exportTo(shown.path("a.pdf")));
        QVERIFY(contentOfFile(shown.path("a.pdf")).startsWith("%PDF"));
        shown.press("This moment");
        QVERIFY(shown.dialog().statusText().startsWith("16.9 × 12.7 cm"));
    }

    void outlinesNeedNoFont()
    {
        ShownPicture shown;
        shown.press("SVG");
        shown.press("Outlines");
        shown.press("Transparent");
        QVERIFY(shown.exportTo(shown.path("a.svg")));
        const QByteArray svg = contentOfFile(shown.path("a.svg"));
        QVERIFY(svg.size() > 10000);
        QVERIFY(!svg.contains("<text") && !svg.contains("font"));
        QVERIFY(!svg.contains("<rect x=\"0\" y=\"0\""));
    }

    void eachStepIsAFile_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"PNG", "SVG", "PDF"})
            QTest::newRow(kind) << kind;
    }
    void eachStepIsAFile()
    {
        QFETCH(const QString, kind);
        ShownPicture shown;
        shown.press("Each step");
        shown.press(kind);
        const auto steps = ui::Timeline(*tests::traceOf("article")).segments().size();
        QVERIFY(shown.dialog().statusText().startsWith(QString("%1 pictures").arg(steps)));
        const QString folder = shown.path("steps");
        QVERIFY(shown.exportTo(folder));
        const QStringList files = QDir(folder).entryList(QDir::Files | QDir::Hidden);
        QCOMPARE(files.size(), static_cast<qsizetype>(steps));
        QCOMPARE(files.front(), "00001." + kind.toLower());
        QVERIFY(contentOfFile(folder + "/" + files.front()) !=
                contentOfFile(folder + "/" + files.back()));
    }

    void whatIsRefusedIsNotExported_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::newRow("no number") << "dpi"
                                   << "many";
        QTest::newRow("too many dots") << "dpi"
                                       << "10000";
        QTest::newRow("too narrow") << "width"
                                    << "3";
        QTest::newRow("nothing") << "height"
                                 << "";
    }
    void whatIsRefusedIsNotExported()
    {
        QFETCH(const QString, key);
        QFETCH(const QString, text);
        ShownPicture shown;
        shown.type(key, text);
        QVERIFY2(shown.error().startsWith(key), qPrintable(shown.error()));
        QVERIFY(!shown.exportButton().isEnabled());
        shown.type(key, "300");
        QCOMPARE(shown.error(), QString());
        QVERIFY(shown.exportButton().isEnabled());
    }

    void aFolderThatIsNotThereIsRefused()
    {
        ShownPicture shown;
        QVERIFY(!shown.exportTo(shown.path("none/a.png")));
        QCOMPARE(shown.files(), QStringList());
        QVERIFY(shown.exportTo(shown.path("a.png"))); // and the next one may be written
    }

    void choicesAreRemembered()
    {
        {
            ShownPicture shown;
            shown.press("PDF");
            shown.type("dpi", "300");
        }
        ShownPicture again;
        QVERIFY(again.exportTo(again.path("a.pdf")));
        again.press("PNG");
        QVERIFY(again.exportTo(again.path("a.png")));
        QCOMPARE(QImage(again.path("a.png")).width(), 2000);
    }
};

PACKSCOPE_WIDGET_TEST(TestPictureDialog)
#include "tst_picture_dialog.moc"
