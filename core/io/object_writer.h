// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/json_tensor.h"

#include <map>
#include <set>
#include <string>

namespace core {

/// Writes one JSON object, one member a line, in the order in which they are added.
class ObjectWriter {
  public:
    /// `depth` is how far the object itself is indented.
    explicit ObjectWriter(int depth) : m_depth(depth) {}

    /// Adds a member whose value is JSON text already.
    ObjectWriter &add(const std::string &key, const std::string &json);
    ObjectWriter &addText(const std::string &key, const std::string &text);
    ObjectWriter &addFlag(const std::string &key, bool value);
    ObjectWriter &addInteger(const std::string &key, std::int64_t value);
    /// Adds those keys of `unknown` that stood in the object at `path`, unless they have been added.
    ObjectWriter &addUnknown(const std::map<std::string, std::string> &unknown,
                             const std::string &path);

    [[nodiscard]] std::string text() const;

  private:
    int m_depth;
    std::set<std::string> m_keys;
    std::string m_members;
};

/// A list of JSON texts, one a line.
[[nodiscard]] std::string jsonLines(const std::vector<std::string> &items, int depth);

} // namespace core
