// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// A value's place in its pickle. Values may be shared, and may even hold themselves.
using PickleId = std::uint32_t;

enum class PickleKind {
    other, ///< something that weights do not need: None, bytes, a set, an integer beyond 64 bits
    boolean,
    integer,
    real,
    text,
    tuple,
    list,
    dict,
    global,     ///< a name of Python's; nothing is looked up
    persistent, ///< something that lies outside, by the tuple that describes it
    object,     ///< what a call would have given; nothing is called
};

struct PickleValue {
    PickleKind kind = PickleKind::other;
    std::int64_t integer = 0; ///< of a boolean and an integer
    double real = 0;          ///< of a real number
    std::string text = {};    ///< of a text; "module.name" of a global
    std::vector<PickleId> items =
        {};                ///< of a tuple and a list; of a dict and an object key, value, key, …
    PickleId callee = 0;   ///< of an object: the global that would be called
    PickleId argument = 0; ///< of an object: the tuple; of something persistent: what it is
};

struct Pickle {
    std::vector<PickleValue> values;
    PickleId root = 0;

    [[nodiscard]] const PickleValue &at(PickleId id) const { return values[id]; }
};

/// Reads a pickle as data. It knows what plain values are made with (protocols 2 to 5) and runs
/// nothing: a call becomes a value that says what would be called with what.
/// Errors, with the byte: another opcode; a global that `allowed` does not let pass; a pickle that ends
/// too early or takes what is not there; more than 2^21 values or 16 MiB.
/// Source: Python's pickletools, the table of opcodes.
[[nodiscard]] Result<Pickle> readPickle(std::string_view bytes,
                                        bool (*allowed)(std::string_view global));

} // namespace core
