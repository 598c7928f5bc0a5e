// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"

#include "core/io/document_token.h"
#include "core/io/examples.h"
#include "core/io/file_bytes.h"
#include "core/io/json_text.h"
#include "core/io/weight_file.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <regex>

namespace app {

namespace {

using core::Error;
using core::Result;

/// The value of one of a few words. Errors: "there is no theme "x"; there are: …".
template <class Value>
Result<Value> oneOf(const char *what, const std::string &word,
                    const std::vector<std::pair<std::string, Value>> &words)
{
    std::string list;
    for (const auto &[name, value] : words) {
        if (name == word)
            return value;
        list += (list.empty() ? "" : ", ") + name;
    }
    return Error{std::string("there is no ") + what + " \"" + word + "\"; there are: " + list, {}};
}

/// The extension in lower case; a slash at the end does not count.
std::string extensionOf(std::filesystem::path path)
{
    if (!path.has_filename())
        path = path.parent_path();
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) {
        return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
    });
    return extension;
}

template <class Format>
Result<Format> formatOf(const std::filesystem::path &output,
                        const std::vector<std::pair<std::string, Format>> &formats,
                        const char *what)
{
    std::string list;
    const std::string extension = extensionOf(output);
    for (const auto &[name, format] : formats) {
        if (name == extension)
            return format;
        list += (list.empty() ? "" : ", ") + name;
    }
    return Error{output.string() + ": the extension is \"" + extension + "\"; " + what +
                     " as one of: " + list,
                 {}};
}

} // namespace

Result<Source> sourceOf(const std::string &file, const std::string &example,
                        const std::optional<std::string> &random)
{
    const int given = !file.empty() + !example.empty() + random.has_value();
    if (given != 1)
        return Error{std::string(given ? "more than one" : "none") +
                         " of FILE, --example NAME and --random SPEC was given; give exactly one",
                     {}};
    if (!file.empty())
        return core::isDocumentToken(file) ? Source(TokenSource{file}) : Source(FileSource{file});
    if (random) {
        const auto spec = core::randomSpec(*random);
        return spec ? Result<Source>(*spec) : spec.error().at("--random");
    }
    std::vector<std::pair<std::string, Source>> names;
    for (const core::Example &each : core::examples())
        names.emplace_back(each.name, ExampleSource{std::string(each.name)});
    return oneOf("example", example, names);
}

Result<core::Done> parseSize(const std::string &text, Look &look)
{
    constexpr int least = 16, most = 16384;
    static const std::regex pattern("([0-9]{1,5})x([0-9]{1,5})");
    std::smatch match;
    if (std::regex_match(text, match, pattern)) {
        look.width = std::stoi(match[1]);
        look.height = std::stoi(match[2]);
        if (std::min(look.width, look.height) >= least && std::max(look.width, look.height) <= most)
            return core::Done{};
    }
    return Error{"--size is \"" + text + "\"; it must be like 1600x900, with " +
                     std::to_string(least) + " to " + std::to_string(most) + " pixels each way",
                 {}};
}

Result<ui::ThemeName> themeNamed(const std::string &name)
{
    return oneOf<ui::ThemeName>("theme", name,
                                {{"light", ui::ThemeName::light},
                                 {"dark", ui::ThemeName::dark},
                                 {"contrast", ui::ThemeName::contrast},
                                 {"print", ui::ThemeName::print}});
}

Result<ui::Lanes> laneNamed(const std::string &name)
{
    return oneOf<ui::Lanes>(
        "lane", name,
        {{"both", ui::Lanes::both}, {"packed", ui::Lanes::packed}, {"padded", ui::Lanes::padded}});
}

Result<ui::PlotKind> plotNamed(const std::string &name)
{
    std::vector<std::pair<std::string, ui::PlotKind>> names;
    for (int i = 0; i < ui::plotKindCount; ++i) {
        const auto kind = static_cast<ui::PlotKind>(i);
        names.emplace_back(ui::nameOf(kind).toStdString(), kind);
    }
    return oneOf<ui::PlotKind>("plot", name, names);
}

Result<core::Stage> stageOf(const std::string &name)
{
    std::vector<std::pair<std::string, core::Stage>> names;
    for (const core::Stage stage : core::allStages)
        names.emplace_back(core::name(stage), stage);
    return oneOf("stage", name, names);
}

