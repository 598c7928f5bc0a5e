// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torch_script.h"

#include "core/base/utf8.h"
#include "core/io/json_tensor.h"
#include "core/io/numbers.h"
#include "core/io/python_numbers.h"
#include "core/model/batch_edits.h"
#include "core/model/model_edits.h"
#include "core/pipeline/run.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <set>
#include <sstream>

namespace core {

namespace {

/// Above these the ids stand with the other numbers at the end, not in the text.
constexpr Index mostRows = 40, mostColumns = 40;
constexpr std::size_t mostLetters = 40; ///< of a text in a comment
/// Up to here torch 1.13's own sort leaves equal lengths as typed.
/// Source: libstdc++'s std::sort inserts one by one up to 16 elements.
constexpr Index stableUpTo = 16;
/// Some 90 MB of program, which Python reads in a few seconds.
constexpr double mostNumbers = 1 << 24;

/// Who puts the longest sequence first, and how that is written.
enum class Sorting {
    none,      ///< enforce_sorted=True
    byTorch,   ///< enforce_sorted=False
    withOrder, ///< the order is given: equal lengths stand as no version of torch's own sort promises
    byHand,    ///< outside, and back again
};

Sorting sortingOf(const Trace &trace)
{
    const Options &options = trace.document->options;
    if (options.sort == SortBy::byHand)
        return Sorting::byHand;
    if (!torchSorts(options))
        return Sorting::none;
    const std::set<std::int64_t> different(trace.lengths.begin(), trace.lengths.end());
    return std::ssize(different) < trace.B() ? Sorting::withOrder : Sorting::byTorch;
}

/// Text in a comment: on one line, not longer than a line, and without what turns the writing around.
std::string commented(const std::string &text)
{
    std::string shown;
    for (std::size_t i = 0; i < text.size() && shown.size() < mostLetters;) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto tail = utf8Tail(byte);
        const std::string letter =
            text.substr(i, tail ? static_cast<std::size_t>(tail->bytes) + 1 : 1);
        i += letter.size();
        // U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F, U+FEFF.
        const bool unseen = byte < 0x20 || byte == 0x7F || letter == "\xEF\xBB\xBF" ||
                            (letter >= "\xE2\x80\x8B" && letter <= "\xE2\x80\x8F") ||
                            (letter >= "\xE2\x80\xA8" && letter <= "\xE2\x80\xAE") ||
                            (letter >= "\xE2\x81\xA0" && letter <= "\xE2\x81\xAF");
        shown += unseen ? " " : letter;
        if (shown.size() >= mostLetters && i < text.size())
            shown += "…";
    }
    return shown;
}

std::string numberOf(double value)
{
    const std::string list = jsonList(std::vector<double>{value});
    const std::string text = list.substr(1, list.size() - 2);
    return std::isfinite(value) ? text : "float(" + text + ")"; // which JSON writes as "-inf"
}

/// How far two runs of the same batch are apart, relative to 1 + the size of a number.
double largestRounding(const std::vector<NamedNumbers> &run, const std::vector<NamedNumbers> &other)
{
    double most = 0;
    for (std::size_t i = 0; i < std::min(run.size(), other.size()); ++i) {
        const auto *a = std::get_if<RealTensor>(&run[i].numbers);
        const auto *b = std::get_if<RealTensor>(&other[i].numbers);
        for (Index k = 0; a && b && k < a->size(); ++k)
            if (std::isfinite((*a)[k]) && std::isfinite((*b)[k]))
                most = std::max(most, std::abs((*a)[k] - (*b)[k]) / (1 + std::abs((*b)[k])));
    }
    return most;
}

/// TOLERANCE, and why. Rounding grows with the weights and the steps, so it is measured.
std::string toleranceLine(const Trace &trace, const std::vector<NamedNumbers> &numbers)
{
    if (trace.document->dtype == DType::float64)
        return "TOLERANCE = 1e-11  # float64 added in another order differs by less\n";
    const auto exact = withPrecision(*trace.document, DType::float64);
    const auto again = exact ? run(std::make_shared<const Document>(*exact))
                             : Result<std::shared_ptr<const Trace>>(exact.error());
    const double rounding = again ? largestRounding(numbers, numbersOf(**again)) : 0;
    std::ostringstream line;
    line << std::setprecision(1) << "TOLERANCE = " << std::max(1e-5, 10 * rounding)
         << "  # in float64 this batch differs by up to " << rounding << '\n';
    return line.str();
}

class Script {
  public:
    explicit Script(const Trace &trace)
        : m_trace(trace), m_document(*trace.document), m_options(m_document.options),
          m_sorting(sortingOf(trace)), m_numbers(numbersOf(trace))
    {
    }

