// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/pickle.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

bool onlyGood(std::string_view global)
{
    return global == "good.Thing";
}

Result<Pickle> pickled(const std::string &bytes)
{
    return readPickle(bytes, onlyGood);
}

/// A string with zeros in it.
template <std::size_t size> std::string raw(const char (&text)[size])
{
    return std::string(text, size - 1);
}

} // namespace

class TestPickle : public QObject {
    Q_OBJECT

  private slots:
    void numbersAreRead_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<qint64>("integer");
        QTest::newRow("BININT1") << raw("\x80\x02K\xff.") << qint64{255};
        QTest::newRow("BININT2") << raw("M\x01\x02.") << qint64{513};
        QTest::newRow("BININT") << raw("J\xfe\xff\xff\xff.") << qint64{-2};
        QTest::newRow("LONG1") << raw("\x8a\x05\x00\x00\x00\x00\x01.") << (qint64{1} << 32);
        QTest::newRow("LONG1, negative") << raw("\x8a\x01\x80.") << qint64{-128};
        QTest::newRow("LONG1, none") << raw("\x8a\x00.") << qint64{0};
        QTest::newRow("LONG4") << raw("\x8b\x01\x00\x00\x00\x07.") << qint64{7};
        QTest::newRow("True") << raw("\x88.") << qint64{1};
        QTest::newRow("kept and taken") << raw("K\x05q\x07h\x07\x86.") << qint64{0};
    }
    void numbersAreRead()
    {
        QFETCH(const std::string, bytes);
        QFETCH(const qint64, integer);
        const auto pickle = pickled(bytes);
        QVERIFY2(pickle, pickle ? "" : pickle.error().message.c_str());
        QCOMPARE(pickle->at(pickle->root).integer, integer);
    }

    void realsAreBigEndian()
    {
        const auto pickle = pickled(raw("G\xbf\xf8\x00\x00\x00\x00\x00\x00."));
        QCOMPARE(pickle->at(pickle->root).real, -1.5);
    }

    void containersAreNested()
    {
        // {"a": [1, (2, 3)]}
        const auto pickle = pickled(raw("}X\x01\x00\x00\x00"
                                        "a](K\x01K\x02K\x03\x86"
                                        "es."));
        QVERIFY2(pickle, pickle ? "" : pickle.error().message.c_str());
        const PickleValue &dict = pickle->at(pickle->root);
        QCOMPARE(dict.kind, PickleKind::dict);
        QCOMPARE(pickle->at(dict.items[0]).text, std::string("a"));
        const PickleValue &list = pickle->at(dict.items[1]);
        QCOMPARE(list.kind, PickleKind::list);
        QCOMPARE(pickle->at(list.items[0]).integer, 1);
        QCOMPARE(pickle->at(pickle->at(list.items[1]).items[1]).integer, 3);
    }

    void aCallIsDescribedAndNotMade()
    {
        const auto pickle = pickled(raw("cgood\nThing\nK\x05\x85R}b."));
        QVERIFY2(pickle, pickle ? "" : pickle.error().message.c_str());
        const PickleValue &object = pickle->at(pickle->root);
        QCOMPARE(object.kind, PickleKind::object);
        QCOMPARE(pickle->at(object.callee).text, std::string("good.Thing"));
        QCOMPARE(pickle->at(pickle->at(object.argument).items[0]).integer, 5);
    }

    void aListMayHoldItself()
    {
        const auto pickle = pickled(raw("]q\x00h\x00"
                                        "a."));
        QVERIFY(pickle);
        QCOMPARE(pickle->at(pickle->root).items, std::vector<PickleId>{pickle->root});
    }

    void refuses_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<QString>("message");
        const QString nothingThere = "the pickle takes a value that is not there";
        const QString early = "the pickle ends too early";
        QTest::newRow("empty") << raw("") << "byte 0: " + early;
        QTest::newRow("no end") << raw("N") << "byte 1: " + early;
        QTest::newRow("os.system")
            << raw("cos\nsystem\nX\x02\x00\x00\x00ls\x85R.")
            << "byte 0: it asks for \"os.system\", which weights do not need; nothing was called";
        QTest::newRow("STACK_GLOBAL")
            << raw("\x8c\x02os\x8c\x06system\x93)R.")
            << "byte 12: it asks for \"os.system\", which weights do not need; nothing was called";
        QTest::newRow("call of a number")
            << raw("K\x01)R.") << "byte 3: it calls what is no global, or without a tuple";
        QTest::newRow("call of an object")
            << raw("cgood\nThing\n)R)R.")
            << "byte 15: it calls what is no global, or without a tuple";
        QTest::newRow("without a tuple")
            << raw("cgood\nThing\n]R.")
            << "byte 13: it calls what is no global, or without a tuple";
        QTest::newRow("INST") << raw("(ios\nsystem\n.")
                              << "byte 1: opcode 105 is not one that weights need";
        QTest::newRow("OBJ") << raw("(o.") << "byte 1: opcode 111 is not one that weights need";
        QTest::newRow("extension")
            << raw("\x82\x01.") << "byte 0: opcode 130 is not one that weights need";
        QTest::newRow("stack") << raw(".") << "byte 0: " + nothingThere;
        QTest::newRow("below the mark") << raw("N(\x85.") << "byte 2: " + nothingThere;
        QTest::newRow("no mark") << raw("Nt.")
                                 << "byte 1: the pickle goes back to a mark that is not there";
        QTest::newRow("memo") << raw("h\x05.")
                              << "byte 0: the pickle takes a value that was not kept";
        QTest::newRow("giant text") << raw("X\xff\xff\xff\xff.") << "byte 0: " + early;
        QTest::newRow("giant long") << raw("\x8b\xff\xff\xff\x7f.") << "byte 0: " + early;
        QTest::newRow("giant bytes")
            << raw("\x8e\xff\xff\xff\xff\xff\xff\xff\xff.") << "byte 0: " + early;
        QTest::newRow("no line") << raw("cos") << "byte 0: " + early;
        QTest::newRow("odd dict") << raw("}(Nu.")
                                  << "byte 3: a dict is given a key without a value";
        QTest::newRow("append to a tuple")
            << raw(")Na.") << "byte 2: items are put into what is no list";
        QTest::newRow("item of a list")
            << raw("]NNs.") << "byte 3: items are put into what is no dict";
        QTest::newRow("state of a list")
            << raw("]Nb.") << "byte 2: a state is given to what is no object";
        QTest::newRow("too large") << std::string((1 << 24) + 1, 'N')
                                   << "the pickle has 16777217 bytes; it may have at most 16777216";
        QTest::newRow("too many values")
            << std::string(1 << 23, 'N')
            << "byte 2097152: the pickle holds more than 2097152 values";
    }
    void refuses()
    {
        QFETCH(const std::string, bytes);
        QFETCH(const QString, message);
        const auto pickle = pickled(bytes);
        QVERIFY(!pickle);
        QCOMPARE(QString::fromStdString(pickle.error().message), message);
    }

    void deepNestingNeedsNoStack()
    {
        // [[[…]]], a million deep: each list is put into the one below it
        const auto pickle = pickled(std::string(1'000'000, ']') + std::string(999'999, 'a') + ".");
        QVERIFY2(pickle, pickle ? "" : pickle.error().message.c_str());
        QCOMPARE(pickle->values.size(), std::size_t(1'000'000));
    }

    void aTupleThatDoublesStaysSmall()
    {
        std::string bytes = ")q";
        bytes += '\0';
        for (int i = 0; i < 200; ++i) // 2^200 leaves, were it unfolded
            bytes += raw("h\x00h\x00\x86q\x00");
        const auto pickle = pickled(bytes + ".");
        QVERIFY(pickle);
        QCOMPARE(pickle->values.size(), std::size_t(201));
    }
};

PACKSCOPE_TEST(TestPickle)
#include "tst_pickle.moc"
