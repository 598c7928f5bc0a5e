#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the word model: a GRU that reads a word letter by letter and guesses its language.

    apt-get install python3-torch wamerican wngerman wfrench wspanish witalian
    python3 resources/models/train_words.py

A few minutes on two cores. Writes, beside this script, words.safetensors, words_unseen.tsv and words.md,
and ../examples/words.packscope. The same seed gives the same files on the same torch and word lists.
"""
import json
import pathlib
import random
import struct

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

SEED = 3
LISTS = {
    "English": "american-english",
    "German": "ngerman",
    "French": "french",
    "Spanish": "spanish",
    "Italian": "italian",
}
SHORTEST, LONGEST = 5, 14
UNSEEN = 600  # words of each language that training never sees
D, H = 16, 32
STEPS, BATCH = 7000, 500
READ_AT_ONCE = 50  # how many unseen words stand in one padded batch
FIVE = ["teléfono", "lonely", "zweistellig", "scivolò", "partagiez"]  # the example's words

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = list(LISTS)


def read_words():
    """The words of each list that stand in no other list, sorted; and how many stand in several."""
    found = {}
    for language, name in enumerate(LISTS.values()):
        for line in open(f"/usr/share/dict/{name}", encoding="utf-8", errors="replace"):
            word = line.strip().lower()
            if word.isalpha() and SHORTEST <= len(word) <= LONGEST:
                found.setdefault(word, set()).add(language)
    alone = [[] for _ in LANGUAGES]
    for word, languages in found.items():
        if len(languages) == 1:
            alone[next(iter(languages))].append(word)
    return [sorted(words) for words in alone], sum(len(s) > 1 for s in found.values())


class WordModel(nn.Module):
    def __init__(self, letters):
        super().__init__()
        self.embedding = nn.Embedding(letters + 1, D, padding_idx=0)
        self.gru = nn.GRU(D, H, batch_first=True)
        self.readout = nn.Linear(H, len(LANGUAGES))

    def packed(self, ids, lengths):
        """Reads h after each word's own last letter."""
        packed = pack_padded_sequence(
            self.embedding(ids), lengths, batch_first=True, enforce_sorted=False
        )
        _, h_n = self.gru(packed)
        return self.readout(h_n[-1])

    def naive(self, ids):
        """Reads h after the padding."""
        _, h_n = self.gru(self.embedding(ids))
        return self.readout(h_n[-1])


def padded(words, ids_of):
    lengths = torch.tensor([len(word) for word in words])
    rows = [torch.tensor([ids_of[letter] for letter in word]) for word in words]
    return pad_sequence(rows, batch_first=True), lengths


def train(model, words, ids_of, choose):
    rows = [[torch.tensor([ids_of[c] for c in word]) for word in group] for group in words]
    optimiser = torch.optim.Adam(model.parameters())
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 8e-3, total_steps=STEPS)
    share = BATCH // len(LANGUAGES)
    truth = torch.arange(len(LANGUAGES)).repeat_interleave(share)
    for step in range(STEPS):
        chosen = [group[choose.randrange(len(group))] for group in rows for _ in range(share)]
        ids = pad_sequence(chosen, batch_first=True)
        lengths = torch.tensor([len(row) for row in chosen])
        loss = nn.functional.cross_entropy(model.packed(ids, lengths), truth)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 500 == 499:
            print(f"step {step + 1}: loss {loss.item():.3f}", flush=True)


@torch.no_grad()
def read(model, words, ids_of):
    """For each word what packing says and how surely, and what the end of the padding says."""
    answers = []
    for first in range(0, len(words), READ_AT_ONCE):
        ids, lengths = padded(words[first : first + READ_AT_ONCE], ids_of)
        sure = model.packed(ids, lengths).softmax(1)
        naive = model.naive(ids).argmax(1)
        answers += zip(sure.argmax(1).tolist(), sure.max(1).values.tolist(), naive.tolist())
    return answers


@torch.no_grad()
def check_five(model, unseen, ids_of):
    """The example's words are chosen: unseen, right when packed, and spoiled by the pads of this very batch."""
    ids, lengths = padded(FIVE, ids_of)
    packed, naive = model.packed(ids, lengths).argmax(1), model.naive(ids).argmax(1)
    for row, word in enumerate(FIVE):
        language = next(i for i, group in enumerate(unseen) if word in group)
        assert packed[row] == language, word
        assert (naive[row] == language) == (lengths[row] == max(lengths)), word


def write_safetensors(path, tensors, metadata):
    header, data = {"__metadata__": metadata}, b""
    for name, tensor in tensors.items():
        values = tensor.detach().float().flatten().tolist()
        raw = struct.pack(f"<{len(values)}f", *values)
        header[name] = {
            "dtype": "F32",
            "shape": list(tensor.shape),
            "data_offsets": [len(data), len(data) + len(raw)],
        }
        data += raw
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def as_lists(tensor):
    """Numbers that read back to the same float32."""
    import numpy

    def short(value):
        return float(str(numpy.float32(value))) if isinstance(value, float) else value

    def walk(value):
        return [walk(v) for v in value] if isinstance(value, list) else short(value)

    return walk(tensor.detach().tolist())


