// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/corpus_reader.h"

#include "core/base/utf8.h"
#include "core/io/file_bytes.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace core {

namespace {

constexpr std::size_t blockBytes = std::size_t{1} << 20;

bool isSpace(unsigned char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

Result<Corpus> read(const std::filesystem::path &file, const CorpusOptions &options)
{
    const auto total = fileSize(file);
    if (!total)
        return total.error();
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return Error{"the file cannot be opened for reading", {}};
    CorpusCounter counter(options.unit);
    std::vector<char> block(blockBytes);
    for (std::uintmax_t done = 0; stream;) {
        if (options.stop.stop_requested())
            return Error{"stopped", {}};
        stream.read(block.data(), std::ssize(block));
        const auto count = static_cast<std::size_t>(stream.gcount());
        std::string_view bytes(block.data(), count);
        if (done == 0)
            bytes = withoutByteOrderMark(bytes);
        if (const auto taken = counter.take(bytes); !taken)
            return taken.error();
        done += count;
        if (options.progress)
            options.progress(done, std::max(done, *total)); // it may have grown
    }
    if (stream.bad())
        return Error{"the file cannot be read to its end", {}};
    return counter.finish();
}

} // namespace

Result<Done> CorpusCounter::take(std::string_view bytes)
{
    for (const char byte : bytes)
        if (!takeByte(static_cast<unsigned char>(byte))) {
            if (byte != 0 || m_tail.bytes > 0)
                return notUtf8();
            return Error{
                "line " + std::to_string(m_lines + 1) + " has a zero byte; a text has none", {}};
        }
    return Done{};
}

Result<Corpus> CorpusCounter::finish()
{
    if (m_tail.bytes > 0)
        return notUtf8();
    if (m_bytes > 0)
        endLine();
    if (m_corpus.lengths.sequences() == 0)
        return Error{"there is no text; each line is one sequence", "Cannot pack empty tensors."};
    return m_corpus;
}

/// Whether a text may go on so.
bool CorpusCounter::takeByte(unsigned char byte)
{
    if (m_tail.bytes > 0) {
        if (byte < m_tail.least || byte > m_tail.most)
            return false;
        m_tail = {m_tail.bytes - 1};
        ++m_bytes;
        return true;
    }
    m_characterBegin = m_bytes++;
    if (byte == '\n') {
        endLine();
        return true;
    }
    const auto tail = utf8Tail(byte);
    if (!tail || byte == 0)
        return false;
    m_tail = *tail;
    ++m_characters;
    m_isReturned = byte == '\r';
    m_words += !m_isInWord && !isSpace(byte);
    m_isInWord = !isSpace(byte);
    return true;
}

void CorpusCounter::endLine()
{
    const std::int64_t characters = m_characters - m_isReturned;
    const std::int64_t length = m_unit == LengthUnit::words ? m_words : characters;
    if (length > 0)
        m_corpus.lengths.add(length);
    else
        ++m_corpus.emptyLines;
    ++m_lines;
    m_characters = m_words = m_bytes = 0;
    m_isInWord = m_isReturned = false;
}

Error CorpusCounter::notUtf8() const
{
    return {"line " + std::to_string(m_lines + 1) + " is not UTF-8 at byte " +
                std::to_string(m_characterBegin + 1),
            {}};
}

Result<Corpus> readCorpus(const std::filesystem::path &file, const CorpusOptions &options)
{
    auto corpus = read(file, options);
    if (!corpus)
        return corpus.error().at(file.filename().string());
    return corpus;
}

} // namespace core
