// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/pickle.h"

#include "core/io/json_text.h"
#include "core/io/number_bytes.h"

#include <algorithm>
#include <map>
#include <optional>

namespace core {

namespace {

constexpr std::size_t longestPickle = std::size_t{1} << 24, mostValues = std::size_t{1} << 21;
constexpr std::size_t mostShown = 80; ///< characters of a name in a message

/// The machine that a pickle is a program for, less all that acts.
class Unpickler {
  public:
    Unpickler(std::string_view bytes, bool (*allowed)(std::string_view))
        : m_bytes(bytes), m_allowed(allowed)
    {
    }

    Result<Pickle> read()
    {
        if (m_bytes.size() > longestPickle)
            return Error{"the pickle has " + std::to_string(m_bytes.size()) +
                             " bytes; it may have at most " + std::to_string(longestPickle),
                         {}};
        while (m_error.empty() && !m_stopped) {
            m_opcodeAt = m_at;
            const auto opcode = number<std::uint8_t>();
            if (m_error.empty())
                step(opcode);
            if (m_pickle.values.size() > mostValues || m_memo.size() > mostValues)
                refuse("the pickle holds more than " + std::to_string(mostValues) + " values");
        }
        if (!m_error.empty())
            return Error{"byte " + std::to_string(m_opcodeAt) + ": " + m_error, {}};
        return std::move(m_pickle);
    }

  private:
    void step(std::uint8_t opcode)
    {
        switch (opcode) {
        case 0x80: // PROTO
            (void)number<std::uint8_t>();
            return;
        case 0x95: // FRAME
            (void)number<std::uint64_t>();
            return;
        case '.': // STOP
            m_pickle.root = pop();
            m_stopped = true;
            return;
        // Plain values.
        case 'N': // NONE
            push({});
            return;
        case 0x88: // NEWTRUE
        case 0x89: // NEWFALSE
            push({.kind = PickleKind::boolean, .integer = opcode == 0x88});
            return;
        case 'J': // BININT
            pushInteger(number<std::int32_t>());
            return;
        case 'K': // BININT1
            pushInteger(number<std::uint8_t>());
            return;
        case 'M': // BININT2
            pushInteger(number<std::uint16_t>());
            return;
        case 0x8A: // LONG1
            pushLong(number<std::uint8_t>());
            return;
        case 0x8B: // LONG4
            pushLong(number<std::uint32_t>());
            return;
        case 'G': // BINFLOAT, the only number that is big-endian
            push({.kind = PickleKind::real, .real = bigEndianReal()});
            return;
        case 'X': // BINUNICODE
        case 'T': // BINSTRING
            pushText(taken(number<std::uint32_t>()));
            return;
        case 0x8D: // BINUNICODE8
            pushText(taken(number<std::uint64_t>()));
            return;
        case 0x8C: // SHORT_BINUNICODE
        case 'U':  // SHORT_BINSTRING
            pushText(taken(number<std::uint8_t>()));
            return;
        case 'B': // BINBYTES
            (void)taken(number<std::uint32_t>());
            push({});
            return;
        case 0x8E: // BINBYTES8
        case 0x96: // BYTEARRAY8
            (void)taken(number<std::uint64_t>());
            push({});
            return;
        case 'C': // SHORT_BINBYTES
            (void)taken(number<std::uint8_t>());
            push({});
            return;
        // Containers.
        case '(': // MARK
            m_marks.push_back(m_stack.size());
            return;
        case ')': // EMPTY_TUPLE
            push({.kind = PickleKind::tuple});
            return;
        case 't': // TUPLE
            pushTuple(popToMark());
            return;
        case 0x85: // TUPLE1
        case 0x86: // TUPLE2
        case 0x87: // TUPLE3
            pushTuple(popSome(opcode - 0x84U));
            return;
        case ']': // EMPTY_LIST
            push({.kind = PickleKind::list});
            return;
        case 'a': // APPEND
            extend(PickleKind::list, popSome(1));
            return;
        case 'e': // APPENDS
            extend(PickleKind::list, popToMark());
            return;
        case '}': // EMPTY_DICT
            push({.kind = PickleKind::dict});
            return;
        case 's': // SETITEM
            extend(PickleKind::dict, popSome(2));
            return;
        case 'u': // SETITEMS
            extend(PickleKind::dict, popToMark());
            return;
        case 0x8F: // EMPTY_SET
            push({});
            return;
        case 0x90: // ADDITEMS
            (void)popToMark();
            return;
        case 0x91: // FROZENSET
            (void)popToMark();
            push({});
            return;
        // What was made before.
        case 'q': // BINPUT
            keep(number<std::uint8_t>());
            return;
        case 'r': // LONG_BINPUT
            keep(number<std::uint32_t>());
            return;
        case 0x94: // MEMOIZE
            keep(static_cast<std::uint32_t>(m_memo.size()));
            return;
        case 'h': // BINGET
            again(number<std::uint8_t>());
            return;
        case 'j': // LONG_BINGET
            again(number<std::uint32_t>());
            return;
        // What would act.
        case 'c': { // GLOBAL
            const std::string module(line());
            pushGlobal(module + "." + std::string(line()));
            return;
        }
        case 0x93: { // STACK_GLOBAL
            const auto names = popSome(2);
            if (names.size() == 2)
                pushGlobal(m_pickle.at(names[0]).text + "." + m_pickle.at(names[1]).text);
            return;
        }
        case 'R':  // REDUCE
        case 0x81: // NEWOBJ
            pushObject(popSome(2));
            return;
        case 'b': // BUILD: the state of an object is never needed
            (void)pop();
            if (m_error.empty() && kindOfTop() != PickleKind::object)
                refuse("a state is given to what is no object");
            return;
        case 'Q': // BINPERSID
            push({.kind = PickleKind::persistent, .argument = pop()});
            return;
        default:
            refuse("opcode " + std::to_string(opcode) + " is not one that weights need");
        }
    }

