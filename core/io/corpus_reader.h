// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/utf8.h"
#include "core/model/length_histogram.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string_view>

namespace core {

/// What the length of a line counts: Unicode characters, or words, which have white space between them.
enum class LengthUnit { characters, words };

/// What a text of one sequence a line comes to.
struct Corpus {
    LengthHistogram lengths;
    /// Lines without a character, or without a word: a sequence needs at least one.
    std::int64_t emptyLines = 0;

    bool operator==(const Corpus &) const = default;
};

/// Counts the lengths of the lines of a text that comes piece by piece. Lines end with LF or CR LF; the
/// last may have no end.
class CorpusCounter {
  public:
    explicit CorpusCounter(LengthUnit unit) : m_unit(unit) {}

    /// Takes the next bytes; they may end anywhere, even within a character.
    /// Errors: bytes that are not UTF-8; a zero byte, which no text has.
    [[nodiscard]] Result<Done> take(std::string_view bytes);
    /// Errors: a text that ends within a character; no line that is not empty.
    [[nodiscard]] Result<Corpus> finish();

  private:
    [[nodiscard]] bool takeByte(unsigned char byte);
    void endLine();
    [[nodiscard]] Error notUtf8() const;

    LengthUnit m_unit;
    Corpus m_corpus;
    Utf8Tail m_tail;          ///< what the character needs that has begun
    std::int64_t m_lines = 0; ///< that have ended
    // Of the line that has begun.
    std::int64_t m_characters = 0, m_words = 0;
    std::int64_t m_bytes = 0;
    std::int64_t m_characterBegin = 0; ///< the byte with which the last character begins
    bool m_isInWord = false;
    bool m_isReturned = false; ///< its last character is CR
};

struct CorpusOptions {
    LengthUnit unit = LengthUnit::characters;
    /// Is told how much is read, after each block. Units: bytes.
    std::function<void(std::uintmax_t read, std::uintmax_t total)> progress;
    std::stop_token stop;
};

/// Reads a text of one sequence a line, UTF-8 with or without a byte order mark. Memory does not grow with
/// the file.
/// Errors, after the file's name: a file that is not there, is not a plain file or cannot be read; those
/// of CorpusCounter; "stopped" if `stop` is asked for before the end.
[[nodiscard]] Result<Corpus> readCorpus(const std::filesystem::path &file,
                                        const CorpusOptions &options = {});

} // namespace core
