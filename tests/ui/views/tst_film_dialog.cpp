// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/views/film_dialog.h"
#include "ui/views/number_field.h"
#include "ui/views/scene_preview.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QImageReader>
#include <QTemporaryDir>

namespace {

/// The dialog over the article's batch, at 320 × 240.
struct ShownFilm {
    ShownFilm()
    {
        window.show();
        ui::View view;
        view.size = QSizeF(320, 240);
        view.standalone = true;
        dialog = std::make_unique<ui::FilmDialog>(ui::ExportSubject{tests::traceOf("article"), view,
                                                                    0, folder.path(),
                                                                    QStringLiteral("article")},
                                                  appearance, &window);
        QObject::connect(dialog.get(), &ui::ExportDialog::exported,
                         [this](const auto &result) { done = result.ok(); });
        dialog->open();
    }

    QString error() const { return dialog->findChild<ui::FieldForm *>()->errorText(); }
    QAbstractButton &button(const QString &text) const
    {
        for (QAbstractButton *candidate : dialog->findChildren<QAbstractButton *>())
            if (candidate->text().remove(QLatin1Char('&')) == text)
                return *candidate;
        qFatal("no button %s", qPrintable(text));
    }
    void type(const QString &key, const QString &text) const
    {
        for (ui::NumberField *field : dialog->findChildren<ui::NumberField *>())
            if (field->key() == key)
                return field->enter(text);
        qFatal("no field %s", qPrintable(key));
    }
    void choose(const QString &label, int index) const
    {
        for (QComboBox *box : dialog->findChildren<QComboBox *>())
            if (box->accessibleName() == label) {
                box->setCurrentIndex(index);
                emit box->activated(index);
                return;
            }
        qFatal("no list %s", qPrintable(label));
    }

    /// Whether what is being written was written; nothing if it does not come to an end.
    std::optional<bool> outcome() const
    {
        const bool isOver = QTest::qWaitFor([this] { return done.has_value(); }, 20000);
        return isOver ? done : std::nullopt;
    }

    std::optional<bool> done;
    QTemporaryDir folder;
    QWidget window;
    ui::Appearance appearance{window};
    std::unique_ptr<ui::FilmDialog> dialog;
};

} // namespace

class TestFilmDialog : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_film_dialog"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void thePreviewPlaysTheFilm()
    {
        const ShownFilm shown;
        const QString first = shown.dialog->preview().accessibleDescription();
        QVERIFY(QTest::qWaitFor(
            [&] { return shown.dialog->preview().accessibleDescription() != first; }, 20000));
    }

    void aFilmIsWritten()
    {
        const ShownFilm shown;
        shown.choose("From", static_cast<int>(core::Stage::sort));
        shown.choose("To", static_cast<int>(core::Stage::sort));
        shown.type("fps", "10");
        shown.type("speed", "2");
        shown.button("Once").click();
        QCOMPARE(shown.error(), QString());
        const QString file = shown.folder.filePath("a.gif");
        shown.dialog->exportTo(file);
        QCOMPARE(shown.outcome(), std::optional(true));
        QImageReader reader(file);
        QCOMPARE(reader.size(), QSize(320, 240));
        QVERIFY(reader.imageCount() > 2);
        QCOMPARE(reader.loopCount(), 0); // shown once: not again
        QVERIFY(shown.dialog->statusText().startsWith("a.gif is written, "));
    }

    void itCanBeStopped()
    {
        const ShownFilm shown;
        shown.type("fps", "120");
        shown.dialog->exportTo(shown.folder.filePath("a.webp"));
        QVERIFY(shown.button("Stop").isVisible());
        QTest::qWait(50);
        shown.button("Stop").click();
        QCOMPARE(shown.outcome(), std::optional(false));
        QCOMPARE(shown.dialog->statusText(), "Stopped; nothing was written");
        QVERIFY(QDir(shown.folder.path()).isEmpty());
        QVERIFY(shown.button("Export…").isVisible());
    }

    void closingStopsIt()
    {
        const ShownFilm shown;
        shown.type("fps", "120");
        shown.dialog->exportTo(shown.folder.filePath("a.webp"));
        QTest::qWait(50);
        shown.dialog->reject();
        QCOMPARE(shown.outcome(), std::optional(false));
        QVERIFY(QDir(shown.folder.path()).isEmpty());
    }

    void whatIsWrongIsSaid()
    {
        const ShownFilm shown;
        shown.choose("From", static_cast<int>(core::Stage::gru));
        shown.choose("To", static_cast<int>(core::Stage::sort));
        QCOMPARE(shown.error(), "from GRU comes after to Sort; it must not come later");
        QVERIFY(!shown.button("Export…").isEnabled());
        shown.choose("To", static_cast<int>(core::Stage::gru));
        QCOMPARE(shown.error(), QString());
        shown.type("fps", "1000");
        QCOMPARE(shown.error(), "fps is 1000; it must be from 1 to 120");
    }

    void videosNeedFfmpeg()
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        const ShownFilm without;
        qputenv("PATH", path);
        QVERIFY(!without.button("MP4").isEnabled());
        QVERIFY(!without.button("WebM").isEnabled());
        QVERIFY(without.button("WebP").isEnabled());
    }
};

PACKSCOPE_WIDGET_TEST(TestFilmDialog)
#include "tst_film_dialog.moc"
