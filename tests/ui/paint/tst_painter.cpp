// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/export/picture.h"
#include "ui/paint/hatch.h"
#include "ui/paint/svg_writer.h"
#include "ui/scene/raster.h"

#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

using ui::Colour;
using ui::Role;
using ui::Scene;

namespace {

const ui::Theme &light()
{
    return ui::themeOf(ui::ThemeName::light);
}

Scene sceneWith(ui::Shape shape)
{
    Scene scene;
    scene.size = {100, 60};
    scene.add(std::move(shape), {ui::Part::hidden, core::Lane::packed, core::SequenceIndex(1)});
    return scene;
}

ui::Slits slits(ui::Slits::Kind kind, std::vector<double> values)
{
    ui::Slits slits;
    slits.rect = QRectF(0, 0, 100, 60);
    slits.kind = kind;
    slits.values = std::move(values);
    slits.bar = Role::reset;
    return slits;
}

/// A board of both ends of the ramp, in turns.
std::shared_ptr<const ui::Raster> checks(int width, int height)
{
    auto raster = std::make_shared<ui::Raster>();
    raster->width = width;
    raster->height = height;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            raster->cells.push_back(ui::Raster::ramp((x + y) % 2 ? 1 : -1));
    return raster;
}

QColor pixel(const Scene &scene, int x, int y)
{
    return ui::imageOf(scene, light(), 1).pixelColor(x, y);
}

/// How many elements of each name an SVG has; "error" if it is not well formed.
QMap<QString, int> elementsOf(const QByteArray &svg)
{
    QMap<QString, int> counts;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement)
            ++counts[reader.name().toString()];
    if (reader.hasError())
        ++counts[QStringLiteral("error")];
    return counts;
}

} // namespace

class TestPainter : public QObject {
    Q_OBJECT

  private slots:
    void box()
    {
        ui::Box box;
        box.rect = QRectF(10, 10, 50, 30);
        box.fill = Role::accent;
        const Scene scene = sceneWith(box);
        QCOMPARE(pixel(scene, 30, 20), light().resolve(Role::accent));
        QCOMPARE(pixel(scene, 80, 50), light().resolve(Role::canvas));
    }

    void rampSlits()
    {
        const Scene scene = sceneWith(slits(ui::Slits::Kind::ramp, {-1, 0, 1, std::nan("")}));
        QCOMPARE(pixel(scene, 12, 30), light().resolve(Colour::ramp(-1)));
        QCOMPARE(pixel(scene, 37, 30), light().resolve(Colour::ramp(0)));
        QCOMPARE(pixel(scene, 62, 30), light().resolve(Colour::ramp(1)));
        QCOMPARE(pixel(scene, 87, 30), light().resolve(Role::alarm));
    }

    void gateBarsStandOnTheTrough()
    {
        const Scene scene = sceneWith(slits(ui::Slits::Kind::bars, {0.25, 0.75}));
        QCOMPARE(pixel(scene, 25, 30), light().resolve(Role::gateTrough));
        QCOMPARE(pixel(scene, 25, 50), light().resolve(Role::reset));
        QCOMPARE(pixel(scene, 75, 30), light().resolve(Role::reset));
    }

    void scaleGivesMorePixels()
    {
        const QImage image = ui::imageOf(sceneWith(ui::Box{}), light(), 2.5);
        QCOMPARE(image.size(), QSize(250, 150));
    }

    void hatchLinesStayInside()
    {
        const QRectF rect(3, 5, 40, 20);
        const auto lines = ui::hatchLines(rect, 6);
        QVERIFY(lines.size() > 5);
        for (const QLineF &line : lines) {
            QVERIFY(rect.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(line.p1()));
            QVERIFY(rect.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(line.p2()));
            QVERIFY(qAbs(line.dx() + line.dy()) < 1e-9);
        }
    }

