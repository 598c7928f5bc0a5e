// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/object_reader.h"

#include <cmath>
#include <limits>

namespace core {

void Findings::refuse(const std::string &message, const std::string &torch)
{
    if (!error)
        error = Error{message, torch};
}

ObjectReader::ObjectReader(const Json &value, std::string path, Findings &findings)
    : m_object(value), m_path(std::move(path)), m_findings(findings)
{
    if (!value.is_object())
        findings.refuse((m_path.empty() ? "the document" : m_path) + " is " + shown(value) +
                        "; it must be an object");
}

const Json *ObjectReader::member(const std::string &key)
{
    m_known.insert(key);
    if (!m_object.is_object())
        return nullptr;
    const auto found = m_object.find(key);
    return found == m_object.end() ? nullptr : &*found;
}

const Json *ObjectReader::memberOrNull(const std::string &key)
{
    const Json *value = member(key);
    return value && value->is_null() ? nullptr : value;
}

void ObjectReader::onlyOneOf(const std::vector<std::string> &keys)
{
    const std::string *first = nullptr;
    for (const std::string &key : keys) {
        if (!m_object.is_object() || !m_object.contains(key))
            continue;
        if (first)
            m_findings.refuse(m_path + " has both " + jsonString(*first) + " and " +
                              jsonString(key) + "; it must have only one of them");
        else
            first = &key;
    }
}

std::string ObjectReader::pathOf(const std::string &key) const
{
    return joined(m_path, key);
}

bool ObjectReader::boolean(const std::string &key, bool fallback)
{
    const Json *value = member(key);
    if (value && !value->is_boolean())
        m_findings.refuse(pathOf(key) + " is " + shown(*value) + "; it must be true or false");
    return value && value->is_boolean() ? value->get<bool>() : fallback;
}

std::int64_t ObjectReader::integer(const std::string &key, std::int64_t fallback)
{
    const Json *value = member(key);
    return value ? readInteger(*value, pathOf(key), m_findings) : fallback;
}

std::optional<std::int64_t> ObjectReader::integerOrNull(const std::string &key,
                                                        std::optional<std::int64_t> fallback)
{
    const Json *value = member(key);
    if (!value)
        return fallback;
    if (value->is_null())
        return std::nullopt;
    return readInteger(*value, pathOf(key), m_findings);
}

std::string ObjectReader::text(const std::string &key, const std::string &fallback)
{
    const Json *value = member(key);
    if (value && !value->is_string())
        m_findings.refuse(pathOf(key) + " is " + shown(*value) + "; it must be a string");
    return value && value->is_string() ? value->get<std::string>() : fallback;
}

std::vector<std::string> ObjectReader::texts(const std::string &key)
{
    const Json *value = member(key);
    if (!value)
        return {};
    if (!value->is_array()) {
        m_findings.refuse(pathOf(key) + " is " + shown(*value) + "; it must be a list of strings");
        return {};
    }
    std::vector<std::string> list;
    for (const Json &entry : *value) {
        if (!entry.is_string()) {
            m_findings.refuse(pathOf(key) + "[" + std::to_string(list.size()) + "] is " +
                              shown(entry) + "; it must be a string");
            return {};
        }
        list.push_back(entry.get<std::string>());
    }
    return list;
}

void ObjectReader::keepUnknown()
{
    if (!m_object.is_object())
        return;
    for (const auto &[key, value] : m_object.items())
        if (!m_known.contains(key))
            m_findings.unknown.emplace(pathOf(key), value.dump());
}

std::int64_t readInteger(const Json &value, const std::string &path, Findings &findings)
{
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(most))
        findings.refuse(path + " is " + shown(value) + "; it must be at most " +
                        std::to_string(most));
    else if (value.is_number_integer())
        return value.get<std::int64_t>();
    else
        findings.refuse(path + " is " + shown(value) + "; it must be an integer");
    return 0;
}

double readNumber(const Json &value, const std::string &path, Findings &findings)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (value.is_string()) {
        if (value == "nan")
            return std::numeric_limits<double>::quiet_NaN();
        if (value == "inf" || value == "-inf")
            return value == "inf" ? infinity : -infinity;
    }
    if (!value.is_number()) {
        findings.refuse(path + " is " + shown(value) +
                        R"(; it must be a number, "nan", "inf" or "-inf")");
        return 0;
    }
    const auto number = value.get<double>();
    if (findings.dtype == DType::float64)
        return number;
    const auto rounded = static_cast<float>(number);
    if (std::isinf(rounded))
        findings.refuse(path + " is " + shown(value) + "; a float32 is at most " +
                        jsonNumber(std::numeric_limits<float>::max()) + " in size");
    return rounded;
}

} // namespace core
