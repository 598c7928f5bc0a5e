#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes notebook.json: the article's notebook under torch.manual_seed(s), every tensor that it prints.

    make_notebook.py [SEED ...]
"""
import json, pathlib, sys, torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
torch.set_num_threads(1)

def run(seed, V=1000, D=10, H=5, T=3, B=2, low=0, high=100):
    torch.manual_seed(seed)
    seq = torch.randint(low=low, high=high, size=(B, T))
    seqlen = torch.randint(low=1, high=T + 1, size=(B,))
    for b in range(B):
        seq[b, seqlen[b]:] = 0
    E = nn.Embedding(V, D, padding_idx=0)
    G = nn.GRU(D, H, 1)
    r = dict(seed=seed, V=V, D=D, H=H, T=T, B=B, low=low, high=high, seq=seq.tolist(), seqlen=seqlen.tolist())
    with torch.no_grad():
        r["embedding_rows"] = {str(i): E.weight[i].tolist() for i in sorted(set(seq.flatten().tolist()))}
        r["weights"] = {k: v.tolist() for k, v in G.state_dict().items()}
        hs, h = G(E(seq).transpose(0, 1)); hs = hs.transpose(0, 1)
        r["padded_hs"], r["padded_h"] = hs.tolist(), h.tolist()
        mask = torch.arange(hs.size(1)) == (seqlen.unsqueeze(-1) - 1)
        r["last_mask"] = mask.tolist(); r["last_states"] = hs[mask].view(B, H).tolist()
        sl, srt = seqlen.sort(dim=0, descending=True)
        s = seq[srt]
        r["sorted_lengths"], r["srtidx"], r["sorted_seq"] = sl.tolist(), srt.tolist(), s.tolist()
        pl = pack_padded_sequence(s, sl, batch_first=True); p = pack_padded_sequence(E(s), sl, batch_first=True)
        r["packed_labels"], r["batch_sizes"], r["packed_data"] = pl.data.tolist(), pl.batch_sizes.tolist(), p.data.tolist()
        o, h = G(p)
        r["packed_out"] = o.data.tolist()
        o, bl = pad_packed_sequence(o, batch_first=True); h = h.transpose(0, 1)
        r["unpacked_hs"], r["unpacked_lengths"] = o.tolist(), bl.tolist()
        _, inv = torch.sort(srt, 0, descending=False)
        r["invidx"], r["restored_hs"], r["restored_h"], r["restored_lengths"] = inv.tolist(), o[inv].tolist(), h[inv].tolist(), bl[inv].tolist()
    return r

if __name__ == "__main__":
    cases = []
    for s in map(int, sys.argv[1:] or [0, 1, 2, 3, 42]):
        cases.append(run(s))
        cases.append(run(s, V=30, D=3, H=4, T=9, B=6, low=1, high=30))
    with open(pathlib.Path(__file__).resolve().parent.parent / "notebook.json", "w") as file:
        json.dump(dict(torch=torch.__version__, cases=cases), file)