    void svgHasTheShapes()
    {
        Scene scene = sceneWith(slits(ui::Slits::Kind::bars, {0.25, 0.75}));
        scene.add(ui::Label{{10, 20}, Qt::AlignLeft, 12, {{QStringLiteral("a < b & c")}}, 0});
        const QByteArray svg = ui::svgOf(scene, light());
        const auto counts = elementsOf(svg);
        QCOMPARE(counts.value(QStringLiteral("error")), 0);
        QCOMPARE(counts.value(QStringLiteral("rect")), 5); // canvas, two troughs, two bars
        QCOMPARE(counts.value(QStringLiteral("text")), 1);
        QCOMPARE(counts.value(QStringLiteral("g")), 1);
        QVERIFY(svg.contains("<g id=\"packed-h-B\" class=\"sequence-B tensor-h\">"));
        QVERIFY(svg.contains("viewBox=\"0 0 100 60\""));
        QCOMPARE(ui::svgOf(scene, light()), svg);
    }

    void svgGroupsHaveNamesOfTheirOwn()
    {
        Scene scene = sceneWith(ui::Box{});
        scene.items.clear();
        ui::Identity identity;
        identity.part = ui::Part::output;
        identity.lane = core::Lane::padded;
        scene.add(ui::Box{}, identity);
        scene.add(ui::Label{{10, 20}, Qt::AlignLeft, 12, {{QStringLiteral("between")}}, 0});
        scene.add(ui::Box{}, identity);
        scene.caption = {{QStringLiteral("A < ")}, {QStringLiteral("B.")}};
        const QByteArray svg = ui::svgOf(scene, light());
        QVERIFY(svg.contains("<g id=\"padded-output-A\""));
        QVERIFY(svg.contains("<g id=\"padded-output-A-2\""));
        QVERIFY(svg.contains("<desc>A &lt; B.</desc>"));
    }

    void magnifiedCellsKeepTheirColours()
    {
        const Scene scene = sceneWith(ui::Picture{QRectF(10, 10, 80, 40), checks(2, 2), {}});
        QCOMPARE(pixel(scene, 12, 12), light().resolve(Colour::ramp(-1)));
        QCOMPARE(pixel(scene, 49, 29), light().resolve(Colour::ramp(-1)));
        QCOMPARE(pixel(scene, 51, 12), light().resolve(Colour::ramp(1)));
        QCOMPARE(pixel(scene, 88, 48), light().resolve(Colour::ramp(-1)));
    }

    void reducedCellsAreAveraged()
    {
        const Scene scene = sceneWith(ui::Picture{QRectF(0, 0, 50, 50), checks(400, 400), {}});
        const QColor a = light().resolve(Colour::ramp(-1)), b = light().resolve(Colour::ramp(1));
        const QColor mean = pixel(scene, 25, 25);
        QVERIFY(std::abs(mean.red() - (a.red() + b.red()) / 2) <= 2);
        QVERIFY(std::abs(mean.blue() - (a.blue() + b.blue()) / 2) <= 2);
    }

    void svgHoldsAPictureAsPng()
    {
        const QByteArray svg =
            ui::svgOf(sceneWith(ui::Picture{QRectF(10, 10, 80, 40), checks(6, 4), {}}), light());
        QCOMPARE(elementsOf(svg).value(QStringLiteral("image")), 1);
        const QByteArray start("data:image/png;base64,");
        const qsizetype at = svg.indexOf(start) + start.size();
        QImage image;
        QVERIFY(image.loadFromData(QByteArray::fromBase64(svg.mid(at, svg.indexOf('"', at) - at))));
        QCOMPARE(image.size(), QSize(6, 4));
        QCOMPARE(image.pixelColor(0, 0), light().resolve(Colour::ramp(-1)));
        QCOMPARE(image.pixelColor(1, 0), light().resolve(Colour::ramp(1)));
    }

    void unknownEndingIsRefused()
    {
        const auto written =
            ui::writePicture(QStringLiteral("picture.bmp"), sceneWith(ui::Box{}), {});
        QVERIFY(!written.ok());
        QVERIFY(!QFile::exists(QStringLiteral("picture.bmp")));
    }
};

PACKSCOPE_WIDGET_TEST(TestPainter)
#include "tst_painter.moc"
