#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes golden.json: whole pipelines, utilities, sorts and fresh weights, as torch computes them.

    make_golden.py [--seed 20251] [--count 60] [--out golden.json]

Numbers are written so that they read back bit-exactly (%.9g for float32, %.17g for float64).
Tensors are {"shape": [...], "data": [row-major flat list]}.  Integer lists are plain lists.
What is read of it: tests/support/golden.h; grad is kept for checks of backpropagation to come.
Forward goldens come from torch.nn.GRU itself.  The per-step quantities that nn.GRU does not expose
(gates, dL/dh_t) come from an unrolled run written here, which is asserted equal to nn.GRU first.
"""
import argparse, json, math, pathlib, random, sys
import torch
from torch import nn
from torch.nn.utils.rnn import (PackedSequence, pack_padded_sequence, pad_packed_sequence, pad_sequence,
                                pack_sequence, unpack_sequence, unpad_sequence, invert_permutation)

torch.set_num_threads(1)
DT = {"float32": torch.float32, "float64": torch.float64}


# ------------------------------------------------------------------ writing
def num(x, f32):
    x = float(x)
    if not math.isfinite(x):
        raise ValueError("non-finite number in a golden")
    if x == int(x) and abs(x) < 1e6:
        return str(int(x)) if not (x == 0 and math.copysign(1, x) < 0) else "-0.0"
    return ("%.9g" if f32 else "%.17g") % x


class Raw(str):
    pass


def ten(t):
    if t is None:
        return None
    t = t.detach()
    if t.dtype in (torch.int64, torch.int32, torch.bool):
        data = ",".join(str(int(v)) for v in t.flatten().tolist())
    else:
        f32 = t.dtype == torch.float32
        data = ",".join(num(v, f32) for v in t.flatten().tolist())
    return Raw('{"shape":[%s],"data":[%s]}' % (",".join(map(str, t.shape)), data))


def dump(o):
    if isinstance(o, Raw):
        return str(o)
    if isinstance(o, dict):
        return "{" + ",".join(json.dumps(k) + ":" + dump(v) for k, v in o.items()) + "}"
    if isinstance(o, (list, tuple)):
        return "[" + ",".join(dump(v) for v in o) + "]"
    return json.dumps(o, allow_nan=False)


# ------------------------------------------------------------------ an unrolled GRU over a packed batch
def unrolled(packed, h0, gru, masks=None):
    """Same computation as nn.GRU over `packed`, step by step.  Returns (packed output rows, h_n in packed
    order, trace) where trace[(layer, suffix)] = dict of r, z, n, hn, h: lists of per-step tensors in the
    order of the packed rows (step 0 first)."""
    data, bs = packed.data, packed.batch_sizes.tolist()
    off = [0]
    for b in bs:
        off.append(off[-1] + b)
    H, dirs = gru.hidden_size, 2 if gru.bidirectional else 1
    finals, trace = [], {}
    x = data
    for l in range(gru.num_layers):
        outs = []
        for d in range(dirs):
            sfx = "l%d%s" % (l, "_reverse" if d else "")
            W, U = getattr(gru, "weight_ih_" + sfx), getattr(gru, "weight_hh_" + sfx)
            bi = getattr(gru, "bias_ih_" + sfx) if gru.bias else None
            bh = getattr(gru, "bias_hh_" + sfx) if gru.bias else None
            xw = nn.functional.linear(x, W, bi)
            start = h0[l * dirs + d]
            tr = {k: [None] * len(bs) for k in ("r", "z", "n", "hn", "h")}
            final = [None] * bs[0]
            order = range(len(bs)) if d == 0 else range(len(bs) - 1, -1, -1)
            prev = None
            for t in order:
                b = bs[t]
                if prev is None:
                    hp = start[:b]
                elif d == 0:
                    hp = prev[:b]                                        # rows that ended drop off the bottom
                else:
                    hp = torch.cat([prev, start[prev.shape[0]:b]], 0)    # rows that begin join at the bottom
                xs = xw[off[t]:off[t] + b]
                hg = nn.functional.linear(hp, U, bh)
                r = torch.sigmoid(hg[:, :H] + xs[:, :H])
                z = torch.sigmoid(hg[:, H:2 * H] + xs[:, H:2 * H])
                n = torch.tanh(xs[:, 2 * H:] + hg[:, 2 * H:] * r)
                h = (hp - n) * z + n
                for k, v in (("r", r), ("z", z), ("n", n), ("hn", hg[:, 2 * H:]), ("h", h)):
                    tr[k][t] = v
                nxt = bs[t + 1] if t + 1 < len(bs) else 0
                if d == 0:
                    for i in range(nxt, b):
                        final[i] = h[i]
                elif t == 0:
                    for i in range(b):
                        final[i] = h[i]
                prev = h
            outs.append(torch.cat(tr["h"], 0))
            finals.append(torch.stack(final, 0))
            trace[sfx] = tr
        x = torch.cat(outs, 1) if dirs == 2 else outs[0]
        if masks is not None and l < gru.num_layers - 1:
            x = x * masks[l]
    return x, torch.stack(finals, 0), trace


# ------------------------------------------------------------------ one case
def make_lengths(pat, B, T, rnd):
    if pat == "all_equal":
        L = [T] * B
    elif pat == "all_ones":
        L = [1] * B
    elif pat == "increasing":                  # strictly increasing: needs T >= B
        L = sorted(rnd.sample(range(1, T + 1), B))
    elif pat == "decreasing":
        L = sorted(rnd.sample(range(1, T + 1), B), reverse=True)
    elif pat == "one_long":
        L = [1] * B
        L[rnd.randrange(B)] = T
    elif pat == "ties2":
        v = [max(1, T // 2), T]
        L = [rnd.choice(v) for _ in range(B)]
    elif pat == "ties3":
        v = [1, max(1, T // 3), T]
        L = [rnd.choice(v) for _ in range(B)]
    else:
        L = [rnd.randint(1, T) for _ in range(B)]
    return L


def build(spec, seed):
    rnd = random.Random(seed)
    gen = torch.Generator().manual_seed(seed)
    dt = DT[spec["dtype"]]
    f32 = dt == torch.float32
    B, T, D, H, NL = spec["B"], spec["T"], spec["D"], spec["H"], spec["layers"]
    bidir, bias = spec["bidir"], spec["bias"]
    dirs = 2 if bidir else 1
    L = list(spec["lengths"]) if spec.get("lengths") else make_lengths(spec["pattern"], B, T, rnd)
    if spec["enforce_sorted"]:
        L = sorted(L, reverse=True)
    t_pad = max(L) + spec.get("slack", 0)
    p, training = spec.get("dropout", 0.0), spec.get("training", False)
    k = spec.get("scale", 1.0) / math.sqrt(H)

    def U(*s):
        return ((torch.rand(*s, generator=gen, dtype=torch.float64) * 2 - 1) * k).to(dt)

    def N(*s):
        return torch.randn(*s, generator=gen, dtype=torch.float64).to(dt)

    gru = nn.GRU(D, H, NL, bias=bias, batch_first=spec["batch_first"], dropout=p, bidirectional=bidir, dtype=dt)
    gru.train(training)
    with torch.no_grad():
        for _, w in gru.named_parameters():
            w.copy_(U(*w.shape))
    # ---- input
    pad_idx = None
    if spec["kind"] == "tokens":
        V = spec["V"]
        pad_idx = spec["padding_idx"]
        emb = nn.Embedding(V, D, padding_idx=pad_idx, dtype=dt)
        with torch.no_grad():
            emb.weight.copy_(N(V, D))
            if not spec.get("pad_row_nonzero"):
                emb.weight[pad_idx].zero_()
        others = [i for i in range(V) if i != pad_idx] or [pad_idx]
        pool = list(range(V)) if spec.get("pad_inside") else others
        ids = [torch.tensor([rnd.choice(pool) for _ in range(n)]) for n in L]
        padded_ids = torch.full((B, t_pad), pad_idx, dtype=torch.int64)
        padded_ids[:, :max(L)] = pad_sequence(ids, batch_first=True, padding_value=pad_idx)
        src = padded_ids if spec["batch_first"] else padded_ids.t()
        x = emb(src)
    else:
        emb = None
        seqs = [N(n, D) for n in L]
        dense = torch.zeros(B, t_pad, D, dtype=dt)
        dense[:, :max(L)] = pad_sequence(seqs, batch_first=True)
        dense.requires_grad_()
        x = dense if spec["batch_first"] else dense.transpose(0, 1)
    h0 = N(NL * dirs, B, H).requires_grad_() if spec["h0"] else None
    # ---- pack
    packed = pack_padded_sequence(x, torch.tensor(L), batch_first=spec["batch_first"],
                                  enforce_sorted=spec["enforce_sorted"])
    if t_pad == max(L) and spec["kind"] == "tokens":      # pack_sequence must agree
        alt = pack_sequence([emb(i) for i in ids], enforce_sorted=spec["enforce_sorted"])
        assert torch.equal(alt.data, packed.data) and torch.equal(alt.batch_sizes, packed.batch_sizes)
    stable = sorted(range(B), key=lambda i: -L[i])
    si, ui = packed.sorted_indices, packed.unsorted_indices
    if si is not None:
        assert torch.equal(invert_permutation(si), ui)
    # ---- run
    rng = torch.get_rng_state()
    out, hn = gru(packed, h0)
    masks = None
    if training and p > 0 and NL > 1:                     # recover the dropout masks of that very run
        torch.set_rng_state(rng)
        masks = []
        for _ in range(NL - 1):
            m = torch.empty(packed.data.shape[0], dirs * H, dtype=dt)
            masks.append(m.bernoulli_(1 - p).div_(1 - p) if p < 1 else m.zero_())
    zero_h = torch.zeros(NL * dirs, B, H, dtype=dt)
    hstart = (h0 if h0 is not None else zero_h)
    if si is not None:
        hstart = hstart.index_select(1, si)
    u_out, u_hn, trace = unrolled(packed, hstart, gru, masks)
    if ui is not None:
        u_hn = u_hn.index_select(1, ui)
    tol = 2e-6 if f32 else 1e-13
    assert (u_out - out.data).abs().max() <= tol and (u_hn - hn).abs().max() <= tol, "unrolled run disagrees"
    # ---- unpack
    mx = max(L)
    total = {None: None, "max": mx, "t_pad": t_pad, "max+3": mx + 3}[spec["total"]]
    po, plen = pad_packed_sequence(out, batch_first=spec["batch_first"], padding_value=spec["pad_value"],
                                   total_length=total)
    assert plen.tolist() == L
    pb = po if spec["batch_first"] else po.transpose(0, 1)
    last = torch.tensor(L) - 1
    mask = torch.arange(pb.shape[1])[None, :] == last[:, None]
    last_states = pb[mask]
    assert torch.equal(last_states, pb[torch.arange(B), last])
    last_hidden = torch.cat([hn[-dirs + d] for d in range(dirs)], 1)
    assert torch.equal(last_states[:, :H], last_hidden[:, :H])
    if bidir:
        assert torch.equal(pb[:, 0, H:], last_hidden[:, H:])
    for a, b in zip(unpack_sequence(out), [pb[i, :L[i]] for i in range(B)]):
        assert torch.equal(a, b)

    case = {
        "id": None, "seed": seed, "tags": spec["tags"], "dtype": spec["dtype"],
        "config": {"batch": B, "t_pad": t_pad, "input_size": D, "hidden_size": H, "num_layers": NL,
                   "bidirectional": bidir, "bias": bias, "batch_first": spec["batch_first"],
                   "enforce_sorted": spec["enforce_sorted"], "dropout": p, "training": training,
                   "padding_idx": pad_idx, "total_length": total, "padding_value": spec["pad_value"]},
        "lengths": L,
    }
    if spec["kind"] == "tokens":
        case["input"] = {"kind": "tokens", "ids": [i.tolist() for i in ids], "padded_ids": ten(padded_ids),
                         "embedding": ten(emb.weight)}
    else:
        case["input"] = {"kind": "dense", "padded": ten(dense)}
    case["weights"] = {n: ten(w) for n, w in gru.named_parameters()}
    case["h0"] = ten(h0)
    if masks is not None:
        case["dropout_masks"] = [ten(m) for m in masks]
    ex = {
        "packed": {"data": ten(packed.data), "batch_sizes": packed.batch_sizes.tolist(),
                   "sorted_indices": None if si is None else si.tolist(),
                   "unsorted_indices": None if ui is None else ui.tolist()},
        "sorted_indices_stable": None if si is None else stable,
        "sort_is_stable": si is None or si.tolist() == stable,
        "packed_output": ten(out.data), "h_n": ten(hn),
        "padded_output": ten(po), "padded_lengths": plen.tolist(),
        "last_mask": [[int(v) for v in row] for row in mask.tolist()],
        "last_states": ten(last_states), "last_hidden": ten(last_hidden),
    }
    # ---- the same batch run padded, without packing (what goes wrong without it)
    if not (training and 0 < p < 1):
        no, nh = gru(x, h0)
        nb = no if spec["batch_first"] else no.transpose(0, 1)
        ex["nopack"] = {"output": ten(no), "h_n": ten(nh), "last_states": ten(nb[torch.arange(B), last])}
    if spec.get("gates"):
        ex["gates"] = {s: {g: ten(torch.cat(v[g], 0)) for g in ("r", "z", "n", "hn")} for s, v in trace.items()}
        ex["hidden_per_layer"] = {s: ten(torch.cat(v["h"], 0)) for s, v in trace.items()}
    if f32:                                               # how far float32 is from float64 on the same numbers
        g64 = nn.GRU(D, H, NL, bias=bias, bidirectional=bidir, dtype=torch.float64)
        for (a, w), (b, v) in zip(g64.named_parameters(), gru.named_parameters()):
            w.data.copy_(v.data.double())
        if masks is None:
            pk64 = PackedSequence(packed.data.detach().double(), packed.batch_sizes, si, ui)
            o64, _ = g64(pk64, None if h0 is None else h0.detach().double())
            ex["float32_error_vs_float64"] = float("%.3g" % (o64.data - out.data.double()).abs().max().item())
    case["expected"] = ex

    # ---- gradients
    if spec.get("grad"):
        kind = spec["grad"]
        ps = list(gru.named_parameters())
        leaf = emb.weight if emb is not None else dense
        ins = [leaf] + ([h0] if h0 is not None else []) + [w for _, w in ps]
        c_last, c_hid = N(B, dirs * H), N(B, dirs * H)
        c_out, c_hn = N(*out.data.shape), N(*hn.shape)

        def loss_of(rows, h):                             # rows: packed output rows; h: h_n, original order
            q, _ = pad_packed_sequence(PackedSequence(rows, packed.batch_sizes, si, ui), batch_first=True)
            if kind == "last_states":
                return (q[torch.arange(B), last] * c_last).sum()
            if kind == "last_hidden":
                return (torch.cat([h[-dirs + d] for d in range(dirs)], 1) * c_hid).sum()
            return (rows * c_out).sum() + (h * c_hn).sum()

        pd = packed.data
        loss = loss_of(out.data, hn)
        gs = torch.autograd.grad(loss, ins + [pd], retain_graph=True, allow_unused=True)
        gs = [torch.zeros_like(t) if g is None else g for g, t in zip(gs, ins + [pd])]
        # the unrolled run, with every h_t kept: total derivative dL/dh_t
        pk2 = PackedSequence(packed.data, packed.batch_sizes, si, ui)
        r2, h2, tr2 = unrolled(pk2, hstart, gru, masks)
        if ui is not None:
            h2 = h2.index_select(1, ui)
        l2 = loss_of(r2, h2)
        steps = [(s, h) for s, v in tr2.items() for h in v["h"]]
        gs2 = torch.autograd.grad(l2, ins + [h for _, h in steps], allow_unused=True)
        for a, b in zip(gs[:len(ins)], gs2):
            b = torch.zeros_like(a) if b is None else b
            scale = max(1.0, a.abs().max().item())
            assert (a - b).abs().max().item() <= (5e-6 if f32 else 1e-12) * scale, "gradients disagree"
        dh = {}
        for (s, h), g in zip(steps, gs2[len(ins):]):
            dh.setdefault(s, []).append(torch.zeros_like(h) if g is None else g)
        dh = {s: torch.cat(v, 0) for s, v in dh.items()}
        j = 1 + (h0 is not None)
        coef = {"last_states": {"last_states": ten(c_last)}, "last_hidden": {"last_hidden": ten(c_hid)},
                "output_and_hn": {"packed_output": ten(c_out), "h_n": ten(c_hn)}}[kind]
        case["grad"] = {"loss_kind": kind, "coef": coef, "loss": float(num(loss.item(), f32)),
                        "d_embedding" if emb is not None else "d_padded": ten(gs[0]),
                        "d_h0": ten(gs[1]) if h0 is not None else None,
                        "d_packed_input": ten(gs[-1]),
                        "d_weights": {n: ten(g) for (n, _), g in zip(ps, gs[j:-1])},
                        "d_h": {s: ten(v) for s, v in dh.items()}}
    return case


# ------------------------------------------------------------------ choosing the cases
class Bag:
    """Draws from a list without repeats until it is empty, then refills: even coverage."""

    def __init__(self, rnd, items):
        self.rnd, self.items, self.left = rnd, list(items), []

    def __call__(self):
        if not self.left:
            self.left = self.items[:]
            self.rnd.shuffle(self.left)
        return self.left.pop()


def specs(n, rnd, Ds, Hs, maxelem):
    bag = lambda xs: Bag(rnd, xs)
    bB, bT, bD, bH = bag(range(1, 18)), bag(range(1, 24)), bag(Ds), bag(Hs)
    bL, bbi, bbias = bag([1, 1, 2, 3]), bag([True, False]), bag([True, True, True, False])
    bbf, bes = bag([True, False]), bag([True, False, False])
    bpat = bag(["random", "random", "ties2", "ties3", "all_equal", "increasing", "decreasing", "one_long", "all_ones"])
    bh0, bdt = bag([True, False]), bag(["float32", "float64"])
    btot, bpv = bag([None, None, "max", "t_pad", "max+3"]), bag([0, 0, 0, -1.5, 9])
    bslack, bkind = bag([0, 0, 0, 1, 4]), bag(["tokens", "tokens", "tokens", "dense"])
    bV, bscale = bag([2, 5, 12, 40]), bag([1.0, 1.0, 1.0, 3.0])
    bgdt = bag(["float64", "float64", "float32"])
    bgrad = bag(["last_states", "last_states", "last_hidden", "output_and_hn"])
    out = []

    def base():
        return dict(B=bB(), T=bT(), D=bD(), H=bH(), layers=bL(), bidir=bbi(), bias=bbias(), batch_first=bbf(),
                    enforce_sorted=bes(), pattern=bpat(), h0=bh0(), dtype=bdt(), total=btot(), pad_value=bpv(),
                    slack=bslack(), kind=bkind(), V=bV(), scale=bscale(), tags=[])

    fixed = [
        ("smallest", dict(B=1, T=1, D=1, H=1, layers=1, bidir=False, pattern="all_ones", slack=0)),
        ("smallest_bidir", dict(B=1, T=1, D=1, H=1, layers=3, bidir=True, pattern="all_ones", slack=0)),
        ("one_long_sequence", dict(B=1, T=23, pattern="all_equal")),
        ("doc_example", dict(B=3, T=3, D=2, H=2, layers=1, bidir=False, enforce_sorted=False, lengths=[2, 1, 3], slack=0)),
        ("increasing_widest", dict(B=17, T=23, pattern="increasing", enforce_sorted=False)),
        ("sort_unstable_all_equal", dict(B=17, T=4, D=2, H=2, layers=1, pattern="all_equal", enforce_sorted=False)),
        ("sort_unstable_ties", dict(B=17, T=6, D=2, H=3, layers=2, bidir=True, pattern="ties2", enforce_sorted=False)),
        ("ties_16_stable", dict(B=16, T=6, D=2, H=3, pattern="ties3", enforce_sorted=False)),
        ("wrong_order_h0", dict(B=5, T=7, h0=True, enforce_sorted=False, lengths=[2, 7, 1, 7, 3], bidir=True, layers=2)),
        ("pad_id_inside", dict(B=6, T=8, kind="tokens", V=4, pad_inside=True, grad="output_and_hn")),
        ("pad_row_nonzero", dict(B=6, T=8, kind="tokens", V=4, pad_row_nonzero=True, grad="last_states")),
        ("padding_idx_last", dict(B=4, T=5, kind="tokens", V=6, padding_idx=5, grad="last_states")),
        ("dropout_eval", dict(B=4, T=6, layers=2, dropout=0.5, training=False)),
        ("dropout_one", dict(B=4, T=6, layers=3, dropout=1.0, training=True, grad="last_hidden")),
        ("dropout_masks", dict(B=5, T=6, layers=3, bidir=True, dropout=0.3, training=True, dtype="float64", grad="output_and_hn")),
        ("dropout_masks_f32", dict(B=3, T=5, layers=2, bidir=False, dropout=0.5, training=True, dtype="float32")),
        ("saturated", dict(B=4, T=9, H=5, scale=40.0)),
    ]
    reps = 1 if n < 100 else 2
    for _ in range(reps):
        for tag, over in fixed:
            s = base()
            s.update(over)
            s["tags"] = [tag]
            out.append(s)
    while len(out) < n:
        out.append(base())
    for i, s in enumerate(out[:n]):
        if s["pattern"] in ("increasing", "decreasing") and not s.get("lengths"):
            s["T"] = max(s["T"], s["B"])
            s["B"] = max(s["B"], 2)
            s["T"] = max(s["T"], 2)
            if s["pattern"] == "increasing":
                s["enforce_sorted"] = False
        s.setdefault("padding_idx", 0)
        # keep the files small: shrink H for the largest batches
        while s["B"] * s["T"] * s["H"] * (2 if s["bidir"] else 1) > maxelem and s["H"] > 1:
            s["H"] -= 1
        s["tags"].append(s["pattern"] if not s.get("lengths") else "given")
        if i % 3 == 0 and "grad" not in s and not s.get("training"):
            s["grad"] = bgrad()
            s["dtype"] = bgdt()
        if i % 5 == 0:
            s["gates"] = True
    return out[:n]


def utility_cases(rnd, gen, n):
    """pad_sequence / pack_sequence / pad_packed_sequence / unpack / unpad / invert_permutation on plain data."""
    cases = []
    for i in range(n):
        B, trailing = rnd.randint(1, 9), rnd.choice([[], [], [1], [3], [2, 2]])
        L = [rnd.randint(1, 7) for _ in range(B)]
        dt = rnd.choice(["int64", "float32", "float64"])
        es, pv = rnd.random() < 0.4, rnd.choice([0, 0, -1, 7])
        if es:
            L.sort(reverse=True)
        seqs = []
        for b, n_ in enumerate(L):
            t = torch.randint(-128, 128, [n_] + trailing, generator=gen)
            seqs.append(t if dt == "int64" else (t.double() / 16).to(DT[dt]))
        pad_tf, pad_bf = pad_sequence(seqs, False, pv), pad_sequence(seqs, True, pv)
        pk = pack_sequence(seqs, enforce_sorted=es)
        total = rnd.choice([None, max(L), max(L) + 1, max(L) + 8])
        tb, l1 = pad_packed_sequence(pk, False, pv, total)
        bt, l2 = pad_packed_sequence(pk, True, pv, total)
        for a, b in zip(unpack_sequence(pk), seqs):
            assert torch.equal(a, b)
        for a, b in zip(unpad_sequence(pad_tf.clone(), torch.tensor(L)), seqs):
            assert torch.equal(a, b)
        for a, b in zip(unpad_sequence(pad_bf.clone(), torch.tensor(L), batch_first=True), seqs):
            assert torch.equal(a, b)
        cases.append({"dtype": dt, "enforce_sorted": es, "padding_value": pv, "total_length": total, "lengths": L,
                      "sequences": [ten(s) for s in seqs], "pad_sequence_time_first": ten(pad_tf),
                      "pad_sequence_batch_first": ten(pad_bf), "packed_data": ten(pk.data),
                      "batch_sizes": pk.batch_sizes.tolist(),
                      "sorted_indices": None if es else pk.sorted_indices.tolist(),
                      "unsorted_indices": None if es else pk.unsorted_indices.tolist(),
                      "pad_packed_time_first": ten(tb), "pad_packed_batch_first": ten(bt),
                      "pad_packed_lengths": l1.tolist()})
        assert l1.tolist() == l2.tolist() == L
    return cases


def sort_cases(rnd, ns, ks):
    """lengths -> sorted_indices of torch.sort(descending=True); more than 16 entries with ties is unstable."""
    out = []
    for n in ns:
        for k in ks:
            L = [rnd.randint(1, k) for _ in range(n)]
            _, i = torch.sort(torch.tensor(L), descending=True)
            st = sorted(range(n), key=lambda j: -L[j])
            out.append({"lengths": L, "sorted_indices": i.tolist(), "unsorted_indices": invert_permutation(i).tolist(),
                        "stable": i.tolist() == st})
    return out


def init_cases(rnd, n):
    """torch.manual_seed(seed); nn.GRU(...): the fresh weights, drawn in named_parameters() order."""
    out = []
    for _ in range(n):
        seed = rnd.choice([0, 1, 42, rnd.randrange(2 ** 32)])
        D, H, NL, bi, bias = rnd.randint(1, 4), rnd.randint(1, 5), rnd.randint(1, 2), rnd.random() < .5, rnd.random() < .7
        dt = rnd.choice(["float32", "float32", "float64"])
        torch.manual_seed(seed)
        g = nn.GRU(D, H, NL, bias=bias, bidirectional=bi, dtype=DT[dt])
        out.append({"seed": seed, "dtype": dt, "input_size": D, "hidden_size": H, "num_layers": NL, "bidirectional": bi,
                    "bias": bias, "weights": {a: ten(w) for a, w in g.named_parameters()}})
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--seed", type=int, default=20251)
    ap.add_argument("--count", type=int, default=60)
    ap.add_argument("--out", default=pathlib.Path(__file__).resolve().parent.parent / "golden.json")
    a = ap.parse_args()
    rnd = random.Random(a.seed)
    gen = torch.Generator().manual_seed(a.seed)
    torch.manual_seed(a.seed)                 # dropout draws from the default generator
    n = a.count
    ss = specs(n, rnd, [1, 2, 3, 4, 6], [1, 2, 3, 4, 6], 2000)
    with open(a.out, "w") as f:
        meta = {"set": "public", "seed": a.seed, "oracle": "torch 1.13.1 (Debian 1.13.1+dfsg-4), CPU, 1 thread",
                "torch_version_string": torch.__version__, "cases": n}
        f.write('{"meta":' + dump(meta) + ',\n"cases":[\n')
        for i, s in enumerate(ss):
            c = build(s, rnd.randrange(2 ** 31))
            c["id"] = "pub-%03d" % i
            f.write(dump(c) + (",\n" if i + 1 < len(ss) else "\n"))
        blocks = [("utility_cases", utility_cases(rnd, gen, 24)),
                  ("sort_cases", sort_cases(rnd, [1, 2, 15, 16, 17, 18, 33], [1, 2, 3, 9])),
                  ("init_cases", init_cases(rnd, 6))]
        for name, items in blocks:
            f.write('],\n"%s":[\n' % name + ",\n".join(dump(c) for c in items) + "\n")
        f.write("]}\n")


if __name__ == "__main__":
    main()
