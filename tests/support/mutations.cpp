// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mutations.h"

#include "core/io/examples.h"
#include "tests/support/golden.h"

#include <nlohmann/json.hpp>

#include <random>

namespace mutations {

namespace {

using Json = nlohmann::json;

class Damage {
  public:
    explicit Damage(std::uint32_t seed) : m_random(seed) {}

    /// One, two or three faults; every third document is hit in its bytes.
    std::string document(const std::vector<std::string> &whole)
    {
        std::string text = whole[below(whole.size())];
        if (below(3) == 0) {
            for (std::size_t i = faults(); i > 0; --i)
                damageBytes(text);
            return text;
        }
        Json json = Json::parse(text);
        for (std::size_t i = faults(); i > 0; --i)
            damageNode(anyNode(json));
        return json.dump();
    }

  private:
    std::size_t below(std::size_t n) { return m_random() % n; }

    std::size_t faults() { return below(2) == 0 ? 1 : below(3) + 1; }

    void damageBytes(std::string &text)
    {
        if (text.size() < 2)
            return;
        const std::size_t at = below(text.size()), count = below(20) + 1;
        const std::string part = text.substr(below(text.size()), count);
        switch (below(5)) {
        case 0:
            text[at] = static_cast<char>(m_random());
            break;
        case 1:
            text.erase(at, count);
            break;
        case 2:
            text.insert(at, part);
            break;
        case 3:
            text.replace(at, part.size(), part);
            break;
        default:
            text.resize(at);
        }
    }

    /// Walks down at random, so that keys near the top are hit as often as single numbers.
    Json &anyNode(Json &root)
    {
        Json *node = &root;
        while (node->is_structured() && !node->empty() && (node == &root || below(8) != 0))
            node = &*std::next(node->begin(), static_cast<std::ptrdiff_t>(below(node->size())));
        return *node;
    }

    void damageNode(Json &node)
    {
        if (node.is_structured() && !node.empty() && below(2) != 0) {
            const auto member =
                std::next(node.begin(), static_cast<std::ptrdiff_t>(below(node.size())));
            if (node.is_array() && below(2) == 0)
                node.push_back(Json(*member));
            else
                node.erase(member);
            return;
        }
        if (node.is_number_integer() && below(2) == 0)
            node = static_cast<std::int64_t>(node.get<std::uint64_t>() + below(5) - 2); // wraps
        else if (node.is_number_float() && below(4) != 0)
            node = node.get<double>() * (static_cast<double>(below(5)) - 2);
        else
            node = strangeValue();
    }

    Json strangeValue()
    {
        static const std::vector<Json> values{
            nullptr,
            true,
            false,
            0,
            -1,
            1,
            2,
            3,
            17,
            1000,
            65536,
            1LL << 31,
            1LL << 53,
            INT64_MAX,
            INT64_MIN,
            UINT64_MAX,
            0.5,
            -0.0,
            1e-320,
            1e39,
            1e308,
            "",
            "nan",
            "inf",
            "text",
            "dense",
            "tokens",
            "float64",
            "by_hand",
            "torch",
            Json::array(),
            {Json::array()},
            Json::object(),
            {1, 2, 3},
            {{1, 2}, {3, 4}},
            {{"shape", {1, 1}}, {"data", {1}}},
            {{"shape", {0, 4}}, {"data", Json::array()}},
            {{"seed", 1}},
            {{"seed", 1}, {"V", 3}, {"D", 2}},
            {{"file", "/etc/hostname"}},
            {{"shape", {1LL << 40, 1LL << 40}}, {"data", Json::array()}}};
        return values[below(values.size())];
    }

    std::mt19937 m_random;
};

} // namespace

std::vector<std::string> damagedDocuments(std::size_t count, std::uint32_t seed)
{
    std::vector<std::string> whole;
    for (const auto &each : golden::gruCases())
        whole.push_back(each.text);
    for (const core::Example &each : core::examples())
        whole.insert(whole.end(), 5, std::string(each.text));
    Damage damage(seed);
    std::vector<std::string> list;
    while (list.size() < count)
        list.push_back(damage.document(whole));
    return list;
}

} // namespace mutations
