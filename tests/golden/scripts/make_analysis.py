#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes analysis.json: torch's softmax of odd rows, and principal components by numpy's SVD, which torch's
own, pca_lowrank, is checked against.

    make_analysis.py

Reals are written as float.hex() does, so that every bit is there.
"""
import json, math, pathlib

import numpy as np
import torch

torch.set_num_threads(1)
F32, F64 = torch.float32, torch.float64
INF, NAN = math.inf, math.nan


def reals(values):
    return [float(v).hex() for v in np.asarray(values, dtype=np.float64).ravel()]


SOFTMAX = {
    "a class more likely than others": [[2.0, -1.0, 0.5, 0.0]],
    "rows are apart": [[1.0, 2.0, 3.0], [3.0, 2.0, 1.0], [0.0, 0.0, 0.0]],
    "one class": [[-3.0], [7.0]],
    "large": [[1000.0, 999.0, -1000.0], [-1e300, -1e300, 0.0]],
    "a NaN": [[1.0, NAN, 2.0]],
    "+inf": [[1.0, INF, 2.0], [INF, INF, 0.0]],
    "-inf beside numbers": [[1.0, -INF, 2.0], [-INF, -INF, 5.0]],
    "-inf alone": [[-INF, -INF, -INF]],
    "both infinities": [[INF, -INF, 0.0]],
    "a NaN and -inf": [[NAN, -INF, -INF]],
}


def softmax(name, rows):
    logits = torch.tensor(rows, dtype=F64)
    return {"name": name, "shape": list(logits.shape), "logits": reals(rows), "probabilities": reals(logits.softmax(-1))}


def states(rows, width, dtype, spread=None, seed=0):
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(rows, width, dtype=F64, generator=generator)
    if spread is not None:
        x = x * torch.tensor(spread, dtype=F64)
    return torch.tanh(x).to(dtype)


def mixed(rows, width, dtype, seed):
    """Features that depend on each other."""
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(rows, 3, dtype=F64, generator=generator) @ torch.randn(3, width, dtype=F64, generator=generator)
    return (x + 0.1 * torch.randn(rows, width, dtype=F64, generator=generator)).to(dtype)


def with_holes(x):
    x = x.clone()
    x[2, 0], x[5, 1], x[5, 2], x[-1, -1] = NAN, INF, -INF, INF
    return x


line = torch.linspace(-2, 3, 9, dtype=F64)[:, None] * torch.tensor([[3.0, 0.0, -4.0]], dtype=F64)
COMPONENTS = {
    "three features, float64": states(20, 3, F64, [3.0, 1.0, 0.2], 1),
    "sixteen features, float32": mixed(60, 16, F32, 2),
    "more features than rows": mixed(5, 12, F64, 3),
    "more than a block of rows": mixed(600, 4, F32, 4),
    "two features": states(15, 2, F64, [2.0, 0.5], 5),
    "far from the origin": states(30, 4, F64, [2.0, 1.0, 0.5, 0.1], 6) + 1e6,
    "rows that are not finite": with_holes(mixed(12, 4, F64, 7)),
    "on a line": line + 0.25,
    "one feature": states(10, 1, F64, seed=8),
}


def components(name, x):
    a = x.to(F64).numpy()
    a = a[np.isfinite(a).all(axis=1)]
    centre = a.mean(axis=0)
    _, s, vt = np.linalg.svd(a - centre, full_matrices=False)
    variances = s**2 / (len(a) - 1)
    q = min(a.shape)
    torch.manual_seed(0)
    assert np.allclose(torch.pca_lowrank(torch.tensor(a), q=q)[1].numpy() ** 2 / (len(a) - 1), variances, atol=1e-9)
    assert np.allclose(np.cov(a.T).trace() if a.shape[1] > 1 else a.var(ddof=1), variances.sum())
    axes = np.zeros((2, a.shape[1]))
    for k in range(min(2, len(vt))):
        first = np.argmax(np.abs(vt[k]) >= np.abs(vt[k]).max() * (1 - 1e-6))
        axes[k] = vt[k] * np.sign(vt[k][first])
    largest = np.zeros(2)
    largest[: min(2, len(variances))] = variances[:2]
    return {"name": name, "dtype": str(x.dtype)[6:], "shape": list(x.shape), "states": reals(x.to(F64).numpy()),
            "rows": len(a), "centre": reals(centre), "axes": reals(axes), "variances": reals(largest),
            "shares": reals(largest / variances.sum()), "projected": reals((a - centre) @ axes.T)}


made = {"softmax": [softmax(*each) for each in SOFTMAX.items()],
        "components": [components(*each) for each in COMPONENTS.items()]}
path = pathlib.Path(__file__).parent.parent / "analysis.json"
path.write_text("{" + ",\n".join(
    f'"{kind}": [\n' + ",\n".join(json.dumps(each) for each in cases) + "\n]" for kind, cases in made.items()) + "}\n")
