// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torch_script.h"

#include "core/io/json_tensor.h"
#include "core/io/number_bytes.h"
#include "core/io/numbers.h"
#include "core/io/python_numbers.h"
#include "core/model/batch_edits.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace core {

namespace {

/// Above these the ids stand with the other numbers at the end, not in the text.
constexpr Index mostRows = 40, mostColumns = 40;
constexpr std::size_t mostLetters = 40; ///< of a sequence in a comment
/// Up to here the sort of torch leaves equal lengths as typed.
/// Source: libstdc++'s std::sort inserts one by one up to 16 elements.
constexpr Index stableUpTo = 16;

constexpr const char *head =
    R"(# Written by Packscope: a batch and its model again. This program packs the batch, runs the GRU over
# it and unpacks, then runs the same GRU over the padded batch. Each tensor is compared with the
# numbers that Packscope computed, which stand at the end. It needs PyTorch 1.13 or newer, and nothing
# else.
import base64

import torch
from torch import nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

)";

constexpr const char *helpers = R"(

def by_hand(gru, packed, h_0, between):
    """What nn.GRU does inside, over packed rows; compares the gates of each layer and direction.

    At step t the rows are those of the batch_sizes[t] sequences that still run, so the states of the
    others stay as they are. `between` is applied to what one layer hands to the next.
    Returns the rows of the last layer and the final states in slot order.
    """
    rows, final = packed.data, []
    directions = 2 if gru.bidirectional else 1
    for layer in range(gru.num_layers):
        outputs = []
        for direction in range(directions):
            suffix = f"l{layer}" + ("_reverse" if direction else "")
            steps = torch.split(rows, packed.batch_sizes.tolist())
            kept = [None] * len(steps)
            h = h_0[layer * directions + direction].clone()
            for t in reversed(range(len(steps))) if direction else range(len(steps)):
                live = len(steps[t])
                i_r, i_z, i_n = linear(steps[t], gru, "ih", suffix).chunk(3, dim=1)
                h_r, h_z, h_n = linear(h[:live], gru, "hh", suffix).chunk(3, dim=1)
                r = torch.sigmoid(i_r + h_r)  # reset: what the candidate sees of the state
                z = torch.sigmoid(i_z + h_z)  # update: what stays of the state
                n = torch.tanh(i_n + r * h_n)  # candidate
                h[:live] = (1 - z) * n + z * h[:live]
                kept[t] = (r, z, n, h_n, h[:live].clone())
            r, z, n, hn, h_rows = (torch.cat(part) for part in zip(*kept))
            for name, gate in {"r": r, "z": z, "n": n, "hn": hn}.items():
                compare(f"gates_{suffix}_{name}", gate)
            outputs.append(h_rows)
            final.append(h)
        rows = torch.cat(outputs, dim=1)
        if layer + 1 < gru.num_layers:
            rows = between(layer, rows)
    return rows, torch.stack(final)


def linear(x, gru, kind, suffix):
    bias = getattr(gru, f"bias_{kind}_{suffix}") if gru.bias else None
    return nn.functional.linear(x, getattr(gru, f"weight_{kind}_{suffix}"), bias)


def top(h_n, directions):
    """The states of the last layer, its directions side by side."""
    return torch.cat(tuple(h_n[-directions:]), dim=1)


def numbers(entry):
    """A tensor from its type, its shape, and its numbers or their bytes."""
    dtype, shape, data = entry
    if 0 in shape:
        return torch.empty(shape, dtype=dtype)
    if isinstance(data, str):
        return torch.frombuffer(bytearray(base64.b64decode(data)), dtype=dtype).reshape(shape)
    return torch.tensor(data, dtype=dtype).reshape(shape)


def given(name):
    return numbers(GIVEN[name])


def check(holds, otherwise):
    """Like assert, which `python3 -O` leaves out."""
    if not holds:
        raise AssertionError(otherwise)


