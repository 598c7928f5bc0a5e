// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace app;

namespace {

core::Result<Options> parsed(const QString &line)
{
    std::vector<std::string> words{"packscope"};
    for (const QString &word : line.split(' ', Qt::SkipEmptyParts))
        words.push_back(word.toStdString());
    std::vector<const char *> argv;
    for (const std::string &word : words)
        argv.push_back(word.c_str());
    return parseOptions(static_cast<int>(argv.size()), argv.data());
}

template <class Expected> Expected as(const QString &line)
{
    const auto options = parsed(line);
    if (options && std::holds_alternative<Expected>(*options))
        return std::get<Expected>(*options);
    QTest::qFail(options ? "another command" : options.error().message.c_str(), __FILE__, __LINE__);
    return {};
}

} // namespace

class TestOptions : public QObject {
    Q_OBJECT

  private slots:
    void withoutWordsTheArticleOpens()
    {
        QVERIFY(as<WindowOptions>("").source == Source(ExampleSource{"article"}));
        QVERIFY(as<WindowOptions>("a.packscope").source == Source(FileSource{"a.packscope"}));
        QVERIFY(as<WindowOptions>("--example ties").source == Source(ExampleSource{"ties"}));
        QVERIFY(as<WindowOptions>("--random seed=4,B=3").source ==
                Source(core::RandomSpec{4, 3, 3, 1000, 10, 5, 0, 100}));
    }

    void numbersGoWhereTheExtensionSays()
    {
        const auto run = as<RunOptions>("run a.json -o b.json");
        QVERIFY(run.source == Source(FileSource{"a.json"}) && run.output == "b.json");
        QVERIFY(run.format == ui::NumbersFormat::json);
        QVERIFY(as<RunOptions>("run a -o b.NPZ").format == ui::NumbersFormat::npz);
        QVERIFY(as<RunOptions>("run a -o b.csv/").format == ui::NumbersFormat::csv);
        QVERIFY(as<RunOptions>("run a --output=b.csv").format == ui::NumbersFormat::csv);
        QCOMPARE(as<SaveOptions>("save --example one -o x.packscope").output, "x.packscope");
        QCOMPARE(as<ScriptOptions>("script --example one -o x.py").output, "x.py");
        QVERIFY(as<SaveOptions>("save a -o x.json").format == SavedFormat::document);
        QVERIFY(as<SaveOptions>("save a.pt -o x.safetensors").format == SavedFormat::safetensors);
        QVERIFY(as<SaveOptions>("save a.pt -o x.npz").format == SavedFormat::npz);
    }

    void aDocumentAsTextStandsForAFile()
    {
        const Source source{TokenSource{"packscope:1:AA"}};
        QVERIFY(as<WindowOptions>("packscope:1:AA").source == source);
        QVERIFY(as<RunOptions>("run packscope:1:AA -o a.json").source == source);
        QVERIFY(as<BatchCostOptions>("cost packscope:1:AA").source == source);
        QVERIFY(as<LinkOptions>("link --example one").output.empty());
        QCOMPARE(as<LinkOptions>("link a.packscope -o b.txt").output, "b.txt");
        QVERIFY(as<WindowOptions>("./packscope:1:AA").source ==
                Source(FileSource{"./packscope:1:AA"}));
    }

    void picturesHaveALook()
    {
        const auto plain = as<RenderOptions>("render --example one --at pack -o a.png");
        QVERIFY(plain.format == ui::PictureKind::png && plain.look.theme == ui::ThemeName::light);
        QCOMPARE(plain.look.width, 1600);
        QCOMPARE(plain.look.height, 900);
        QCOMPARE(plain.look.scale, 1.0);
        const auto look =
            as<RenderOptions>("render a --at gru:l1_reverse:3.25 -o a.svg --size 800x450 "
                              "--scale 2.5 --theme print --lane padded");
        QVERIFY(look.format == ui::PictureKind::svg && look.look.theme == ui::ThemeName::print);
        QVERIFY(look.look.lane == ui::Lanes::padded);
        QCOMPARE(look.look.width, 800);
        QCOMPARE(look.look.scale, 2.5);
        QCOMPARE(look.at.run, "l1_reverse");
        QCOMPARE(look.at.step, std::optional<core::Index>(3));
        QCOMPARE(look.at.fraction, 0.25);
    }

    void picturesHaveWordsAndInk()
    {
        const auto plain = as<RenderOptions>("render a -o f.png --at gru");
        QVERIFY(!plain.look.title && !plain.look.caption && plain.alt.empty());
        QVERIFY(!plain.ink.isTransparent && !plain.ink.outlines);
        const auto all = as<RenderOptions>("render a -o f.png --at gru --dpi 300 --title T "
                                           "--caption C --alt A --background transparent "
                                           "--letters outlines");
        QCOMPARE(all.look.scale, 3.125);
        QVERIFY(all.look.title == "T" && all.look.caption == "C" && all.alt == "A");
        QVERIFY(all.ink.isTransparent && all.ink.outlines);
        const auto steps = as<AnimateOptions>("animate a -o d/ --steps --format pdf");
        QVERIFY(steps.stepsKind == ui::PictureKind::pdf);
    }

