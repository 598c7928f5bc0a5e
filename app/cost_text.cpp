// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cost_text.h"

#include "app/report.h"
#include "core/io/json_text.h"
#include "core/io/object_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

namespace app {

namespace {

using core::CorpusCost;
using core::ObjectWriter;
using ui::CountedCorpus;

constexpr int planLines = 12;

/// Lines of cells, each column as wide as its widest cell; the first stands at the left, if it is words.
class Table {
  public:
    enum class First { words, numbers };
    explicit Table(First first) : m_first(first) {}

    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }

    [[nodiscard]] std::string text() const
    {
        std::string text;
        for (const auto &row : m_rows) {
            std::string line;
            for (std::size_t column = 0; column < row.size(); ++column) {
                const std::string space(widthOf(column) - row[column].size(), ' ');
                const bool isLeft = column == 0 && m_first == First::words;
                line += (column ? "  " : "") + (isLeft ? row[column] + space : space + row[column]);
            }
            text += line + "\n";
        }
        return text;
    }

  private:
    [[nodiscard]] std::size_t widthOf(std::size_t column) const
    {
        std::size_t width = 0;
        for (const auto &row : m_rows)
            width = std::max(width, row[column].size());
        return width;
    }

    First m_first;
    std::vector<std::vector<std::string>> m_rows;
};

/// "60,012,345"
std::string grouped(std::int64_t count)
{
    std::string text = std::to_string(count);
    for (auto at = std::ssize(text) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string grouped(double cells)
{
    return grouped(static_cast<std::int64_t>(std::llround(cells)));
}

std::string oneDecimal(double number)
{
    std::array<char, 400> text{}; // the largest double has 309 digits
    const int length = std::snprintf(text.data(), text.size(), "%.1f", number);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string percent(double share)
{
    const double percent = 100 * share;
    return (percent > 0 && percent < 0.05 ? "<0.1" : oneDecimal(percent)) + " %";
}

std::string lane(std::int64_t cells, std::int64_t multiplyAdds)
{
    return ObjectWriter(1)
        .addInteger("cells", cells)
        .addInteger("multiply_adds", multiplyAdds)
        .text();
}

std::string order(double cells, std::int64_t realCells)
{
    return "{\"padded_cells\": " + core::jsonNumber(cells) +
           ", \"padding\": " + core::jsonNumber(core::paddingShare(cells, realCells)) + "}";
}

std::string planJson(const core::BatchPlan &plan, std::int64_t realCells)
{
    std::string batches;
    for (const auto &[count, rows, length] : plan.batches)
        batches += (batches.empty() ? "[" : ", [") + std::to_string(count) + ", " +
                   std::to_string(rows) + ", " + std::to_string(length) + "]";
    return ObjectWriter(3)
        .addInteger("padded_cells", plan.cells)
        .add("padding",
             core::jsonNumber(core::paddingShare(static_cast<double>(plan.cells), realCells)))
        .add("batches_rows_length", "[" + batches + "]")
        .text();
}

std::string json(const CorpusCost &cost, std::int64_t realCells)
{
    return ObjectWriter(2)
        .addInteger("batch_size", cost.batchSize)
        .addInteger("batches", cost.batches)
        .add("random", order(cost.random, realCells))
        .add("bucketed", order(cost.bucketed, realCells))
        .add("sorted", order(cost.sorted, realCells))
        .add("least", planJson(cost.least, realCells))
        .text();
}

std::string nameOf(core::LengthUnit unit)
{
    return unit == core::LengthUnit::words ? "words" : "characters";
}

std::string head(const CountedCorpus &counted)
{
    const core::LengthHistogram &lengths = counted.corpus.lengths;
    const double mean =
        static_cast<double>(lengths.cells()) / static_cast<double>(lengths.sequences());
    std::string text = printable(counted.name().toStdString()) + ": " +
                       grouped(lengths.sequences()) + " sequences, " + grouped(lengths.cells()) +
                       " " + nameOf(counted.unit) + "\nlengths " + grouped(lengths.shortest()) +
                       " to " + grouped(lengths.longest()) + ", median " +
                       grouped(lengths.median()) + ", mean " + oneDecimal(mean) + "\n";
    if (const std::int64_t empty = counted.corpus.emptyLines; empty > 0)
        text +=
            grouped(empty) + (empty == 1 ? " empty line is" : " empty lines are") + " left out\n";
    return text;
}

/// A table of a line a batch size; `cell` writes one order's padded cells.
template <class Cell> std::string table(const CountedCorpus &counted, Cell cell)
{
    Table table(Table::First::numbers);
    table.add({"batch size", "batches", "random", "bucketed", "sorted", "least"});
    for (const CorpusCost &cost : counted.costs)
        table.add({grouped(cost.batchSize), grouped(cost.batches), cell(cost.random),
                   cell(cost.bucketed), cell(cost.sorted),
                   cell(static_cast<double>(cost.least.cells))});
    return table.text();
}

std::string planTable(const CorpusCost &cost, const core::LengthHistogram &lengths)
{
    Table table(Table::First::numbers);
    table.add({"batches", "sequences", "padded to", "cells", "padding"});
    for (const core::PlanPart &part : core::partsOf(cost.least, lengths, planLines)) {
        const std::string longest = grouped(part.longest), shortest = grouped(part.shortest);
        table.add(
            {grouped(part.batches), grouped(part.sequences),
             longest == shortest ? longest : longest + " to " + shortest, grouped(part.paddedCells),
             percent(core::paddingShare(static_cast<double>(part.paddedCells), part.realCells))});
    }
    return table.text();
}

} // namespace

std::string costTable(const std::string &name, const core::Cost &cost)
{
    Table table(Table::First::words);
    table.add({"", "cells", "multiply-adds"});
    table.add({"padded", grouped(cost.paddedCells), grouped(cost.paddedMultiplyAdds)});
    table.add({"packed", grouped(cost.packedCells), grouped(cost.packedMultiplyAdds)});
    return printable(name) + "\n" + table.text() + "padding: " +
           percent(core::paddingShare(static_cast<double>(cost.paddedCells), cost.packedCells)) +
           " of the padded cells\n";
}

std::string costJson(const core::Cost &cost)
{
    return ObjectWriter(0)
               .add("padded", lane(cost.paddedCells, cost.paddedMultiplyAdds))
               .add("packed", lane(cost.packedCells, cost.packedMultiplyAdds))
               .add("padding", core::jsonNumber(core::paddingShare(
                                   static_cast<double>(cost.paddedCells), cost.packedCells)))
               .text() +
           "\n";
}

std::string costTable(const CountedCorpus &counted)
{
    const std::int64_t cells = counted.corpus.lengths.cells();
    std::string text =
        head(counted) + "\npadding, of the cells that are computed; packed: none\n" +
        table(counted, [&](double padded) { return percent(core::paddingShare(padded, cells)); }) +
        "\ncells that are computed; packed: " + grouped(cells) + "\n" +
        table(counted, [](double padded) { return grouped(padded); });
    if (counted.costs.size() == 1)
        text += "\nthe batches with the least waste, the longest sequences first\n" +
                planTable(counted.costs.front(), counted.corpus.lengths);
    return text + "\nrandom: the mean of all orders. bucketed: sorted within pools of " +
           std::to_string(core::poolBatches) +
           " batches of a random order, the mean.\nsorted: the longest first. least: the fewest "
           "cells of all ways into as few batches.\n";
}

std::string costJson(const CountedCorpus &counted)
{
    const core::LengthHistogram &lengths = counted.corpus.lengths;
    std::vector<std::int64_t> length, count;
    for (const auto &[each, sequences] : lengths.counts()) {
        length.push_back(each);
        count.push_back(sequences);
    }
    std::vector<std::string> costs;
    for (const CorpusCost &cost : counted.costs)
        costs.push_back(json(cost, lengths.cells()));
    return ObjectWriter(0)
               .addText("file", counted.name().toStdString())
               .addText("unit", nameOf(counted.unit))
               .addInteger("sequences", lengths.sequences())
               .addInteger("empty_lines", counted.corpus.emptyLines)
               .addInteger("packed_cells", lengths.cells())
               .add("lengths", core::jsonList(length))
               .add("counts", core::jsonList(count))
               .addInteger("pool_batches", core::poolBatches)
               .add("batch_sizes", core::jsonLines(costs, 1))
               .text() +
           "\n";
}

} // namespace app
