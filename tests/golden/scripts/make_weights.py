#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes files of weights as people have them, with PyTorch, numpy and by hand; weights.json says what
is in each. Storages of torch hold the same bytes on every machine; the zip's own order may differ."""

import argparse
import json
import pathlib
import struct
from collections import OrderedDict

import numpy
import torch
from torch import nn

V, D, H, C = 12, 3, 4, 2


class Tagger(nn.Module):
    """What the article's reader may have trained."""

    def __init__(self, recurrent=nn.GRU, **options):
        super().__init__()
        self.emb = nn.Embedding(V, D, padding_idx=0)
        self.gru = recurrent(D, H, **options)
        directions = 2 if options.get("bidirectional") else 1
        self.fc = nn.Linear(H * directions, C)

    def forward(self, ids):
        return self.fc(self.gru(self.emb(ids))[0])


def tensor(value):
    value = value.detach()
    return {"shape": list(value.shape), "data": value.to(torch.float64).flatten().tolist()}


def state(tensors):
    return {name: tensor(value) for name, value in tensors.items()}


def views():
    """Tensors that share a storage, begin inside it, are not contiguous, or repeat one element."""
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    return OrderedDict(
        base=base,
        transposed=base.t(),
        window=base[1:3, 2:5],
        every_other=base[::2, ::3],
        expanded=torch.tensor([7.0]).expand(2, 3),
        scalar=torch.tensor(2.5, dtype=torch.float64),
        empty=torch.zeros(0, 3),
    )


def types():
    return OrderedDict(
        (str(dtype).replace("torch.", ""), torch.tensor([-2, 0, 1, 100]).to(dtype))
        for dtype in (torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64,
                      torch.int32, torch.int16, torch.int8, torch.bool)
    ) | {"uint8": torch.tensor([0, 255], dtype=torch.uint8),
         "halves": torch.tensor([0.1, -1e-7, 65504, float("inf")], dtype=torch.float16),
         "brains": torch.tensor([0.1, -1e30, float("-inf")], dtype=torch.bfloat16)}


def write_safetensors(path, tensors):
    names = {torch.float32: "F32", torch.float64: "F64", torch.float16: "F16", torch.bfloat16: "BF16"}
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, value in tensors.items():
        raw = value.detach().contiguous()
        bits = raw.view(torch.int16) if raw.dtype == torch.bfloat16 else raw
        content = bits.numpy().tobytes()
        header[name] = {"dtype": names[raw.dtype], "shape": list(raw.shape),
                        "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent / "weights")
    parser.add_argument("--seed", type=int, default=4)
    arguments = parser.parse_args()
    folder = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(arguments.seed)
    tagger = Tagger()
    expected = {}

    def holds(name, tensors, place=""):
        expected[name] = {"place": place, "tensors": state(tensors)}

    torch.save(tagger.state_dict(), folder / "state_dict.pt")
    holds("state_dict.pt", tagger.state_dict())
    torch.save(tagger.state_dict(), folder / "protocol4.pt", pickle_protocol=4)
    holds("protocol4.pt", tagger.state_dict())
    torch.save({"weight": nn.Parameter(torch.eye(2))}, folder / "parameter.pt")
    holds("parameter.pt", {"weight": torch.eye(2)})

    deep = Tagger(num_layers=2, bidirectional=True, bias=False)
    optimizer = torch.optim.Adam(deep.parameters())
    deep(torch.tensor([[1, 2, 3]])).sum().backward()
    optimizer.step()
    torch.save({
        "epoch": 3, "best": numpy.float64(0.25), "losses": [1.5, 0.75], "args": argparse.Namespace(lr=0.1),
        "config": {"device": torch.device("cpu"), "size": torch.Size([2]), "seen": {1, 2}, "raw": bytearray(b"x"), "steps": range(3)},
        "numpy": numpy.random.get_state(),
        "optimizer_state_dict": optimizer.state_dict(),
        "rng": torch.get_rng_state(),
        "run": {"model_state_dict": deep.state_dict()},
    }, folder / "checkpoint.pth")
    holds("checkpoint.pth", deep.state_dict(), '["run"]["model_state_dict"]')

    torch.save(views(), folder / "views.pt")
    holds("views.pt", views())
    torch.save(types(), folder / "types.pt")
    holds("types.pt", types())

    other = Tagger(nn.LSTM)
    torch.save(other.state_dict(), folder / "lstm.pt")
    holds("lstm.pt", other.state_dict())

    # What is refused.
    torch.save(tagger, folder / "module.pt")
    torch.save(tagger.state_dict(), folder / "legacy.pt", _use_new_zipfile_serialization=False)
    torch.jit.script(nn.Linear(1, 1)).save(str(folder / "script.pt"))

    halves = {name: value.to(torch.bfloat16) for name, value in tagger.state_dict().items()}
    write_safetensors(folder / "tagger.safetensors", tagger.state_dict())
    holds("tagger.safetensors", tagger.state_dict())
    write_safetensors(folder / "bfloat16.safetensors", halves)
    holds("bfloat16.safetensors", halves)

    arrays = {name: value.numpy() for name, value in tagger.state_dict().items()}
    numpy.savez(folder / "stored.npz", **arrays)
    holds("stored.npz", tagger.state_dict())
    numpy.savez_compressed(folder / "compressed.npz", **arrays)
    holds("compressed.npz", tagger.state_dict())

    text = json.dumps(expected, separators=(",", ":"), allow_nan=True)
    text = text.replace("-Infinity", '"-inf"').replace("Infinity", '"inf"')
    (folder / "weights.json").write_text(text.replace('},"', '},\n"') + "\n")


if __name__ == "__main__":
    main()