    void animationsHaveARange()
    {
        const auto film = as<AnimateOptions>("animate a -o a.gif --from sort --to pack --fps 12 "
                                             "--speed 0.5 --loop 3");
        QVERIFY(!film.steps);
        QCOMPARE(film.loops, 3);
        QVERIFY(film.from == core::Stage::sort && film.to == core::Stage::pack);
        QCOMPARE(film.fps, 12.0);
        QCOMPARE(film.speed, 0.5);
        const auto frames = as<AnimateOptions>("animate a -o frames/ --steps");
        QVERIFY(frames.steps);
        QCOMPARE(frames.loops, 0);
        QVERIFY(frames.from == core::Stage::batch && frames.to == core::Stage::answer);
    }

    void costsAreOfABatchOrOfAText()
    {
        const auto batch = as<BatchCostOptions>("cost --example eight --json");
        QVERIFY(batch.source == Source(ExampleSource{"eight"}));
        QVERIFY(batch.output.json && batch.output.file.empty());
        for (const char *document : {"a.packscope", "a.JSON", "a.pt", "a.safetensors"})
            QVERIFY(as<BatchCostOptions>(QString("cost ") + document).source ==
                    Source(FileSource{QString(document).toStdString()}));
        const auto text = as<CorpusCostOptions>("cost a.csv");
        QCOMPARE(text.file, "a.csv");
        QVERIFY(text.unit == core::LengthUnit::characters && !text.output.json);
        QCOMPARE(text.batchSizes, (std::vector<std::int64_t>{8, 16, 32, 64, 128, 256, 512}));
        const auto words = as<CorpusCostOptions>("cost a --unit words --batch-size 7,64 -o b.json");
        QVERIFY(words.unit == core::LengthUnit::words && words.output.json);
        QCOMPARE(words.batchSizes, (std::vector<std::int64_t>{7, 64}));
        QCOMPARE(words.output.file, "b.json");
    }

