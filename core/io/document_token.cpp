// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_token.h"

#include "core/io/base64url.h"
#include "core/io/document_reader.h"
#include "core/io/document_writer.h"
#include "core/io/examples.h"
#include "core/io/json_text.h"
#include "core/io/number_bytes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <zlib.h>

namespace core {

namespace {

constexpr std::string_view tokenStart = "packscope:", whiteSpace = " \t\r\n\v\f";
/// Beside the zlib bytes: two sizes before them, the checksum behind. Units: bytes.
constexpr std::size_t sizesBytes = 8, checksumBytes = 4;
/// What of a document may be an example's.
constexpr std::array<const char *, 4> borrowable{"embedding", "readout", "vocabulary", "weights"};

Error damagedToken()
{
    return {"the document as text is damaged: its checksum does not fit; copy it once more", {}};
}

std::uint32_t checksum(std::string_view bytes)
{
    return static_cast<std::uint32_t>(
        crc32_z(0, reinterpret_cast<const Bytef *>(bytes.data()), bytes.size()));
}

Error tooLarge(std::uint64_t bytes)
{
    return {"the document has " + std::to_string(bytes) + " bytes; as text it may have at most " +
                std::to_string(maxTokenText) + ", beyond that it needs a file",
            {}};
}

// --- Bytes and their characters ---

std::string compressed(const std::string &text)
{
    uLongf size = compressBound(static_cast<uLong>(text.size()));
    std::string bytes(size, '\0');
    compress2(reinterpret_cast<Bytef *>(bytes.data()), &size,
              reinterpret_cast<const Bytef *>(text.data()), static_cast<uLong>(text.size()),
              Z_BEST_COMPRESSION); // the bound leaves nothing to go wrong but memory
    bytes.resize(size);
    return bytes;
}

std::string tokenOf(const std::string &content)
{
    const std::string packed = compressed(content);
    std::string bytes;
    appendNumber(bytes, static_cast<std::uint32_t>(packed.size()));
    appendNumber(bytes, static_cast<std::uint32_t>(content.size()));
    bytes += packed;
    appendNumber(bytes, checksum(bytes));
    return std::string(tokenStart) + std::to_string(tokenVersion) + ":" + base64url(bytes);
}

Error noToken(std::string_view text)
{
    const std::size_t begin = std::min(text.find_first_not_of(whiteSpace), text.size());
    return {"the text begins with " + jsonString(text.substr(begin, 16)) +
                "; a document as text begins with \"packscope:1:\"",
            {}};
}

/// The characters of a token's bytes, if this version can read them. `word` is the text less its white space.
Result<std::string_view> lettersOf(std::string_view word, std::string_view text)
{
    int version = 0;
    const std::string_view rest =
        word.starts_with(tokenStart) ? word.substr(tokenStart.size()) : "";
    const auto [end, code] = std::from_chars(rest.data(), rest.data() + rest.size(), version);
    const auto digits = static_cast<std::size_t>(end - rest.data());
    if (code != std::errc{} || version < 1 || !rest.substr(digits).starts_with(':'))
        return noToken(text);
    if (version > tokenVersion)
        return Error{"the document as text has version " + std::to_string(version) +
                         "; it was written by a newer Packscope, and this one reads version " +
                         std::to_string(tokenVersion),
                     {}};
    return rest.substr(digits + 1);
}

/// The bytes of a token, whole and with the checksum that they say.
Result<std::string> checkedBytes(std::string_view letters)
{
    const auto bytes = bytesOfBase64url(letters);
    if (!bytes)
        return damagedToken();
    const std::size_t size = bytes->size();
    const std::size_t whole =
        sizesBytes + checksumBytes + (size < 4 ? 0 : numberAt<std::uint32_t>(*bytes, 0));
    if (whole > compressBound(maxTokenText) + sizesBytes + checksumBytes)
        return damagedToken();
    if (size < whole)
        return Error{"the document as text is cut off: it has " + std::to_string(letters.size()) +
                         " of at least " + std::to_string((whole * 8 + 5) / 6) + " characters",
                     {}};
    const std::string_view before(bytes->data(), whole - checksumBytes);
    // Compared as characters: bits that belong to no byte count as well.
    if (numberAt<std::uint32_t>(*bytes, before.size()) != checksum(before) ||
        base64url(*bytes) != letters || size != whole)
        return damagedToken();
    return *bytes;
}

Result<std::string> expanded(std::string_view bytes)
{
    const std::size_t size = numberAt<std::uint32_t>(bytes, 4);
    if (size > maxTokenText)
        return tooLarge(size);
    std::string content(size, '\0');
    auto expandedSize = static_cast<uLongf>(size);
    auto length = static_cast<uLong>(bytes.size() - sizesBytes - checksumBytes);
    const int code =
        uncompress2(reinterpret_cast<Bytef *>(content.data()), &expandedSize,
                    reinterpret_cast<const Bytef *>(bytes.data() + sizesBytes), &length);
    if (code != Z_OK || expandedSize != size)
        return Error{"the document as text does not expand to the " + std::to_string(size) +
                         " bytes that it says",
                     {}};
    return content;
}

// --- What is in them ---

/// A member of what may be an object and may have it; null where not.
Json memberOf(const Json &object, const char *key)
{
    return object.is_object() && object.contains(key) ? object[key] : Json();
}

/// The parts of an example that a document may borrow, as JSON.
Result<Json> partsOf(std::string_view example)
{
    const auto document = exampleDocument(example);
    if (!document)
        return document.error();
    const Json whole = *parseJson(documentText(*document));
    Json parts = Json::object();
    for (const char *key : borrowable)
        if (Json part = memberOf(whole, key); !part.is_null())
            parts[key] = std::move(part);
    return parts;
}

/// Those parts of an example that a document has as well.
Json inCommon(const Json &document, std::string_view example)
{
    const Json parts = *partsOf(example);
    Json common = Json::object();
    for (const auto &[key, value] : parts.items())
        if (memberOf(document, key.c_str()) == value)
            common[key] = value;
    return common;
}

/// The document with all that is the same in an example left out; in the example that saves the most.
Json contentOf(Json document)
{
    std::string_view lender;
    Json most = Json::object();
    for (const Example &example : examples())
        if (Json common = inCommon(document, example.name);
            common.dump().size() > most.dump().size()) {
            lender = example.name;
            most = std::move(common);
        }
    if (most.empty())
        return {{"document", std::move(document)}};
    Json keys = Json::array();
    for (const auto &[key, value] : most.items()) {
        document.erase(key);
        keys.push_back(key);
    }
    return {{"document", std::move(document)},
            {"borrowed",
             {{"example", lender}, {"keys", std::move(keys)}, {"crc32", checksum(most.dump())}}}};
}

/// Puts back what was left out. Errors: an example that is not there, or not the same.
Result<Json> withBorrowed(Json document, const Json &borrowed)
{
    const Json example = memberOf(borrowed, "example"), keys = memberOf(borrowed, "keys");
    const std::string name = example.is_string() ? example.get<std::string>() : "";
    const auto parts = partsOf(name);
    if (!parts)
        return parts.error().at("the document as text");
    Json taken = Json::object();
    for (const auto &[key, part] : parts->items())
        if (std::find(keys.begin(), keys.end(), key) != keys.end())
            taken[key] = part;
    if (memberOf(borrowed, "crc32") != checksum(taken.dump()))
        return Error{"the document as text takes its model from the example " + jsonString(name) +
                         ", which is another one in this Packscope",
                     {}};
    document.update(taken);
    return document;
}

/// What comes from elsewhere shall not make this machine read files.
bool namesFile(const Json &document)
{
    const std::array places{memberOf(document, "embedding"), memberOf(document, "weights"),
                            memberOf(document, "readout"),
                            memberOf(memberOf(document, "input"), "embedding")};
    return std::ranges::any_of(
        places, [](const Json &place) { return !memberOf(place, "file").is_null(); });
}

Result<Document> documentOf(const std::string &content)
{
    const auto json = parseJson(content);
    if (!json)
        return json.error().at("the document as text");
    const Json alone = memberOf(*json, "document"), borrowed = memberOf(*json, "borrowed");
    if (!alone.is_object())
        return Error{"the document as text holds no document", {}};
    const auto document = borrowed.is_null() ? Result<Json>(alone) : withBorrowed(alone, borrowed);
    if (!document)
        return document.error();
    if (namesFile(*document))
        return Error{"the document as text names a file; it must hold its numbers itself", {}};
    auto read = parseDocument(document->dump(), {});
    return read ? read : read.error().at("the document as text");
}

} // namespace

bool isDocumentToken(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(whiteSpace), text.size()));
    return text.starts_with(tokenStart) && text.size() > tokenStart.size() &&
           std::isdigit(static_cast<unsigned char>(text[tokenStart.size()]));
}

Result<std::string> documentToken(const Document &document)
{
    const std::string text = documentText(document);
    if (text.size() > maxTokenText)
        return tooLarge(text.size());
    return tokenOf(contentOf(*parseJson(text)).dump());
}

Result<Document> parseDocumentToken(std::string_view text)
{
    std::string word;
    std::ranges::copy_if(text, std::back_inserter(word),
                         [](char c) { return whiteSpace.find(c) == std::string_view::npos; });
    const auto letters = lettersOf(word, text);
    if (!letters)
        return letters.error();
    const auto bytes = checkedBytes(*letters);
    if (!bytes)
        return bytes.error();
    const auto content = expanded(*bytes);
    return content ? documentOf(*content) : content.error();
}

} // namespace core