    std::string text()
    {
        writeHead();
        writeBatch();
        writeModel();
        writeEmbedding();
        writePacking();
        writeByHand();
        writeGru();
        writeUnpacking();
        writePadded();
        writeReadout();
        line();
        line("missing = EXPECTED.keys() - compared");
        line("check(not missing, f\"not compared: {missing}\")");
        line("count = sum(entry is not None for entry in EXPECTED.values())");
        line("print(f\"{count} tensors are as Packscope computed them, within {largest:.2g}\")");
        m_text += "\n\n";
        m_text += torchScriptHelpers;
        writeNumbers();
        m_text += "\nif __name__ == \"__main__\":\n    with torch.no_grad():\n        main()\n";
        return std::move(m_text);
    }

  private:
    [[nodiscard]] bool masked() const { return !m_document.dropoutMasks.empty(); }
    [[nodiscard]] bool isLaidOut() const { return m_options.batchFirst; }
    [[nodiscard]] std::string batchFirst() const
    {
        return isLaidOut() ? "batch_first=True" : "batch_first=False";
    }
    /// A batch-first batch as the document lays it out, and back.
    [[nodiscard]] std::string laidOut(const std::string &batch) const
    {
        return isLaidOut() ? batch : batch + ".transpose(0, 1)";
    }
    [[nodiscard]] std::string inOrder(const std::string &batch, const char *order) const
    {
        return batch + (isLaidOut() ? ".index_select(0, " : ".index_select(1, ") + order + ")";
    }
    /// The last layer's states, its directions side by side.
    [[nodiscard]] std::string top(const std::string &hidden) const
    {
        return m_trace.directions() == 1
                   ? hidden + "[-1]"
                   : "torch.cat([" + hidden + "[-2], " + hidden + "[-1]], dim=1)";
    }

    void line(const std::string &text = {})
    {
        m_text += text.empty() ? "\n" : "    " + text + "\n";
    }
    void compare(const std::string &name, const std::string &value)
    {
        line("compare(\"" + name + "\", " + value + ")");
    }
    std::string given(const std::string &name, std::string numbers)
    {
        m_given.emplace_back(name, std::move(numbers));
        return "given(\"" + name + "\")";
    }
    std::string givenReal(const std::string &name, const Tensor<double> &tensor)
    {
        return given(name, m_document.dtype == DType::float32 ? pythonNumbers(tensor.cast<float>())
                                                              : pythonNumbers(tensor));
    }

    void writeHead()
    {
        const std::string title = commented(m_document.title);
        const bool makesOne = masked() || m_sorting == Sorting::withOrder;
        // Python looks for an encoding in the first two lines, so the title is not among them.
        m_text =
            "#!/usr/bin/env python3\n"
            "# -*- coding: utf-8 -*-\n" +
            (title.empty() ? std::string() : "# " + title + "\n#\n") +
            "# Written by Packscope. This program packs a batch, runs a GRU over it and unpacks, "
            "then runs\n"
            "# the same GRU over the padded batch. Each tensor is compared with the numbers that "
            "Packscope\n"
            "# computed, which stand at the end. It needs PyTorch 1.13 or newer, and nothing "
            "else.\n"
            "import base64\n\n"
            "import torch\n"
            "from torch import nn\n"
            "from torch.nn.utils.rnn import " +
            (makesOne ? "PackedSequence, " : "") + "pack_padded_sequence, pad_packed_sequence\n\n" +
            toleranceLine(m_trace, m_numbers) + "torch.set_default_dtype(torch." +
            (m_document.dtype == DType::float32 ? "float32" : "float64") + ")\n\n\ndef main():\n";
    }

    void writeBatch()
    {
        line("# The batch: " + std::to_string(m_trace.B()) + " sequences, padded to " +
             std::to_string(m_trace.paddedWidth()) + " steps.");
        const bool isSmall = m_trace.B() <= mostRows && m_trace.paddedWidth() <= mostColumns;
        if (isSmall)
            line("lengths = torch.tensor(" + pythonList(m_trace.lengths, 8) + ")");
        else
            line("lengths = " + given("lengths", pythonNumbers(m_trace.lengths)));
        compare("lengths", "lengths");
        if (!m_trace.paddedIds)
            return;
        const Tensor<std::int64_t> &ids = *m_trace.paddedIds;
        if (isSmall) {
            line("padded_ids = torch.tensor([");
            for (Index b = 0; b < m_trace.B(); ++b)
                writeRow(ids, SequenceIndex(b));
            line("])");
        } else {
            line("padded_ids = " + given("padded_ids", pythonNumbers(ids)));
        }
        compare("padded_ids", "padded_ids");
    }

