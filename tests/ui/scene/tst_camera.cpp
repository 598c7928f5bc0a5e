// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/scene/camera.h"

#include <QTest>

using ui::Camera;

class TestCamera : public QObject {
    Q_OBJECT

    static constexpr QSizeF size{800, 600};

  private slots:
    void thePointUnderThePointerStays()
    {
        const QPointF at(300, 200);
        Camera camera;
        for (const double factor : {2.0, 1.5, 1.3, 0.8}) {
            const QPointF before = (at + camera.offset) / camera.scale;
            camera = ui::zoomed(camera, {at, factor, 50}, size);
            const QPointF after = (at + camera.offset) / camera.scale;
            QVERIFY((before - after).manhattanLength() < 1e-9);
            QVERIFY((camera.map(after) - at).manhattanLength() < 1e-9);
        }
        QCOMPARE(camera.scale, 2 * 1.5 * 1.3 * 0.8);
    }

    void neitherNearerNorFartherThanAllowed()
    {
        QCOMPARE(ui::zoomed({}, {{0, 0}, 1000, 12}, size).scale, 12.0);
        QCOMPARE(ui::zoomed({}, {{0, 0}, 0.1, 12}, size), Camera());
        const Camera near = ui::zoomed({}, {{400, 300}, 4, 12}, size);
        QCOMPARE(ui::zoomed(near, {{10, 10}, 0.01, 12}, size), Camera());
    }

    void thePictureFillsTheWindow()
    {
        const Camera camera = ui::zoomed({}, {{400, 300}, 3, 12}, size);
        for (const QPointF by : {QPointF(1e5, 1e5), QPointF(-1e5, 1e5), QPointF(-1e5, -1e5)}) {
            const QRectF seen = ui::dragged(camera, by, size).seen(size);
            QVERIFY(QRectF(QPointF(0, 0), size).adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(seen));
        }
        const Camera moved = ui::dragged(camera, {30, -20}, size);
        QCOMPARE(moved.map(QPointF(400, 300)), camera.map(QPointF(400, 300)) + QPointF(30, -20));
    }
};

PACKSCOPE_WIDGET_TEST(TestCamera)
#include "tst_camera.moc"