Result<ui::NumbersFormat> numbersFormat(const std::filesystem::path &output)
{
    return formatOf<ui::NumbersFormat>(output,
                                       {{".json", ui::NumbersFormat::json},
                                        {".npz", ui::NumbersFormat::npz},
                                        {".csv", ui::NumbersFormat::csv}},
                                       "numbers are written");
}

Result<ui::PictureKind> pictureFormat(const std::filesystem::path &output)
{
    return formatOf<ui::PictureKind>(output,
                                     {{".png", ui::PictureKind::png},
                                      {".svg", ui::PictureKind::svg},
                                      {".pdf", ui::PictureKind::pdf}},
                                     "pictures are written");
}

Result<SavedFormat> savedFormat(const std::filesystem::path &output)
{
    return formatOf<SavedFormat>(output,
                                 {{".packscope", SavedFormat::document},
                                  {".json", SavedFormat::document},
                                  {".safetensors", SavedFormat::safetensors},
                                  {".npz", SavedFormat::npz}},
                                 "documents and their models are written");
}

Result<core::Done> checkScriptName(const std::filesystem::path &output)
{
    return formatOf<core::Done>(output, {{".py", {}}}, "programs are written");
}

Result<core::Done> checkFilmName(const std::filesystem::path &output)
{
    std::error_code code;
    if (!output.has_filename() || std::filesystem::is_directory(output, code))
        return core::Done{};
    return formatOf<core::Done>(
        output, {{".gif", {}}, {".webp", {}}, {".apng", {}}, {".mp4", {}}, {".webm", {}}},
        "animations are written into a folder (DIR/) or");
}

Result<core::Done> checkLinkName(const std::filesystem::path &output)
{
    if (output.empty())
        return core::Done{};
    return formatOf<core::Done>(output, {{".txt", {}}}, "documents as text are written");
}

Result<CostOutput> costOutput(const std::string &output, bool json)
{
    if (output.empty())
        return CostOutput{json, {}};
    return formatOf<CostOutput>(output, {{".json", {true, output}}}, "what it costs is written");
}

bool isCorpus(const std::filesystem::path &file)
{
    const std::string extension = core::lowerExtension(file);
    return !core::weightFormatOf(file) && extension != ".packscope" && extension != ".json";
}

Result<core::LengthUnit> unitNamed(const std::string &name)
{
    return oneOf<core::LengthUnit>(
        "unit", name,
        {{"characters", core::LengthUnit::characters}, {"words", core::LengthUnit::words}});
}

Result<std::vector<std::int64_t>> batchSizes(const std::string &text)
{
    constexpr std::int64_t most = 1'000'000;
    std::vector<std::int64_t> sizes;
    const char *at = text.data(), *end = at + text.size();
    while (true) {
        std::int64_t size = 0;
        const auto [stop, code] = std::from_chars(at, end, size);
        if (code != std::errc{} || size < 1 || size > most || (stop != end && *stop != ','))
            return Error{"--batch-size is \"" + text +
                             "\"; it must be like 32,64,128, each from 1 to " +
                             std::to_string(most),
                         {}};
        sizes.push_back(size);
        if (stop == end)
            return sizes;
        at = stop + 1;
    }
}

Result<bool> isSecond(const std::string &option, const std::string &text, const std::string &first,
                      const std::string &second)
{
    if (text == first || text == second)
        return text == second;
    return Error{option + " is \"" + text + "\"; it must be " + first + " or " + second, {}};
}

Result<double> numberBetween(const std::string &option, const std::string &text, double least,
                             double most)
{
    double number = 0;
    const char *end = text.data() + text.size();
    const auto [stop, code] = std::from_chars(text.data(), end, number);
    if (code == std::errc{} && stop == end && number >= least && number <= most)
        return number;
    return Error{option + " is \"" + text + "\"; it must be a number from " +
                     core::jsonNumber(least) + " to " + core::jsonNumber(most),
                 {}};
}

Result<int> integerBetween(const std::string &option, const std::string &text, int least, int most)
{
    const auto number = numberBetween(option, text, least, most);
    if (number && *number == static_cast<int>(*number))
        return static_cast<int>(*number);
    return Error{option + " is \"" + text + "\"; it must be a whole number from " +
                     std::to_string(least) + " to " + std::to_string(most),
                 {}};
}

} // namespace app