    void writeRow(const Tensor<std::int64_t> &ids, SequenceIndex sequence)
    {
        std::vector<std::int64_t> row;
        for (Index t = 0; t < ids.extent(1); ++t)
            row.push_back(ids.at(sequence.value(), t));
        std::string text = "    " + pythonList(row, 12) + ",  # " + sequenceName(sequence);
        if (!m_document.vocabulary.tokens.empty())
            text += "  " + commented(typedText(m_document, sequence));
        line(text);
    }

    void writeModel()
    {
        const GruShape &shape = m_document.weights.shape;
        line();
        line("# The model, with the weights that stand at the end.");
        if (m_trace.paddedIds) {
            const std::string padding =
                m_options.paddingIdx ? ", padding_idx=" + std::to_string(*m_options.paddingIdx)
                                     : "";
            line("embedding = nn.Embedding(" + std::to_string(m_document.embedding.extent(0)) +
                 ", " + std::to_string(m_document.embedding.extent(1)) + padding + ")");
            line("embedding.load_state_dict({\"weight\": " +
                 givenReal("embedding.weight", m_document.embedding) + "})");
        }
        std::string gru = "gru = nn.GRU(" + std::to_string(shape.inputSize) + ", " +
                          std::to_string(shape.hiddenSize);
        if (shape.numLayers > 1)
            gru += ", num_layers=" + std::to_string(shape.numLayers);
        if (!shape.bias)
            gru += ", bias=False";
        gru += ", " + batchFirst();
        if (m_options.dropout > 0 && shape.numLayers > 1)
            gru += ", dropout=" + numberOf(m_options.dropout);
        if (shape.directions > 1)
            gru += ", bidirectional=True";
        line(gru + ")");
        line("gru.load_state_dict({name: given(name) for name in gru.state_dict()})");
        line(m_options.training ? "gru.train()" : "gru.eval()");
        GruWeights<double> weights = m_document.weights;
        for (const auto &parameter : parameters(weights))
            if (!parameter.tensor->empty())
                givenReal(parameter.name, *parameter.tensor);
        if (m_document.h0)
            line("h_0 = " + givenReal("h_0", *m_document.h0) + "  # in the order of the batch");
        else
            line("h_0 = torch.zeros(" + std::to_string(shape.runs()) + ", " +
                 std::to_string(m_trace.B()) + ", " + std::to_string(shape.hiddenSize) + ")");
    }

    void writeEmbedding()
    {
        line();
        if (m_trace.paddedIds) {
            line("# Each id becomes a row of the table; those of the padding as well.");
            line("padded_embedding = embedding(padded_ids)");
        } else {
            line("# The batch holds vectors: there is nothing to embed.");
            line("padded_embedding = " +
                 givenReal("input", std::get<DenseInput>(m_document.input).padded));
        }
        compare("padded_embedding", "padded_embedding");
    }

    /// What packs a batch-first batch.
    [[nodiscard]] std::string packing(const std::string &batch) const
    {
        const bool sorted = m_sorting == Sorting::withOrder || m_sorting == Sorting::byHand;
        const std::string input = sorted ? inOrder(laidOut(batch), "order") + ", lengths[order]"
                                         : laidOut(batch) + ", lengths";
        return "pack_padded_sequence(\n        " + input + ",\n        " + batchFirst() +
               (m_sorting == Sorting::byTorch ? ", enforce_sorted=False)"
                                              : ", enforce_sorted=True)");
    }

