// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/export/picture.h"

#include <QTemporaryDir>

class TestPicture : public QObject {
    Q_OBJECT

  private slots:
    void pngRecordsItsSizeOnPaperAndItsCaption()
    {
        ui::Scene scene;
        scene.size = {96, 48};
        scene.caption = {{QStringLiteral("Packed: ")}, {QStringLiteral("N")}};
        const QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("a.png"));
        QVERIFY(ui::writePicture(name, scene, {ui::ThemeName::light, 2.5}));
        const QImage image(name);
        QCOMPARE(image.size(), QSize(240, 120));
        QCOMPARE(image.dotsPerMeterX(), 9449); // 240 to the inch
        QCOMPARE(image.dotsPerMeterY(), 9449);
        QCOMPARE(image.text(QStringLiteral("Description")), QStringLiteral("Packed: N"));
    }
};

PACKSCOPE_WIDGET_TEST(TestPicture)
#include "tst_picture.moc"
