// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <new>
#include <stdexcept>
#include <type_traits>

namespace core {

/// Calls what gives a Result, and refuses it where memory runs out. For the edges of the program only:
/// the standard library and Eigen say so by throwing.
/// Errors: "notes.packscope needs more memory than there is", `what` being its subject.
template <class Call>
[[nodiscard]] std::invoke_result_t<Call> withinMemory(const std::string &what, Call call)
{
    try {
        return call();
    } catch (const std::bad_alloc &) {
    } catch (const std::length_error &) { // more than a container can ever hold
    }
    return Error{what + " needs more memory than there is", {}};
}

} // namespace core