def compare(name, tensor):
    """Ends the program unless the tensor has the shape and the numbers that Packscope computed."""
    global largest
    compared.add(name)
    if EXPECTED[name] is None or tensor is None:
        check(EXPECTED[name] is None and tensor is None, f"{name}: one of the two has none")
        return
    expected = numbers(EXPECTED[name])
    check(tensor.shape == expected.shape, f"{name} has another shape: {tuple(tensor.shape)}")
    if not tensor.is_floating_point():
        check(torch.equal(tensor, expected), f"{name} differs")
        return
    same = torch.isclose(tensor, expected, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)
    check(same.all(), f"{name} differs in {(~same).sum()} of {same.numel()} numbers")
    finite = torch.isfinite(tensor) & torch.isfinite(expected)
    largest = max([largest, *(tensor - expected)[finite].abs().tolist()])


largest = 0.0
compared = set()
)";

/// Text in a comment: on one line, and not longer than a line.
std::string commented(std::string text)
{
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    if (text.size() <= mostLetters)
        return text;
    std::size_t end = mostLetters;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end; // not within a character
    return text.substr(0, end) + "…";
}

std::string numberOf(double value)
{
    const std::string list = jsonList(std::vector<double>{value});
    const std::string text = list.substr(1, list.size() - 2);
    return std::isfinite(value) ? text : "float(" + text + ")"; // which JSON writes as "-inf"
}

class Script {
  public:
    explicit Script(const Trace &trace)
        : m_trace(trace), m_document(*trace.document), m_options(m_document.options)
    {
    }

    std::string text()
    {
        writeHead();
        writeBatch();
        writeModel();
        writeEmbedding();
        writePacking();
        writeGru();
        writeUnpacking();
        writePadded();
        writeReadout();
        line("missing = EXPECTED.keys() - compared");
        line("check(not missing, f\"not compared: {missing}\")");
        line("print(f\"{len(compared)} tensors are as Packscope computed them, within "
             "{largest:.2g}\")");
        m_text += helpers;
        writeNumbers();
        m_text += "\nif __name__ == \"__main__\":\n    with torch.no_grad():\n        main()\n";
        return std::move(m_text);
    }

  private:
    [[nodiscard]] bool byHand() const { return m_options.sort == SortBy::byHand; }
    [[nodiscard]] bool masked() const { return !m_document.dropoutMasks.empty(); }
    [[nodiscard]] bool drops() const { return m_options.training && m_options.dropout > 0; }
    [[nodiscard]] const char *batchFirst() const
    {
        return m_options.batchFirst ? "batch_first=True" : "batch_first=False";
    }
    /// The axis of the sequences.
    [[nodiscard]] const char *axis() const { return m_options.batchFirst ? "0" : "1"; }
    /// A batch-first batch as the document lays it out, and back.
    [[nodiscard]] std::string laidOut(const std::string &batch) const
    {
        return m_options.batchFirst ? batch : batch + ".transpose(0, 1)";
    }
    /// Whether torch's sort may put equal lengths into another order than ours.
    [[nodiscard]] bool orderIsOurs() const
    {
        const std::set<std::int64_t> different(m_trace.lengths.begin(), m_trace.lengths.end());
        return m_trace.B() > stableUpTo && std::ssize(different) < m_trace.B();
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
        m_text =
            // Python looks for an encoding in the first two lines, so the title is not among them.
            "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n" +
            (title.empty() ? std::string() : "# " + title + "\n#\n");
        m_text += head;
        m_text += m_document.dtype == DType::float32 ? "TOLERANCE = 1e-5  # for float32 added in "
                                                       "another order; large weights want more\n"
                                                       "torch.set_default_dtype(torch.float32)\n"
                                                     : "TOLERANCE = 1e-11  # for float64 added in "
                                                       "another order; large weights want more\n"
                                                       "torch.set_default_dtype(torch.float64)\n";
        m_text += "\n\ndef main():\n";
    }

    void writeBatch()
    {
        line("# The batch: " + std::to_string(m_trace.B()) + " sequences, padded to " +
             std::to_string(m_trace.paddedWidth()) + " steps.");
        const bool isSmall = m_trace.B() <= mostRows && m_trace.paddedWidth() <= mostColumns;
        line("lengths = " + (isSmall ? "torch.tensor(" + jsonList(m_trace.lengths) + ")"
                                     : given("lengths", pythonNumbers(m_trace.lengths))));
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
        std::string text = "    " + jsonList(row) + ",  # " + sequenceName(sequence);
        if (!m_document.vocabulary.tokens.empty())
            text += "  " + commented(typedText(m_document, sequence));
        line(text);
    }

