// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/json_text.h"

#include <charconv>
#include <cmath>

namespace core {

namespace {

constexpr std::size_t deepest = 64;

/// "[json.exception.…] parse error at line 1, column 2: syntax error … - unexpected x; last read: 'y';
/// expected z" without its name and without the bytes that it quotes, which may be anything.
std::string withoutQuote(std::string text)
{
    if (const auto id = text.find("] "); id != std::string::npos)
        text.erase(0, id + 2);
    if (const auto quote = text.find("; last read: '"); quote != std::string::npos) {
        const auto end = text.rfind("'; expected");
        text.erase(quote,
                   end == std::string::npos || end < quote ? std::string::npos : end + 1 - quote);
    }
    return text;
}

/// Builds a value from a parser's events and remembers why it stopped.
class Builder final : public nlohmann::json_sax<Json> {
  public:
    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t &) override { return put(value); }
    bool string(string_t &value) override { return put(std::move(value)); }
    bool binary(binary_t &) override { return stop("binary values are not JSON"); }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_array() override { return close(); }
    bool key(string_t &name) override
    {
        m_key = std::move(name);
        return !m_open.back()->contains(m_key) ||
               stop("the key " + jsonString(m_key) + " stands twice in one object");
    }
    bool parse_error(std::size_t, const std::string &,
                     const nlohmann::detail::exception &e) override
    {
        return stop("not valid JSON: " + withoutQuote(e.what()));
    }

    Result<Json> result() &&
    {
        if (!m_error.empty())
            return Error{m_error, {}};
        return std::move(m_root);
    }

  private:
    bool stop(const std::string &why)
    {
        m_error = why;
        return false;
    }
    Json *add(Json value)
    {
        if (m_open.empty())
            return &(m_root = std::move(value));
        Json &parent = *m_open.back();
        if (parent.is_object())
            return &(parent[m_key] = std::move(value));
        parent.push_back(std::move(value));
        return &parent.back();
    }
    bool put(Json value)
    {
        add(std::move(value));
        return true;
    }
    bool open(Json empty)
    {
        if (m_open.size() == deepest)
            return stop("nested more than " + std::to_string(deepest) + " levels deep");
        m_open.push_back(add(std::move(empty)));
        return true;
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }

    Json m_root;
    std::vector<Json *> m_open; ///< a parent does not grow while one of its children is open
    std::string m_key;
    std::string m_error;
};

} // namespace

Result<Json> parseJson(std::string_view text)
{
    Builder builder;
    Json::sax_parse(text, &builder);
    return std::move(builder).result();
}

template <class Scalar> std::string jsonNumber(Scalar value)
{
    if (std::isnan(value))
        return "\"nan\"";
    if (std::isinf(value))
        return value > 0 ? "\"inf\"" : "\"-inf\"";
    if (value == 0)
        return std::signbit(value) ? "-0.0" : "0"; // "-0" would be read as an integer, without sign
    std::array<char, 32> digits{};
    auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
    double back = 0;
    std::from_chars(digits.begin(), end, back);
    // A reader goes through double, which may round a second time.
    if (static_cast<Scalar>(back) != value)
        end = std::to_chars(digits.begin(), digits.end(), static_cast<double>(value)).ptr;
    return {digits.begin(), end};
}

template std::string jsonNumber(float);
template std::string jsonNumber(double);

std::string jsonString(std::string_view text)
{
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string shown(const Json &value)
{
    if (value.is_object() || value.is_array())
        return value.is_object() ? "an object" : "a list";
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    constexpr std::size_t longest = 60;
    if (text.size() <= longest)
        return text;
    std::size_t cut = longest;
    while ((static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) // inside of a character
        --cut;
    return text.substr(0, cut) + "…";
}

std::string listed(const std::vector<std::string> &names)
{
    constexpr std::size_t most = 20, mostCharacters = 80;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
        text += (i == 0 ? "" : ", ") + names[i].substr(0, mostCharacters);
    if (names.size() > most)
        text += " and " + std::to_string(names.size() - most) + " more";
    return text.empty() ? "nothing" : text;
}

std::string joined(const std::string &path, std::string_view key)
{
    std::string text = path.empty() ? "" : path + ".";
    for (const char c : key) {
        if (c == '.' || c == '\\')
            text += '\\';
        text += c;
    }
    return text;
}

} // namespace core