def write_example(path, model, vocabulary):
    parameters = dict(model.gru.named_parameters())
    document = {
        "format": "packscope",
        "version": 1,
        "title": "Five words, five languages",
        "note": "A GRU that guesses a word's language (resources/models/words.md). These five are chosen: "
        "it never saw them in training, is right about each when it reads packed, and the pads lead it "
        "astray about every one that has some.",
        "config": {"hidden_size": H, "batch_first": True, "enforce_sorted": False},
        "input": {"kind": "text", "sequences": FIVE},
        "unknown_tokens": "refuse",
        "vocabulary": vocabulary,
        "embedding": as_lists(model.embedding.weight),
        "weights": {name: as_lists(value) for name, value in parameters.items()},
        "readout": {
            "weight": as_lists(model.readout.weight),
            "bias": as_lists(model.readout.bias),
            "classes": LANGUAGES,
        },
    }
    lines = [f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in document.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def write_card(path, counts, shared, right, naive, total):
    path.write_text(
        f"""# The word model

A character GRU that guesses which of five languages a word belongs to: {', '.join(LANGUAGES)}.

- **Model:** `Embedding(V, {D}, padding_idx=0)`, `GRU({D}, {H})`, `Linear({H}, 5)`, trained with
  `pack_padded_sequence`; the readout sees `h_n`.
- **Data:** the word lists of Debian's packages wamerican, wngerman, wfrench, wspanish and witalian, in lower
  case, letters only, {SHORTEST} to {LONGEST} letters. Words that stand in more than one list are left out: {shared} of
  them. What is left: {', '.join(f'{language} {count}' for language, count in counts)}.
- **Split:** by word. {UNSEEN} words of each language, drawn with the seed, are never trained on
  (`words_unseen.tsv`).
- **Accuracy on the {total} unseen words:** read with packing {100 * right / total:.1f} %; the same words read naively,
  from h after the padding, in batches of {READ_AT_ONCE} padded to their longest: {100 * naive / total:.1f} %. Guessing gives 20 %.
- **Seed:** {SEED}. **Command:** `python3 resources/models/train_words.py` (torch {torch.__version__}).
- **Licence:** the weights are part of Packscope, GPL-3.0-or-later. The lists themselves are not included; they
  have their own licences (SCOWL's, GPL, and others: see the packages).
- **Not for:** anything but showing what padding does. The lists hold inflected forms, names in lower case
  and loan words.
""",
        encoding="utf-8",
    )


def main():
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    choose = random.Random(SEED)
    words, shared = read_words()
    letters = sorted({letter for group in words for word in group for letter in word})
    ids_of = {letter: i + 1 for i, letter in enumerate(letters)}
    for group in words:
        choose.shuffle(group)
    unseen = [group[:UNSEEN] for group in words]
    model = WordModel(len(letters))
    train(model, [group[UNSEEN:] for group in words], ids_of, choose)

    mixed = [(word, language) for language, group in enumerate(unseen) for word in group]
    choose.shuffle(mixed)
    answers = read(model, [word for word, _ in mixed], ids_of)
    right = sum(a[0] == t for a, (_, t) in zip(answers, mixed))
    naive = sum(a[2] == t for a, (_, t) in zip(answers, mixed))
    print(f"packed {right / len(mixed):.4f}, naive {naive / len(mixed):.4f} of {len(mixed)}")

    vocabulary = ["<pad>", *letters]
    tensors = {
        "embedding.weight": model.embedding.weight,
        **{f"gru.{name}": value for name, value in model.gru.named_parameters()},
        "readout.weight": model.readout.weight,
        "readout.bias": model.readout.bias,
    }
    write_safetensors(
        HERE / "words.safetensors",
        tensors,
        {"vocabulary": json.dumps(vocabulary, ensure_ascii=False), "classes": json.dumps(LANGUAGES)},
    )
    lines = [
        f"{word}\t{LANGUAGES[truth]}\t{LANGUAGES[packed]}\t{LANGUAGES[by_pads]}"
        for (word, truth), (packed, _, by_pads) in zip(mixed, answers)
    ]
    header = "word\tlanguage\tpacked\tnaive"
    (HERE / "words_unseen.tsv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    counts = [(language, len(group)) for language, group in zip(LANGUAGES, words)]
    write_card(HERE / "words.md", counts, shared, right, naive, len(mixed))
    check_five(model, unseen, ids_of)
    write_example(HERE.parent / "examples" / "words.packscope", model, vocabulary)


if __name__ == "__main__":
    main()
