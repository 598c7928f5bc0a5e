// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace core {

/// Why an input was refused: one sentence with the rule, the value and the place.
struct Error {
    std::string message;
    /// What PyTorch says for the same input, word for word; empty where PyTorch accepts it in silence.
    std::string torch;

    /// The same error, told from one place further out: "weights: …".
    [[nodiscard]] Error at(const std::string &place) const
    {
        return {place + ": " + message, torch};
    }
};

/// Either a value or the reason why there is none.
template <class T> class [[nodiscard]] Result {
  public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_content(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Requires: ok().
    [[nodiscard]] const T &value() const & { return assert(ok()), *std::get_if<0>(&m_content); }
    [[nodiscard]] T &value() & { return assert(ok()), *std::get_if<0>(&m_content); }
    [[nodiscard]] T &&value() && { return assert(ok()), std::move(*std::get_if<0>(&m_content)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    /// Requires: !ok().
    [[nodiscard]] const Error &error() const { return assert(!ok()), *std::get_if<1>(&m_content); }

  private:
    std::variant<T, Error> m_content;
};

/// The result of something that has nothing to give back.
struct Done {};

} // namespace core
