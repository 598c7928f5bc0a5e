#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes random.json: what follows torch.manual_seed(seed), draw after draw of one generator.

    make_random.py

Reals are written as float.hex() does, so that every bit is there.
"""
import json, math, os, pathlib

os.environ["ATEN_CPU_CAPABILITY"] = "avx2"  # which path fills a normal tensor depends on it
import torch

torch.set_num_threads(1)
F32, F64 = torch.float32, torch.float64


def reals(tensor):
    return [float(v).hex() for v in tensor.flatten().tolist()]


def randint(low, high, count):
    return {"kind": "randint", "low": low, "high": high, "values": torch.randint(low, high, (count,)).tolist()}


def normal(dtype, *shape):
    tensor = torch.empty(shape, dtype=dtype).normal_(0, 1)
    return {"kind": "normal", "dtype": str(dtype)[6:], "shape": list(shape), "values": reals(tensor)}


def uniform(dtype, low, high, *shape):
    tensor = torch.empty(shape, dtype=dtype).uniform_(low, high)
    return {"kind": "uniform", "dtype": str(dtype)[6:], "low": low.hex(), "high": high.hex(), "shape": list(shape),
            "values": reals(tensor)}


def init(dtype, hidden, *shape):
    """As nn.GRU draws a parameter."""
    k = 1.0 / math.sqrt(hidden)
    return uniform(dtype, -k, k, *shape)


STREAMS = {
    "small ranges": (0, lambda: [randint(0, 100, 20), randint(1, 4, 20), randint(-7, 8, 20), randint(5, 6, 3)]),
    "wide ranges": (1, lambda: [randint(0, 2**32 - 1, 8), randint(0, 2**32, 8), randint(-2**40, 2**41, 8),
                                randint(-2**63, 2**63 - 1, 8), randint(0, 2, 5)]),
    "few normals, float64": (2, lambda: [normal(F64, 15), normal(F64, 1), normal(F64, 3, 4), normal(F64, 15)]),
    "few normals, float32": (2, lambda: [normal(F32, 15), normal(F32, 1), normal(F32, 3, 4), normal(F32, 15)]),
    "many normals, float64": (3, lambda: [normal(F64, 16), normal(F64, 17), normal(F64, 5, 7), normal(F64, 64)]),
    "many normals, float32": (3, lambda: [normal(F32, 16), normal(F32, 17), normal(F32, 5, 7), normal(F32, 64)]),
    "one normal waits": (4, lambda: [normal(F64, 1), randint(0, 9, 3), normal(F64, 20), normal(F32, 2), normal(F64, 2),
                                     uniform(F64, 0.0, 1.0, 2), normal(F32, 1)]),
    "uniform": (5, lambda: [uniform(F32, -2.5, 0.1, 9), uniform(F64, -2.5, 0.1, 9), init(F32, 5, 15, 2),
                            init(F64, 5, 15, 2), init(F32, 3, 9), init(F64, 7, 21)]),
    "a seed beyond 32 bits": (2**32 + 7, lambda: [randint(0, 1000, 5), normal(F64, 3)]),
    "a negative seed": (-1, lambda: [randint(0, 1000, 5), init(F64, 2, 6)]),
}

# log(1 - u) and log1p(-u) differ in the last bit now and then: many short draws meet them.
MANY_SHORT = {"many short draws": (6, lambda: [normal(F64, 15) for _ in range(60)])}


def main():
    streams = []
    for name, (seed, draws) in (STREAMS | MANY_SHORT).items():
        torch.manual_seed(seed)
        streams.append({"name": name, "seed": seed, "draws": draws()})
    with open(pathlib.Path(__file__).resolve().parent.parent / "random.json", "w") as file:
        file.write('{"torch": "%s", "streams": [\n' % torch.__version__)
        file.write(",\n".join(json.dumps(stream) for stream in streams) + "\n]}\n")


if __name__ == "__main__":
    main()