    void moments_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("run");
        QTest::addColumn<int>("step");
        QTest::addColumn<double>("fraction");
        QTest::newRow("stage") << "sort"
                               << "" << -1 << 0.0;
        QTest::newRow("step") << "pack:12"
                              << "" << 12 << 0.0;
        QTest::newRow("fraction") << "gru:2.5"
                                  << "" << 2 << 0.5;
        QTest::newRow("long fraction") << "unpack:0.125"
                                       << "" << 0 << 0.125;
        QTest::newRow("run") << "gru:l0:1"
                             << "l0" << 1 << 0.0;
    }
    void moments()
    {
        QFETCH(QString, text);
        const auto moment = parseMoment(text.toStdString());
        QVERIFY(moment);
        QCOMPARE(moment->text, text.toStdString());
        QTEST(QString::fromStdString(moment->run), "run");
        QTEST(moment->step ? static_cast<int>(*moment->step) : -1, "step");
        QTEST(moment->fraction, "fraction");
    }

    void thePageIsAMomentOfItsOwnSize()
    {
        const auto page = as<RenderOptions>("render a.packscope --at page -o a.svg");
        QVERIFY(page.at.isPage);
        QCOMPARE(page.look.width, 1440);
        QCOMPARE(page.look.height, 900);
        QCOMPARE(
            as<RenderOptions>("render a.packscope --at page --size 900x700 -o a.svg").look.width,
            900);
        QVERIFY(!as<RenderOptions>("render a.packscope --at sort -o a.svg").at.isPage);
        QVERIFY(!parseMoment("page:2"));
    }

    void helpAndVersionArePrinted()
    {
        QVERIFY(as<Printed>("--version").text.starts_with("packscope 0"));
        const std::string help = as<Printed>("--help").text;
        for (const char *word : {"run", "render", "animate", "save", "examples", "--random"})
            QVERIFY2(help.find(word) != std::string::npos, word);
        QVERIFY(as<Printed>("render --help").text.find("--theme") != std::string::npos);
        (void)as<ExamplesOptions>("examples");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *line, const char *message) {
            QTest::newRow(line) << line << message;
        };
        row("--frob", "not expected: --frob");
        row("a b", "not expected");
        row("a --example one", "more than one of FILE, --example NAME and --random SPEC was given");
        row("run -o a.json", "none of FILE, --example NAME and --random SPEC was given");
        row("run a", "--output is required");
        row("run a -o", "-o");
        row("run --example zzz -o a.json",
            "there is no example \"zzz\"; there are: article, words, ties, "
            "eight, bidirectional, two-layers, "
            "one");
        row("run a -o a.xyz",
            "a.xyz: the extension is \".xyz\"; numbers are written as one of: .json, .npz, .csv");
        row("run a -o json", "json: the extension is \"\"; numbers are written");
        row("run --random seed=x -o a.json", "--random: seed is \"x\"; it must be an integer");
        row("script a -o a.txt", "programs are written as one of: .py");
        row("save a -o a.txt", "documents and their models are written as one of: .packscope, "
                               ".json, .safetensors, .npz");
        row("render a -o a.png", "--at is required");
        row("render a --at nope -o a.png",
            "--at: there is no stage \"nope\"; there are: batch, embed, sort, pack, gru, unpack, "
            "restore, answer");
        row("render a --at gru:x -o a.png", "it must be STAGE, STAGE:STEP");
        row("render a --at gru:-1 -o a.png", "it must be STAGE, STAGE:STEP");
        row("render a --at pack:l0:1 -o a.png", "it must be STAGE, STAGE:STEP");
        row("render a --at gru:l0 -o a.png", "it must be STAGE, STAGE:STEP");
        row("render a --at gru:1. -o a.png", "it must be STAGE, STAGE:STEP");
        row("render a --at pack -o a.bmp", "pictures are written as one of: .png, .svg, .pdf");
        row("render a --at page -o a.png --size 600x400",
            "--size is \"600x400\"; a page needs at least 880x525 pixels");
        row("render a --at pack -o a.png --size 1600",
            "--size is \"1600\"; it must be like 1600x900");
        row("render a --at pack -o a.png --size 8x900", "--size is \"8x900\"");
        row("render a --at pack -o a.png --scale 0",
            "--scale is \"0\"; it must be a number from 0.1 to 8");
        row("render a --at pack -o a.png --scale nan", "--scale is \"nan\"");
        row("render a --at pack -o a.png --theme red",
            "there is no theme \"red\"; there are: light, dark, contrast, print");
        row("render a --at pack -o a.png --lane x",
            "there is no lane \"x\"; there are: both, packed, padded");
        row("animate a -o a.avi", "animations are written into a folder (DIR/) or as one of: .gif, "
                                  ".webp, .apng, .mp4, .webm");
        row("animate a -o a.gif --loop 1.5", "--loop is \"1.5\"; it must be a whole number from 0");
        row("animate a -o d/ --steps --format gif", "--format is \"gif\"; it must be png, svg or");
        row("animate a -o a.gif --steps --background transparent",
            "--background transparent is for --steps in a folder; a film has a ground");
        row("render a --at pack -o a.png --dpi 5", "--dpi is \"5\"; it must be a number from 9.6");
        row("render a --at pack -o a.png --dpi 96 --scale 1", "excludes --dpi");
        row("render a --at pack -o a.png --background red",
            "--background is \"red\"; it must be theme or transparent");
        row("render a --at page -o a.png --caption x", "a page has no caption");
        row("render a --at pack -o a.png --letters x",
            "--letters is \"x\"; it must be text or outlines");
        row("animate a -o a.gif --fps 0", "--fps is \"0\"; it must be a number from 1 to 120");
        row("animate a -o a.gif --speed -1", "--speed is \"-1\"");
        row("animate a -o a.gif --from x", "--from: there is no stage \"x\"");
        row("animate a -o a.gif --to x", "--to: there is no stage \"x\"");
        row("animate a -o a.gif --from gru --to sort", "--from gru comes after --to sort");
        row("cost", "none of FILE, --example NAME and --random SPEC was given");
        row("cost a.txt -o a.csv",
            "a.csv: the extension is \".csv\"; what it costs is written as one of: .json");
        row("cost a.txt --batch-size 0",
            "--batch-size is \"0\"; it must be like 32,64,128, each from 1 to 1000000");
        row("cost a.txt --batch-size 8,", "--batch-size is \"8,\"");
        row("cost a.txt --batch-size 8;9", "--batch-size is \"8;9\"");
        row("cost a.txt --unit bytes", "there is no unit \"bytes\"; there are: characters, words");
        row("cost a.packscope --batch-size 8",
            "--batch-size and --unit are for a text of one sequence a line");
        row("cost --example one --unit words", "--batch-size and --unit are for a text");
        row("examples x", "not expected");
    }
    void refuses()
    {
        QFETCH(QString, line);
        QFETCH(QString, message);
        const auto options = parsed(line);
        QVERIFY(!options);
        const QString said = QString::fromStdString(options.error().message);
        QVERIFY2(said.contains(message), qPrintable(said));
    }
};

PACKSCOPE_TEST(TestOptions)
#include "tst_options.moc"