    void writePacking()
    {
        line();
        line("# Packed: step after step the rows of the sequences that are that long, the longest "
             "first.");
        line("# " + std::to_string(m_trace.N()) + " rows instead of " +
             std::to_string(m_trace.B() * m_trace.paddedWidth()) + ".");
        if (m_sorting == Sorting::withOrder || m_sorting == Sorting::byHand)
            writeOrder();
        line("packed = " + packing("padded_embedding"));
        if (m_sorting == Sorting::withOrder)
            line("packed = PackedSequence(packed.data, packed.batch_sizes, order, back)");
        if (m_sorting == Sorting::byTorch)
            line("order, back = packed.sorted_indices, packed.unsorted_indices");
        if (m_sorting == Sorting::none)
            line("order = back = torch.arange(len(lengths))  # nobody sorts: it is sorted");
        compare("packed_data", "packed.data");
        compare("batch_sizes", "packed.batch_sizes");
        compare("sorted_indices", "packed.sorted_indices");
        compare("unsorted_indices", "packed.unsorted_indices");
        compare("sorted_lengths", "lengths[order]");
        compare("sorted_embedding", "padded_embedding[order]");
        if (m_trace.paddedIds) {
            compare("sorted_ids", "padded_ids[order]");
            line("packed_ids = " + packing("padded_ids"));
            compare("packed_ids", "packed_ids.data");
        }
        // The notebook's names of them.
        compare("srtidx", m_trace.srtidx ? "order" : "None");
        compare("invidx", m_trace.invidx ? "back" : "None");
    }

    void writeOrder()
    {
        if (m_sorting == Sorting::withOrder)
            line("# Lengths repeat, and torch's own sort does not promise in which order they "
                 "come.");
        if (m_options.tieOrder == TieOrder::torch && m_trace.B() > stableUpTo)
            line("order = " + given("order", pythonNumbers(*m_trace.srtidx)));
        else
            line("order = torch.sort(lengths, descending=True, stable=True).indices");
        line("back = torch.argsort(order)");
    }

    void writeByHand()
    {
        line();
        line("# The GRU by hand, which shows its gates.");
        std::string between;
        if (masked()) {
            std::string masks;
            for (std::size_t i = 0; i < m_document.dropoutMasks.size(); ++i)
                masks += (i > 0 ? ", " : "") + givenReal("dropout_masks." + std::to_string(i),
                                                         m_document.dropoutMasks[i]);
            line("masks = [" + masks + "]  # of dropout, already divided by 1 - p");
            between = ", lambda layer, rows: rows * masks[layer]";
        } else if (m_options.training && m_options.dropout >= 1) {
            between = ", lambda layer, rows: torch.zeros_like(rows)"; // dropout of 1
        }
        line("sorted_h_0 = h_0.index_select(1, order)");
        line("rows, h_n_sorted = by_hand(gru, packed, sorted_h_0" + between + ")");
        compare("packed_output", "rows");
        compare("h_n_sorted", "h_n_sorted");
    }

    void writeGru()
    {
        line();
        if (masked()) {
            line("# nn.GRU would draw other masks, so what follows goes on with these rows.");
            line("output = PackedSequence(\n        rows, packed.batch_sizes, "
                 "packed.sorted_indices, "
                 "packed.unsorted_indices)");
            line("h_n = h_n_sorted.index_select(1, back)");
        } else if (m_sorting == Sorting::byHand) {
            line("# The same by nn.GRU. Who sorts by hand sorts h_0 as well, and brings back h_n.");
            line("output, h_n_sorted = gru(packed, sorted_h_0)");
            line("h_n = h_n_sorted.index_select(1, back)");
        } else {
            line("# The same by nn.GRU, which takes and gives states in the order of the batch.");
            line("output, h_n = gru(packed, h_0)");
            line("h_n_sorted = h_n.index_select(1, order)");
        }
        compare("packed_output", "output.data");
        compare("h_n_sorted", "h_n_sorted");
        compare("h_n", "h_n");
    }

    void writeUnpacking()
    {
        line();
        line("# Unpacked: padded again. last_mask is True at the last step of each sequence.");
        if (m_trace.directions() == 1)
            line("# The state there is the one in h_n.");
        else
            line("# Its forward half is the one in h_n, whose backward half stands at step 0.");
        std::string how;
        if (m_options.paddingValue != 0)
            how += ", padding_value=" + numberOf(m_options.paddingValue);
        if (m_options.totalLength)
            how += ", total_length=" + std::to_string(*m_options.totalLength);
        const std::string unpack = (how.empty() ? "pad_packed_sequence(output, "
                                                : "pad_packed_sequence(\n        output, ") +
                                   batchFirst() + how + ")";
        if (m_sorting == Sorting::byHand) {
            line("unpacked_output, padded_lengths = " + unpack);
            line("padded_output = " + inOrder("unpacked_output", "back"));
            line("padded_lengths = padded_lengths[back]");
        } else {
            line("padded_output, padded_lengths = " + unpack);
            line("unpacked_output = " + inOrder("padded_output", "order"));
        }
        compare("unpacked_output", "unpacked_output");
        compare("padded_output", "padded_output");
        compare("padded_lengths", "padded_lengths");
        line("states = " + laidOut("padded_output"));
        line("last_mask = torch.arange(states.shape[1]) == (lengths - 1)[:, None]");
        compare("last_mask", "last_mask.long()");
        compare("last_mask_wide", "last_mask[:, :, None].expand_as(states).long()");
        line("last_hidden = " + top("h_n"));
        compare("last_states", "states[last_mask]");
        compare("last_hidden", "last_hidden");
    }

