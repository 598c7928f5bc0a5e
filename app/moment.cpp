// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"

#include <charconv>
#include <regex>

namespace app {

core::Result<Moment> parseMoment(const std::string &text)
{
    static const std::regex pattern(
        "([a-z]+)(:(l[0-9]{1,4}(_reverse)?))?(:([0-9]{1,9})([.][0-9]+)?)?");
    std::smatch match;
    Moment moment;
    moment.text = text;
    const core::Error malformed{"--at is \"" + text +
                                    "\"; it must be STAGE, STAGE:STEP, STAGE:STEP.FRACTION, "
                                    "gru:RUN:STEP with a RUN like l1_reverse, or page",
                                {}};
    if (text == "page") {
        moment.isPage = true;
        return moment;
    }
    if (text.size() > 64 || !std::regex_match(text, match, pattern))
        return malformed;
    const auto stage = stageOf(match[1]);
    if (!stage)
        return stage.error().at("--at");
    moment.stage = *stage;
    moment.run = match[3];
    if (!moment.run.empty() && (moment.stage != core::Stage::gru || !match[6].matched))
        return malformed;
    if (match[6].matched)
        moment.step = std::stoll(match[6]);
    if (match[7].matched) {
        const std::string fraction = match[7];
        std::from_chars(fraction.data(), fraction.data() + fraction.size(), moment.fraction);
    }
    return moment;
}

} // namespace app
