// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/real_tensor.h"
#include "core/io/json_text.h"

#include <map>
#include <optional>
#include <set>

namespace core {

/// What comes to light while a file is read: the first thing that is wrong, and keys nobody knows.
struct Findings {
    DType dtype = DType::float32; ///< numbers are rounded to this
    std::optional<Error> error;
    std::map<std::string, std::string> unknown; ///< path to JSON text

    /// Only the first refusal is kept: what comes after may be nothing but its consequence.
    void refuse(const std::string &message, const std::string &torch = {});
    void refuse(const Error &e) { refuse(e.message, e.torch); }
};

/// Reads something by `read`; what is refused there is told with the words of PyTorch that `words` gives.
template <class Read, class Words> auto withTorch(Findings &findings, Read read, Words words)
{
    const bool wasRight = !findings.error;
    auto value = read();
    if (wasRight && findings.error)
        findings.error->torch = words();
    return value;
}

/// Reads the members of one JSON object. What is missing or wrong gives the fallback, and what is
/// wrong is remembered in the findings, so that a caller may read all and look for errors once.
class ObjectReader {
  public:
    /// Refuses `value` if it is not an object.
    ObjectReader(const Json &value, std::string path, Findings &findings);

    /// The member, or null; the key counts as known from now on.
    [[nodiscard]] const Json *member(const std::string &key);
    /// As `member`, but a JSON null counts as missing.
    [[nodiscard]] const Json *memberOrNull(const std::string &key);
    /// Refuses an object that holds more than one of these keys.
    void onlyOneOf(const std::vector<std::string> &keys);
    [[nodiscard]] std::string pathOf(const std::string &key) const;

    [[nodiscard]] bool boolean(const std::string &key, bool fallback);
    [[nodiscard]] std::int64_t integer(const std::string &key, std::int64_t fallback);
    [[nodiscard]] std::optional<std::int64_t> integerOrNull(const std::string &key,
                                                            std::optional<std::int64_t> fallback);
    [[nodiscard]] std::string text(const std::string &key, const std::string &fallback);
    [[nodiscard]] std::vector<std::string> texts(const std::string &key);

    /// Files all members that were not asked for under the keys that nobody knows.
    void keepUnknown();

  private:
    const Json &m_object;
    std::string m_path;
    Findings &m_findings;
    std::set<std::string> m_known;
};

/// An integer that is written as one: 3, but not 3.0, "3" or true.
[[nodiscard]] std::int64_t readInteger(const Json &value, const std::string &path,
                                       Findings &findings);

/// A number, or one of the strings "nan", "inf" and "-inf", rounded to the precision of the document.
[[nodiscard]] double readNumber(const Json &value, const std::string &path, Findings &findings);

} // namespace core