    void writeModel()
    {
        const GruShape &shape = m_document.weights.shape;
        line();
        line("# The model, with the weights of the document.");
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
        gru += std::string(", ") + batchFirst();
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
            line("# Each id becomes a row of the table, also those that only fill up.");
            line("padded_embedding = embedding(padded_ids)");
        } else {
            line("# The batch holds vectors: there is nothing to embed.");
            line("padded_embedding = " +
                 givenReal("input", std::get<DenseInput>(m_document.input).padded));
        }
        compare("padded_embedding", "padded_embedding");
        line("batch = " + laidOut("padded_embedding"));
    }

    void writePacking()
    {
        line();
        line("# Packed: the longest sequence first, step after step, and of each step only the "
             "sequences that");
        line("# still run. " + std::to_string(m_trace.N()) + " rows instead of " +
             std::to_string(m_trace.B() * m_trace.paddedWidth()) + ".");
        if (byHand() || (torchSorts(m_options) && orderIsOurs())) {
            if (m_options.tieOrder == TieOrder::torch && orderIsOurs()) {
                line("# So torch 1.13 orders equal lengths; another version may do it otherwise.");
                line("order = " + given("order", pythonNumbers(*m_trace.srtidx)));
            } else {
                line("order = torch.sort(lengths, descending=True, stable=True).indices");
            }
            line("back = torch.argsort(order)");
        }
        line();
        line("def pack(batch):");
        const std::string how = std::string(", ") + batchFirst();
        if (!torchSorts(m_options) && !byHand()) {
            line("    return pack_padded_sequence(batch, lengths" + how + ", enforce_sorted=True)");
        } else if (!byHand() && !orderIsOurs()) {
            line("    return pack_padded_sequence(batch, lengths" + how +
                 ", enforce_sorted=False)");
        } else {
            line(std::string("    sorted_batch = batch.index_select(") + axis() + ", order)");
            const std::string packed = "pack_padded_sequence(sorted_batch, lengths[order]" + how +
                                       ", enforce_sorted=True)";
            line(byHand() ? "    return " + packed : "    packed = " + packed);
            if (!byHand())
                line("    return PackedSequence(packed.data, packed.batch_sizes, order, back)");
        }
        line();
        line("packed = pack(batch)");
        if (!byHand() && torchSorts(m_options) && !orderIsOurs())
            line("order, back = packed.sorted_indices, packed.unsorted_indices");
        else if (!byHand() && !torchSorts(m_options))
            line("order = back = torch.arange(len(lengths))  # sorted as it is");
        compare("sorted_lengths", "lengths[order]");
        if (m_trace.paddedIds) {
            compare("sorted_ids", "padded_ids[order]");
            compare("packed_ids", "pack(" + laidOut("padded_ids") + ").data");
        }
        compare("sorted_embedding", "padded_embedding[order]");
        compare("sorted_indices", "packed.sorted_indices");
        compare("unsorted_indices", "packed.unsorted_indices");
        compare("srtidx", m_trace.srtidx ? "order" : "None");
        compare("invidx", m_trace.invidx ? "back" : "None");
        compare("packed_data", "packed.data");
        compare("batch_sizes", "packed.batch_sizes");
    }

    void writeGru()
    {
        line();
        line("# The GRU, first by hand, which shows its gates.");
        line("def between(layer, rows):");
        if (masked()) {
            std::string masks;
            for (std::size_t i = 0; i < m_document.dropoutMasks.size(); ++i)
                masks += (i > 0 ? ", " : "") + givenReal("dropout_masks." + std::to_string(i),
                                                         m_document.dropoutMasks[i]);
            line("    masks = [" + masks + "]");
            line("    return rows * masks[layer]  # already divided by 1 - p");
        } else if (drops() && m_options.dropout >= 1) {
            line("    return torch.zeros_like(rows)  # a dropout of 1");
        } else {
            line("    return rows");
        }
        line();
        line("rows, h_n_sorted = by_hand(gru, packed, h_0.index_select(1, order), between)");
        compare("packed_output", "rows");
        compare("h_n_sorted", "h_n_sorted");
        line();
        if (masked()) {
            line("# nn.GRU would draw other masks, so what follows goes on with these rows.");
            line("output = packed._replace(data=rows)");
            line("h_n = h_n_sorted.index_select(1, back)");
        } else if (byHand()) {
            line("# Then by nn.GRU. Whoever sorts by hand sorts h_0 too, and brings back what "
                 "comes out.");
            line("output, h_n_sorted = gru(packed, h_0.index_select(1, order))");
            line("h_n = h_n_sorted.index_select(1, back)");
        } else {
            line("# Then by nn.GRU, which takes and gives states in the order of the batch.");
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
        line(
            "# Unpacked: padded again. The last state of a sequence is at length - 1, and in h_n.");
        if (m_trace.directions() > 1)
            line("# (The backward half of h_n is the state at step 0, where that direction ends.)");
        std::string how = std::string(", ") + batchFirst();
        if (m_options.paddingValue != 0)
            how += ", padding_value=" + numberOf(m_options.paddingValue);
        if (m_options.totalLength)
            how += ", total_length=" + std::to_string(*m_options.totalLength);
        const std::string unpack = "pad_packed_sequence(output" + how + ")";
        const std::string moved = std::string(".index_select(") + axis();
        if (byHand()) {
            line("unpacked_output, padded_lengths = " + unpack);
            line("padded_output = unpacked_output" + moved + ", back)");
            line("padded_lengths = padded_lengths[back]");
        } else {
            line("padded_output, padded_lengths = " + unpack);
            line("unpacked_output = padded_output" + moved + ", order)");
        }
        line("states = " + laidOut("padded_output"));
        line("last_mask = torch.arange(states.shape[1]) == (lengths - 1)[:, None]");
        line("last_states = states[last_mask]");
        line("last_hidden = top(h_n, " + std::to_string(m_trace.directions()) + ")");
        compare("unpacked_output", "unpacked_output");
        compare("padded_output", "padded_output");
        compare("padded_lengths", "padded_lengths");
        compare("last_mask", "last_mask.long()");
        compare("last_mask_wide", "last_mask[:, :, None].expand_as(states).long()");
        compare("last_states", "last_states");
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
        line(m_trace.directions() > 1 ? "# Without packing the GRU reads the padding as well: "
                                        "forward last, backward first."
                                      : "# Without packing the GRU reads the padding as well, and "
                                        "h_n is the state after it.");
        line("nopack_output, nopack_h_n = gru(batch, h_0)");
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
        line();
        line("# The readout of the last states: right, right, and after the padding.");
        const bool bias = !readout.bias.empty();
        line("readout = nn.Linear(" + std::to_string(readout.weight.extent(1)) + ", " +
             std::to_string(readout.weight.extent(0)) + (bias ? ")" : ", bias=False)"));
        std::string state = "\"weight\": " + givenReal("readout.weight", readout.weight);
        if (bias)
            state += ", \"bias\": " + givenReal("readout.bias", readout.bias);
        line("readout.load_state_dict({" + state + "})");
        compare("readout_packed", "readout(last_hidden)");
        const bool ran = m_trace.padded.has_value();
        compare("readout_nopack", ran ? "readout(nopack_last_states)" : "None");
        compare("readout_naive",
                ran ? "readout(top(nopack_h_n, " + std::to_string(m_trace.directions()) + "))"
                    : "None");
    }

    void writeNumbers()
    {
        m_text += "\n# What the document holds.\nGIVEN = {\n";
        for (const auto &[name, numbers] : m_given)
            m_text += "    \"" + name + "\": " + numbers + ",\n";
        m_text += "}\n\n# What Packscope computed.\nEXPECTED = {\n";
        for (const NamedNumbers &named : numbersOf(m_trace))
            m_text += "    \"" + named.name + "\": " + pythonNumbers(named.numbers) + ",\n";
        m_text += "}\n";
    }

    const Trace &m_trace;
    const Document &m_document;
    const Options &m_options;
    std::string m_text;
    std::vector<std::pair<std::string, std::string>> m_given; ///< names, and how they are written
};

} // namespace

std::string torchScript(const Trace &trace)
{
    return Script(trace).text();
}

} // namespace core
