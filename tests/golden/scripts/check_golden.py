#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent check of golden.json, in plain numpy (no torch): every rule of packing and of the GRU written out once.

    check_golden.py [golden.json ...]

Prints the largest differences found per quantity and dtype; exits 1 when an exact quantity differs."""
import json, pathlib, sys
import numpy as np
NP = {"float32": np.float32, "float64": np.float64, "int64": np.int64}
worst = {}
fails = []


def arr(t, dt):
    return None if t is None else np.array(t["data"], dtype=dt).reshape(t["shape"])


def note(key, a, b, rel=False):
    a, b = np.asarray(a, np.float64), np.asarray(b, np.float64)
    assert a.shape == b.shape, (key, a.shape, b.shape)
    d = float(np.abs(a - b).max()) if a.size else 0.0
    if rel:
        d /= max(1.0, float(np.abs(b).max()) if b.size else 1.0)
    worst[key] = max(worst.get(key, 0.0), d)


def exact(what, a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape or not np.array_equal(a, b):
        fails.append(what)


def sigm(x):
    with np.errstate(over="ignore"):
        return (1 / (1 + np.exp(-x))).astype(x.dtype)


def libstdcxx_sort_desc(L):
    """std::sort of libstdc++ on (key, index) pairs, comparing keys only, descending: introsort, then insertion."""
    v = [(k, i) for i, k in enumerate(L)]
    less = lambda a, b: a[0] > b[0]

    def unguarded(last):
        x = v[last]; n = last - 1
        while less(x, v[n]):
            v[last] = v[n]; last = n; n -= 1
        v[last] = x

    def insertion(f, l):
        for i in range(f + 1, l):
            if less(v[i], v[f]):
                x = v[i]; v[f + 1:i + 1] = v[f:i]; v[f] = x
            else:
                unguarded(i)

    def median_to_first(r, a, b, c):
        def sw(p, q): v[p], v[q] = v[q], v[p]
        if less(v[a], v[b]):
            if less(v[b], v[c]): sw(r, b)
            elif less(v[a], v[c]): sw(r, c)
            else: sw(r, a)
        elif less(v[a], v[c]): sw(r, a)
        elif less(v[b], v[c]): sw(r, c)
        else: sw(r, b)

    def partition(f, l, p):
        while True:
            while less(v[f], v[p]): f += 1
            l -= 1
            while less(v[p], v[l]): l -= 1
            if not f < l: return f
            v[f], v[l] = v[l], v[f]; f += 1

    def heapsort(f, l):
        raise RuntimeError("depth limit reached: heap sort branch not modelled")

    def loop(f, l, depth):
        while l - f > 16:
            if depth == 0: return heapsort(f, l)
            depth -= 1
            median_to_first(f, f + 1, f + (l - f) // 2, l - 1)
            cut = partition(f + 1, l, f)
            loop(cut, l, depth); l = cut

    n = len(v)
    if n > 1:
        loop(0, n, 2 * (n.bit_length() - 1))
        if n > 16:
            insertion(0, 16)
            for i in range(16, n): unguarded(i)
        else:
            insertion(0, n)
    return [i for _, i in v]


def invert(p):
    q = [0] * len(p)
    for i, x in enumerate(p): q[x] = i
    return q


def batch_sizes_of(Ls):
    return [sum(1 for l in Ls if l > t) for t in range(max(Ls))]


def cell(xw, h, U, bh, H):
    hg = h @ U.T + (bh if bh is not None else 0)
    r, z = sigm(hg[:, :H] + xw[:, :H]), sigm(hg[:, H:2 * H] + xw[:, H:2 * H])
    hn = hg[:, 2 * H:]
    n = np.tanh(xw[:, 2 * H:] + hn * r)
    return (h - n) * z + n, r, z, n, hn


def run_packed(x, bs, h0, W, cfg, masks=None):
    """x: packed rows; h0 [NL*dirs, B, H] in PACKED (sorted) order.  Returns rows, h_n (packed order), tape."""
    H, NL, dirs = cfg["hidden_size"], cfg["num_layers"], 2 if cfg["bidirectional"] else 1
    off = np.concatenate([[0], np.cumsum(bs)]); T = len(bs); tape = []; hN = []
    for l in range(NL):
        outs = []
        for d in range(dirs):
            s = "l%d%s" % (l, "_reverse" if d else "")
            Wi, U = W["weight_ih_" + s], W["weight_hh_" + s]
            bi, bh = W.get("bias_ih_" + s), W.get("bias_hh_" + s)
            xw = x @ Wi.T + (bi if bi is not None else 0)
            N = x.shape[0]
            st = {k: np.zeros((N, H), x.dtype) for k in ("r", "z", "n", "hn", "h", "hp")}
            cur = h0[l * dirs + d].copy()              # row i: sequence i's running state
            for t in (range(T) if d == 0 else range(T - 1, -1, -1)):
                b, o = bs[t], off[t]
                hp = cur[:b].copy()
                h, r, z, n, hn = cell(xw[o:o + b], hp, U, bh, H)
                for k, v in zip(("r", "z", "n", "hn", "h", "hp"), (r, z, n, hn, h, hp)): st[k][o:o + b] = v
                cur[:b] = h
            hN.append(cur); outs.append(st["h"]); tape.append((s, x, st))
        x = np.concatenate(outs, 1)
        if masks is not None and l < NL - 1: x = x * masks[l]
    return x, np.stack(hN), tape


def backward_packed(gout, ghn, bs, W, cfg, tape, masks=None):
    """gout: dL/d(packed output rows); ghn: dL/dh_n (packed order).  Returns grads by hand-written BPTT."""
    H, NL, dirs = cfg["hidden_size"], cfg["num_layers"], 2 if cfg["bidirectional"] else 1
    off = np.concatenate([[0], np.cumsum(bs)]); T = len(bs)
    gW = {k: np.zeros_like(v) for k, v in W.items()}; dh0 = np.zeros_like(ghn); dH = {}
    g = gout
    for l in range(NL - 1, -1, -1):
        gx = None
        if masks is not None and l < NL - 1: g = g * masks[l]
        for d in range(dirs):
            s, x, st = tape[l * dirs + d]
            Wi, U = W["weight_ih_" + s], W["weight_hh_" + s]
            go = g[:, d * H:(d + 1) * H]
            carry = ghn[l * dirs + d].copy()           # row i: dL/d(state of sequence i after the step to undo)
            N = x.shape[0]; gxw = np.zeros((N, 3 * H), x.dtype); ghg = np.zeros((N, 3 * H), x.dtype)
            dh_all = np.zeros((N, H), x.dtype)
            for t in (range(T - 1, -1, -1) if d == 0 else range(T)):
                b, o = bs[t], off[t]; sl = slice(o, o + b)
                dh = go[sl] + carry[:b]; dh_all[sl] = dh
                r, z, n, hn, hp = (st[k][sl] for k in ("r", "z", "n", "hn", "hp"))
                dn = dh * (1 - z) * (1 - n * n); dz = dh * (hp - n) * z * (1 - z); dr = dn * hn * r * (1 - r)
                gxw[sl] = np.concatenate([dr, dz, dn], 1); ghg[sl] = np.concatenate([dr, dz, dn * r], 1)
                carry[:b] = dh * z + ghg[sl] @ U
            dh0[l * dirs + d] = carry; dH[s] = dh_all
            gW["weight_ih_" + s] = gxw.T @ x; gW["weight_hh_" + s] = ghg.T @ st["hp"]
            if "bias_ih_" + s in W: gW["bias_ih_" + s] = gxw.sum(0); gW["bias_hh_" + s] = ghg.sum(0)
            gx = gxw @ Wi if gx is None else gx + gxw @ Wi
        g = gx
    return g, dh0, gW, dH


def check_case(c):
    dt = NP[c["dtype"]]; cfg = c["config"]; e = c["expected"]; L = c["lengths"]; B = cfg["batch"]; tag = c["dtype"]
    W = {k: arr(v, dt) for k, v in c["weights"].items()}
    H, dirs, NL = cfg["hidden_size"], 2 if cfg["bidirectional"] else 1, cfg["num_layers"]
    tp = cfg["t_pad"]; inp = c["input"]; cid = c["id"]
    if inp["kind"] == "tokens":
        E = arr(inp["embedding"], dt); ids = np.array(inp["padded_ids"]["data"]).reshape(B, tp)
        ref = np.full((B, tp), cfg["padding_idx"])
        for b, s in enumerate(inp["ids"]): ref[b, :len(s)] = s
        exact(cid + " padded ids", ids, ref); x = E[ids]
    else:
        x = arr(inp["padded"], dt)
    h0 = arr(c["h0"], dt)
    if h0 is None: h0 = np.zeros((NL * dirs, B, H), dt)
    pk = e["packed"]
    if cfg["enforce_sorted"]:
        perm = list(range(B)); exact(cid + " no indices", pk["sorted_indices"] is None and pk["unsorted_indices"] is None, True)
    else:
        perm = libstdcxx_sort_desc(L); exact(cid + " sort", perm, pk["sorted_indices"]); exact(cid + " unsort", invert(perm), pk["unsorted_indices"])
        exact(cid + " stable", sorted(range(B), key=lambda i: -L[i]), e["sorted_indices_stable"])
    Ls = [L[i] for i in perm]; bs = batch_sizes_of(Ls); exact(cid + " batch_sizes", bs, pk["batch_sizes"])
    rows = np.stack([x[perm[j], t] for t in range(len(bs)) for j in range(bs[t])])
    exact(cid + " packed data", rows, arr(pk["data"], dt))
    masks = [arr(m, dt) for m in c["dropout_masks"]] if "dropout_masks" in c else None
    if masks is not None:
        p = cfg["dropout"]
        for m in masks: exact(cid + " mask values", set(np.unique(m)) <= {dt(0), dt(1 / (1 - p)) if p < 1 else dt(0)}, True)
    out, hN, tape = run_packed(rows, bs, h0[:, perm], W, cfg, masks)
    inv = invert(perm); hn = hN[:, inv]
    note(tag + " packed_output", out, arr(e["packed_output"], dt)); note(tag + " h_n", hn, arr(e["h_n"], dt))
    gold = arr(e["packed_output"], dt)
    Tout = cfg["total_length"] or max(L)
    pad = np.full((B, Tout, dirs * H), cfg["padding_value"], dt); k = 0
    for t in range(len(bs)):
        for j in range(bs[t]): pad[perm[j], t] = gold[k]; k += 1
    po = arr(e["padded_output"], dt); pb = po if cfg["batch_first"] else po.transpose(1, 0, 2)
    exact(cid + " padded_output", pad, pb); exact(cid + " lengths", L, e["padded_lengths"])
    m = np.zeros((B, Tout), int)
    for b in range(B): m[b, L[b] - 1] = 1
    exact(cid + " last_mask", m, e["last_mask"]); exact(cid + " last_states", pb[m.astype(bool)], arr(e["last_states"], dt))
    gh = arr(e["h_n"], dt)
    exact(cid + " last_hidden", np.concatenate(list(gh[-dirs:]), 1), arr(e["last_hidden"], dt))
    exact(cid + " forward h_n is the row at len-1", gh[-dirs], arr(e["last_states"], dt)[:, :H])
    if "nopack" in e:
        full = [tp] * B; allrows = x.transpose(1, 0, 2).reshape(B * tp, -1)
        mk = None if masks is None else [np.zeros((B * tp, dirs * H), dt) for _ in masks]
        o2, h2, _ = run_packed(allrows, [B] * tp, h0, W, cfg, mk)
        o2 = o2.reshape(tp, B, -1); g2 = arr(e["nopack"]["output"], dt)
        if cfg["batch_first"]: o2 = o2.transpose(1, 0, 2)
        note(tag + " nopack output", o2, g2); note(tag + " nopack h_n", h2, arr(e["nopack"]["h_n"], dt))
        gb = g2 if cfg["batch_first"] else g2.transpose(1, 0, 2)
        exact(cid + " nopack last", gb[np.arange(B), np.array(L) - 1], arr(e["nopack"]["last_states"], dt))
    if "gates" in e:
        for s, _, st in tape:
            for q in ("r", "z", "n", "hn"): note(tag + " gate " + q, st[q], arr(e["gates"][s][q], dt), rel=True)
            note(tag + " hidden_per_layer", st["h"], arr(e["hidden_per_layer"][s], dt))
    if "grad" in c:
        g = c["grad"]; kind = g["loss_kind"]; gout = np.zeros_like(out); ghn = np.zeros_like(hn)
        off = np.concatenate([[0], np.cumsum(bs)])
        if kind == "last_states":
            cf = arr(g["coef"]["last_states"], dt); loss = (out[[off[L[perm[j]] - 1] + j for j in range(B)]] * cf[perm]).sum()
            for j in range(B): gout[off[L[perm[j]] - 1] + j] += cf[perm[j]]
        elif kind == "last_hidden":
            cf = arr(g["coef"]["last_hidden"], dt); loss = (np.concatenate(list(hn[-dirs:]), 1) * cf).sum()
            for d in range(dirs): ghn[NL * dirs - dirs + d] += cf[:, d * H:(d + 1) * H]
        else:
            co, ch = arr(g["coef"]["packed_output"], dt), arr(g["coef"]["h_n"], dt); loss = (out * co).sum() + (hn * ch).sum(); gout += co; ghn += ch
        gx, dh0, gW, dH = backward_packed(gout, ghn[:, perm], bs, W, cfg, tape, masks)
        note(tag + " grad loss", loss, g["loss"], True); note(tag + " grad packed input", gx, arr(g["d_packed_input"], dt), True)
        for k, v in g["d_weights"].items(): note(tag + " grad weights", gW[k], arr(v, dt), True)
        for k, v in g["d_h"].items(): note(tag + " grad d_h", dH[k], arr(v, dt), True)
        if g["d_h0"] is not None: note(tag + " grad h0", dh0[:, inv], arr(g["d_h0"], dt), True)
        if inp["kind"] == "tokens":
            gE = np.zeros_like(E); k = 0
            for t in range(len(bs)):
                for j in range(bs[t]):
                    i = ids[perm[j], t]
                    if i != cfg["padding_idx"]: gE[i] += gx[k]
                    k += 1
            note(tag + " grad embedding", gE, arr(g["d_embedding"], dt), True)
        else:
            gP = np.zeros_like(x); k = 0
            for t in range(len(bs)):
                for j in range(bs[t]): gP[perm[j], t] = gx[k]; k += 1
            note(tag + " grad padded", gP, arr(g["d_padded"], dt), True)


def check_init(c):
    """mt19937 seeded with the low 32 bits; U(-1/sqrt(H), 1/sqrt(H)) in named_parameters() order."""
    rs = np.random.RandomState(); rs.seed(c["seed"] & 0xFFFFFFFF); b = 1 / np.sqrt(c["hidden_size"])
    for n, t in c["weights"].items():
        k = len(t["data"])
        if c["dtype"] == "float32":
            u = rs.randint(0, 2 ** 32, size=k, dtype=np.uint32).astype(np.uint64)
            f, to = np.float32(-b), np.float32(b)
            v = ((u & np.uint64(2 ** 24 - 1)).astype(np.float64) / 2 ** 24 * np.float64(np.float32(to - f)) + np.float64(f)).astype(np.float32)
            exact("init " + n, v, np.array(t["data"], np.float32))
        else:
            u = rs.randint(0, 2 ** 32, size=2 * k, dtype=np.uint32).astype(np.uint64)
            r = ((u[0::2] << np.uint64(32)) | u[1::2]) & np.uint64(2 ** 53 - 1)
            note("float64 init (differs only by FMA)", r.astype(np.float64) / 2 ** 53 * (2 * b) - b, t["data"])


def check_util(i, c):
    dt = NP[c["dtype"]]; S = [arr(s, dt) for s in c["sequences"]]; L = c["lengths"]; B = len(L); tr = S[0].shape[1:]
    perm = list(range(B)) if c["enforce_sorted"] else libstdcxx_sort_desc(L); bs = batch_sizes_of(L)
    if not c["enforce_sorted"]: exact("u%d idx" % i, perm, c["sorted_indices"]); exact("u%d inv" % i, invert(perm), c["unsorted_indices"])
    exact("u%d bs" % i, bs, c["batch_sizes"])
    rows = np.stack([S[perm[j]][t] for t in range(len(bs)) for j in range(bs[t])]); exact("u%d data" % i, rows, arr(c["packed_data"], dt))
    def padded(T, pv):
        p = np.full((B, T) + tr, pv, dt)
        for b, s in enumerate(S): p[b, :len(s)] = s
        return p
    p = padded(max(L), c["padding_value"]); exact("u%d pad" % i, p, arr(c["pad_sequence_batch_first"], dt)); exact("u%d pad tf" % i, np.swapaxes(p, 0, 1), arr(c["pad_sequence_time_first"], dt))
    p = padded(c["total_length"] or max(L), c["padding_value"]); exact("u%d pp" % i, p, arr(c["pad_packed_batch_first"], dt)); exact("u%d pp tf" % i, np.swapaxes(p, 0, 1), arr(c["pad_packed_time_first"], dt))


for path in sys.argv[1:] or [pathlib.Path(__file__).resolve().parent.parent / "golden.json"]:
    worst.clear(); G = json.load(open(path))
    for c in G["cases"]: check_case(c)
    for i, c in enumerate(G["utility_cases"]): check_util(i, c)
    for c in G["sort_cases"]: exact("sort %d" % len(c["lengths"]), libstdcxx_sort_desc(c["lengths"]), c["sorted_indices"])
    for c in G["init_cases"]: check_init(c)
    print(path, {k: len(G[k]) for k in G if k != "meta"})
    for k in sorted(worst): print("   %-40s %.3g" % (k, worst[k]))
print("EXACT CHECKS FAILED:" if fails else "all exact checks passed", fails[:20])
sys.exit(1 if fails else 0)
