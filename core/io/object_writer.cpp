// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/object_writer.h"

namespace core {

namespace {

std::string indented(int depth)
{
    return "\n" + std::string(static_cast<std::size_t>(2 * depth), ' ');
}

/// Where the last key of a path begins: behind its last dot that is not escaped.
std::size_t lastKey(const std::string &path)
{
    std::size_t begin = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '\\')
            ++i;
        else if (path[i] == '.')
            begin = i + 1;
    }
    return begin;
}

std::string unescaped(const std::string &key)
{
    std::string text;
    for (std::size_t i = 0; i < key.size(); ++i)
        text += key[i] == '\\' && i + 1 < key.size() ? key[++i] : key[i];
    return text;
}

} // namespace

ObjectWriter &ObjectWriter::add(const std::string &key, const std::string &json)
{
    m_keys.insert(key);
    m_members +=
        (m_members.empty() ? "" : ",") + indented(m_depth + 1) + jsonString(key) + ": " + json;
    return *this;
}

ObjectWriter &ObjectWriter::addText(const std::string &key, const std::string &text)
{
    return add(key, jsonString(text));
}

ObjectWriter &ObjectWriter::addFlag(const std::string &key, bool value)
{
    return add(key, value ? "true" : "false");
}

ObjectWriter &ObjectWriter::addInteger(const std::string &key, std::int64_t value)
{
    return add(key, std::to_string(value));
}

ObjectWriter &ObjectWriter::addUnknown(const std::map<std::string, std::string> &unknown,
                                       const std::string &path)
{
    for (const auto &[where, json] : unknown) {
        const std::size_t begin = lastKey(where);
        const std::string object = begin == 0 ? "" : where.substr(0, begin - 1);
        const std::string key = unescaped(where.substr(begin));
        if (object == path && !m_keys.contains(key))
            add(key, json);
    }
    return *this;
}

std::string ObjectWriter::text() const
{
    return m_members.empty() ? "{}" : "{" + m_members + indented(m_depth) + "}";
}

std::string jsonLines(const std::vector<std::string> &items, int depth)
{
    std::string text;
    for (const std::string &item : items)
        text += (text.empty() ? "" : ",") + indented(depth + 1) + item;
    return text.empty() ? "[]" : "[" + text + indented(depth) + "]";
}

} // namespace core