    void writePadded()
    {
        line();
        if (!m_trace.padded) {
            line("# The masks are over packed rows, so there is no padded run.");
            for (const char *name :
                 {"nopack_output", "nopack_last_mask", "nopack_h_n", "nopack_last_states"})
                compare(name, "None");
            return;
        }
        line(
            m_trace.directions() == 1
                ? "# Without packing the GRU reads the padding too: h_n is the state after it."
                : "# Without packing the GRU reads the padding too: forward last, backward first.");
        line("nopack_output, nopack_h_n = gru(" + laidOut("padded_embedding") + ", h_0)");
        line("nopack_states = " + laidOut("nopack_output"));
        line("nopack_last_mask = torch.arange(nopack_states.shape[1]) == (lengths - 1)[:, None]");
        line("nopack_last_states = nopack_states[nopack_last_mask]");
        compare("nopack_output", "nopack_output");
        compare("nopack_last_mask", "nopack_last_mask.long()");
        compare("nopack_h_n", "nopack_h_n");
        compare("nopack_last_states", "nopack_last_states");
    }

    void writeReadout()
    {
        if (!m_document.readout)
            return;
        const Readout<double> &readout = *m_document.readout;
        const bool bias = !readout.bias.empty(), ran = m_trace.padded.has_value();
        line();
        line("# The readout: of h_n, of the padded run's states at the mask, and of those after "
             "the padding.");
        line("readout = nn.Linear(" + std::to_string(readout.weight.extent(1)) + ", " +
             std::to_string(readout.weight.extent(0)) + (bias ? ")" : ", bias=False)"));
        std::string state = "\"weight\": " + givenReal("readout.weight", readout.weight);
        if (bias)
            state += ", \"bias\": " + givenReal("readout.bias", readout.bias);
        line("readout.load_state_dict({" + state + "})");
        compare("readout_packed", "readout(last_hidden)");
        compare("readout_nopack", ran ? "readout(nopack_last_states)" : "None");
        compare("readout_naive", ran ? "readout(" + top("nopack_h_n") + ")" : "None");
    }

    void writeNumbers()
    {
        m_text += "\n# Weights, and what else the program takes.\nGIVEN = {\n";
        for (const auto &[name, numbers] : m_given)
            m_text += "    \"" + name + "\": " + numbers + ",\n";
        m_text += "}\n\n# What Packscope computed.\nEXPECTED = {\n";
        for (const NamedNumbers &named : m_numbers)
            m_text += "    \"" + named.name + "\": " + pythonNumbers(named.numbers) + ",\n";
        m_text += "}\n";
    }

    const Trace &m_trace;
    const Document &m_document;
    const Options &m_options;
    Sorting m_sorting;
    std::vector<NamedNumbers> m_numbers;
    std::string m_text;
    std::vector<std::pair<std::string, std::string>> m_given; ///< names, and how they are written
};

/// About how many a program would hold: states and gates, most of all.
double numbersIn(const Trace &trace)
{
    const auto H = static_cast<double>(trace.H() * trace.directions()),
               cells = static_cast<double>(trace.B() * trace.unpackedWidth()),
               layers = static_cast<double>(trace.shape().numLayers);
    return static_cast<double>(trace.N()) * H * (4 * layers + 1) +
           cells * (3 * H + 2 * static_cast<double>(trace.D()));
}

} // namespace

Result<std::string> torchScript(const Trace &trace)
{
    if (numbersIn(trace) > mostNumbers)
        return Error{"a program would hold some " +
                         std::to_string(std::lround(numbersIn(trace) / 1e6)) +
                         " million numbers, which Python does not read well; it may hold " +
                         std::to_string(std::lround(mostNumbers / 1e6)) +
                         " million (packscope run -o numbers.npz writes any number)",
                     {}};
    return Script(trace).text();
}

} // namespace core