    /// Only the first refusal is kept.
    void refuse(const std::string &why)
    {
        if (m_error.empty())
            m_error = why;
    }

    std::string_view taken(std::size_t count)
    {
        if (count > m_bytes.size() - m_at) {
            refuse("the pickle ends too early");
            return {};
        }
        const auto bytes = m_bytes.substr(m_at, count);
        m_at += count;
        return bytes;
    }
    template <class Number> Number number()
    {
        const auto bytes = taken(sizeof(Number));
        return bytes.empty() ? Number{} : numberAt<Number>(bytes, 0);
    }
    double bigEndianReal()
    {
        std::string bytes(taken(sizeof(double)));
        std::ranges::reverse(bytes);
        return bytes.empty() ? 0 : numberAt<double>(bytes, 0);
    }
    std::string_view line()
    {
        const auto end = m_bytes.find('\n', m_at);
        if (end == std::string_view::npos)
            refuse("the pickle ends too early");
        const auto text = taken(m_error.empty() ? end - m_at : 0);
        (void)taken(m_error.empty() ? 1 : 0);
        return text;
    }

    void push(PickleValue value)
    {
        m_stack.push_back(static_cast<PickleId>(m_pickle.values.size()));
        m_pickle.values.push_back(std::move(value));
    }
    void pushInteger(std::int64_t integer)
    {
        push({.kind = PickleKind::integer, .integer = integer});
    }
    /// An integer of so many bytes, two's complement.
    void pushLong(std::size_t size)
    {
        const auto bytes = taken(size);
        if (bytes.size() > sizeof(std::int64_t))
            return push({});
        const bool negative = !bytes.empty() && (bytes.back() & 0x80);
        std::string whole(sizeof(std::int64_t), negative ? '\xff' : '\0');
        std::ranges::copy(bytes, whole.begin());
        pushInteger(numberAt<std::int64_t>(whole, 0));
    }
    void pushText(std::string_view text)
    {
        push({.kind = PickleKind::text, .text = std::string(text)});
    }
    void pushTuple(std::vector<PickleId> items)
    {
        push({.kind = PickleKind::tuple, .items = std::move(items)});
    }
    void pushGlobal(const std::string &name)
    {
        if (m_error.empty() && !m_allowed(name))
            refuse("it asks for " + jsonString(name.substr(0, mostShown)) +
                   ", which weights do not need; nothing was called");
        push({.kind = PickleKind::global, .text = name});
    }
    void pushObject(const std::vector<PickleId> &call)
    {
        if (call.size() != 2)
            return;
        if (m_pickle.at(call[0]).kind != PickleKind::global ||
            m_pickle.at(call[1]).kind != PickleKind::tuple)
            refuse("it calls what is no global, or without a tuple");
        push({.kind = PickleKind::object, .callee = call[0], .argument = call[1]});
    }

    /// How much of the stack may be taken: what lies above the last mark.
    std::size_t available() const
    {
        return m_stack.size() - (m_marks.empty() ? 0 : m_marks.back());
    }
    PickleId pop()
    {
        const auto one = popSome(1);
        return one.empty() ? 0 : one.front();
    }
    /// The topmost values, the deepest first; none where there are not as many.
    std::vector<PickleId> popSome(std::size_t count)
    {
        if (count > available()) {
            refuse("the pickle takes a value that is not there");
            return {};
        }
        std::vector<PickleId> values(m_stack.end() - static_cast<std::ptrdiff_t>(count),
                                     m_stack.end());
        m_stack.resize(m_stack.size() - count);
        return values;
    }
    std::vector<PickleId> popToMark()
    {
        if (m_marks.empty()) {
            refuse("the pickle goes back to a mark that is not there");
            return {};
        }
        auto values = popSome(available());
        m_marks.pop_back();
        return values;
    }
    PickleKind kindOfTop()
    {
        if (available() > 0)
            return m_pickle.at(m_stack.back()).kind;
        refuse("the pickle takes a value that is not there");
        return PickleKind::other;
    }

    /// Puts items into the list or the dict on top; an object may be a dict of its own kind.
    void extend(PickleKind kind, const std::vector<PickleId> &items)
    {
        if (!m_error.empty())
            return;
        const PickleKind top = kindOfTop();
        const bool isDict = kind == PickleKind::dict;
        if (top != kind && !(isDict && top == PickleKind::object))
            return refuse(isDict ? "items are put into what is no dict"
                                 : "items are put into what is no list");
        if (isDict && items.size() % 2 != 0)
            return refuse("a dict is given a key without a value");
        auto &list = m_pickle.values[m_stack.back()].items;
        list.insert(list.end(), items.begin(), items.end());
    }

    void keep(std::uint32_t place)
    {
        (void)kindOfTop();
        if (m_error.empty())
            m_memo[place] = m_stack.back();
    }
    void again(std::uint32_t place)
    {
        const auto found = m_memo.find(place);
        if (found == m_memo.end())
            return refuse("the pickle takes a value that was not kept");
        m_stack.push_back(found->second);
    }

    std::string_view m_bytes;
    bool (*m_allowed)(std::string_view);
    std::size_t m_at = 0, m_opcodeAt = 0;
    bool m_stopped = false;
    std::string m_error;
    Pickle m_pickle;
    std::vector<PickleId> m_stack;
    std::vector<std::size_t> m_marks;
    std::map<std::uint32_t, PickleId> m_memo;
};

} // namespace

Result<Pickle> readPickle(std::string_view bytes, bool (*allowed)(std::string_view global))
{
    return Unpickler(bytes, allowed).read();
}

} // namespace core
