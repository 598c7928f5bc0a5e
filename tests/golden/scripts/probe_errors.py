#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes errors.json: wrong and odd calls, and what torch makes of each.

    probe_errors.py        (prints them as a table too)

Every call runs in a forked child, as a crash in one must not end the rest; recorded are the type and the message
of the exception, or the value in short.
"""
import os, json, pathlib, warnings
import torch
from torch import nn
from torch.nn.utils import rnn as U
from torch.nn.utils.rnn import *
torch.set_num_threads(1)
P=[]
def probe(fn, name, code): P.append((fn,name,code))
def summ(v):
    if isinstance(v, PackedSequence):
        return "PackedSequence(data %s, batch_sizes=%s, sorted=%s, unsorted=%s)"%(list(v.data.shape), v.batch_sizes.tolist(), None if v.sorted_indices is None else v.sorted_indices.tolist(), None if v.unsorted_indices is None else v.unsorted_indices.tolist())
    if torch.is_tensor(v): return "tensor%s %s %s"%(list(v.shape), str(v.dtype).replace('torch.',''), v.flatten()[:12].tolist() if v.numel()<=12 else '...')
    if isinstance(v,(tuple,list)): return "("+", ".join(summ(x) for x in v)+")"
    return repr(v)
env="""
T,B,D,H=4,3,2,5
x=torch.arange(T*B*D,dtype=torch.float32).view(T,B,D)+1
xb=x.transpose(0,1).contiguous()
def g(**k):
    torch.manual_seed(0); return nn.GRU(k.pop('D',D),k.pop('H',H),**k)
pk=lambda L=[4,2,1],**k: pack_padded_sequence(x,L,**k)
e=nn.Embedding(6,3,padding_idx=0)
nan=float('nan'); inf=float('inf')
"""
L=[
# pack_padded_sequence
("pack_padded_sequence","zero in lengths, enforce_sorted=True, last","pack_padded_sequence(x,[4,2,0])"),
("pack_padded_sequence","zero in lengths, enforce_sorted=False","pack_padded_sequence(x,[0,4,2],enforce_sorted=False)"),
("pack_padded_sequence","zero NOT last, enforce_sorted=True (zero check looks only at the last entry)","pack_padded_sequence(x,[4,0,2])"),
("pack_padded_sequence","all zero","pack_padded_sequence(x,[0,0,0],enforce_sorted=False)"),
("pack_padded_sequence","negative length, enforce_sorted=False","pack_padded_sequence(x,[4,-1,2],enforce_sorted=False)"),
("pack_padded_sequence","negative in the middle, enforce_sorted=True","pack_padded_sequence(x,[4,-1,2])"),
("pack_padded_sequence","unsorted lengths, enforce_sorted=True","pack_padded_sequence(x,[2,4,1])"),
("pack_padded_sequence","ascending lengths, enforce_sorted=True","pack_padded_sequence(x,[1,2,4])"),
("pack_padded_sequence","sorted lengths with ties (accepted)","pack_padded_sequence(x,[3,3,1])"),
("pack_padded_sequence","max length > T, one sequence too long","pack_padded_sequence(x,[6,2,1])"),
("pack_padded_sequence","max length > T: then pad_packed_sequence","pad_packed_sequence(pack_padded_sequence(x,[6,2,1]))"),
("pack_padded_sequence","max length > T: then GRU","g()(pack_padded_sequence(x,[6,2,1]))"),
("pack_padded_sequence","two sequences > T with different lengths","pack_padded_sequence(x,[7,6,1])"),
("pack_padded_sequence","all lengths > T and equal","pack_padded_sequence(x,[6,6,6])"),
("pack_padded_sequence","length > T where slice start is beyond T","pack_padded_sequence(x,[9,8,7])"),
("pack_padded_sequence","max length < T (accepted: truncates)","pack_padded_sequence(x,[3,2,1])"),
("pack_padded_sequence","len(lengths) too small","pack_padded_sequence(x,[4,2])"),
("pack_padded_sequence","len(lengths) too large","pack_padded_sequence(x,[4,3,2,1])"),
("pack_padded_sequence","len(lengths) too small, enforce_sorted=False","pack_padded_sequence(x,[2,4],enforce_sorted=False)"),
("pack_padded_sequence","len(lengths) too large, enforce_sorted=False","pack_padded_sequence(x,[4,3,2,1],enforce_sorted=False)"),
("pack_padded_sequence","lengths empty list, enforce_sorted=True","pack_padded_sequence(x,[])"),
("pack_padded_sequence","lengths empty list, enforce_sorted=False","pack_padded_sequence(x,[],enforce_sorted=False)"),
("pack_padded_sequence","empty batch B=0, enforce_sorted=True","pack_padded_sequence(torch.zeros(4,0,2),[])"),
("pack_padded_sequence","empty batch B=0, enforce_sorted=False","pack_padded_sequence(torch.zeros(4,0,2),[],enforce_sorted=False)"),
("pack_padded_sequence","T=0","pack_padded_sequence(torch.zeros(0,3,2),[1,1,1])"),
("pack_padded_sequence","feature dim 0","pack_padded_sequence(torch.zeros(4,3,0),[4,2,1])"),
("pack_padded_sequence","input rank 0","pack_padded_sequence(torch.tensor(1.),[1])"),
("pack_padded_sequence","input rank 0, enforce_sorted=False","pack_padded_sequence(torch.tensor(1.),[1],enforce_sorted=False)"),
("pack_padded_sequence","input rank 1","pack_padded_sequence(torch.zeros(4),[4])"),
("pack_padded_sequence","input rank 1, batch_first","pack_padded_sequence(torch.zeros(4),[4],batch_first=True)"),
("pack_padded_sequence","input rank 1, enforce_sorted=False","pack_padded_sequence(torch.zeros(4),[4],enforce_sorted=False)"),
("pack_padded_sequence","input rank 2 (accepted, T x B)","pack_padded_sequence(torch.arange(12).view(4,3),[4,2,1])"),
("pack_padded_sequence","input rank 4 (accepted)","pack_padded_sequence(torch.zeros(4,3,2,2),[4,2,1])"),
("pack_padded_sequence","lengths rank 0","pack_padded_sequence(torch.zeros(4,1,2),torch.tensor(4))"),
("pack_padded_sequence","lengths rank 0, enforce_sorted=False","pack_padded_sequence(torch.zeros(4,1,2),torch.tensor(4),enforce_sorted=False)"),
("pack_padded_sequence","lengths rank 2","pack_padded_sequence(x,torch.tensor([[4,2,1]]))"),
("pack_padded_sequence","lengths rank 2, enforce_sorted=False","pack_padded_sequence(x,torch.tensor([[4,2,1]]),enforce_sorted=False)"),
("pack_padded_sequence","lengths int32 tensor (accepted: converted)","pack_padded_sequence(x,torch.tensor([4,2,1],dtype=torch.int32))"),
("pack_padded_sequence","lengths float tensor 2.9 (accepted: truncated toward zero)","pack_padded_sequence(x,torch.tensor([4.0,2.9,1.5]))"),
("pack_padded_sequence","lengths float python list","pack_padded_sequence(x,[4.0,2.9,1.5])"),
("pack_padded_sequence","lengths float tensor 0.5 (truncates to 0)","pack_padded_sequence(x,torch.tensor([4.0,2.0,0.5]))"),
("pack_padded_sequence","lengths NaN","pack_padded_sequence(x,torch.tensor([4.0,2.0,nan]))"),
("pack_padded_sequence","lengths bool tensor","pack_padded_sequence(x,torch.tensor([True,True,True]))"),
("pack_padded_sequence","lengths of strings","pack_padded_sequence(x,['4','2','1'])"),
("pack_padded_sequence","lengths None","pack_padded_sequence(x,None)"),
("pack_padded_sequence","wrong batch_first: B x T input given as T x B","pack_padded_sequence(xb,[4,2,1])"),
("pack_padded_sequence","input not a tensor","pack_padded_sequence([[1.,2.]],[2])"),
("pack_padded_sequence","input a list, enforce_sorted=False","pack_padded_sequence([[1.,2.]],[2],enforce_sorted=False)"),
("pack_padded_sequence","NaN in input (accepted; only copied)","pack_padded_sequence(torch.tensor([[1.,nan],[2.,3.]]),[2,1])"),
# pack_sequence
("pack_sequence","unsorted, enforce_sorted=True","pack_sequence([torch.ones(2),torch.ones(3)])"),
("pack_sequence","empty list","pack_sequence([])"),
("pack_sequence","a zero-length sequence, enforce_sorted=False","pack_sequence([torch.ones(2),torch.ones(0)],enforce_sorted=False)"),
("pack_sequence","all zero-length","pack_sequence([torch.ones(0)])"),
("pack_sequence","scalar (rank 0) sequence","pack_sequence([torch.tensor(1.)])"),
("pack_sequence","trailing dims differ","pack_sequence([torch.ones(3,2),torch.ones(2,4)])"),
("pack_sequence","trailing dims broadcastable (2,1) into (3,4): SILENTLY broadcast","pack_sequence([torch.ones(3,4),torch.full((2,1),7.)])"),
("pack_sequence","dtypes differ (accepted: first one's dtype)","pack_sequence([torch.ones(3,dtype=torch.float64),torch.ones(2)]).data.dtype"),
# pad_sequence
("pad_sequence","empty list","pad_sequence([])"),
("pad_sequence","not iterable","pad_sequence(5)"),
("pad_sequence","rank-0 element","pad_sequence([torch.tensor(1.),torch.tensor(2.)])"),
("pad_sequence","trailing dims differ","pad_sequence([torch.ones(3,2),torch.ones(2,4)])"),
("pad_sequence","ranks differ","pad_sequence([torch.ones(3,2),torch.ones(2)])"),
("pad_sequence","ranks differ (first 1-D)","pad_sequence([torch.ones(3),torch.ones(2,2)])"),
("pad_sequence","a zero-length element (accepted)","pad_sequence([torch.ones(2),torch.ones(0)],batch_first=True)"),
("pad_sequence","all zero-length (accepted)","pad_sequence([torch.ones(0),torch.ones(0)],batch_first=True)"),
("pad_sequence","float padding_value in an int64 tensor","pad_sequence([torch.tensor([1,2]),torch.tensor([3])],batch_first=True,padding_value=0.5)"),
("pad_sequence","NaN padding value","pad_sequence([torch.ones(2),torch.ones(1)],batch_first=True,padding_value=nan)"),
("pad_sequence","NaN padding in int64","pad_sequence([torch.tensor([1,2]),torch.tensor([3])],batch_first=True,padding_value=nan)"),
("pad_sequence","list of python lists","pad_sequence([[1,2],[3]])"),
("pad_sequence","one tensor given: unbinds dim 0","pad_sequence(torch.arange(6).view(2,3),batch_first=True)"),
("pad_sequence","generator given (accepted)","pad_sequence((torch.ones(i+1) for i in range(2)),batch_first=True)"),
# pad_packed_sequence
("pad_packed_sequence","total_length too small","pad_packed_sequence(pk(),total_length=3)"),
("pad_packed_sequence","total_length 0","pad_packed_sequence(pk(),total_length=0)"),
("pad_packed_sequence","total_length negative","pad_packed_sequence(pk(),total_length=-1)"),
("pad_packed_sequence","total_length exact (accepted)","pad_packed_sequence(pk(),total_length=4)[0].shape"),
("pad_packed_sequence","total_length float 6.0","pad_packed_sequence(pk(),total_length=6.0)"),
("pad_packed_sequence","not a PackedSequence","pad_packed_sequence(x)"),
("pad_packed_sequence","padding_value NaN","pad_packed_sequence(pack_padded_sequence(torch.ones(2,2),[2,1]),padding_value=nan)"),
("pad_packed_sequence","padding_value inf","pad_packed_sequence(pack_padded_sequence(torch.ones(2,2),[2,1]),padding_value=-inf)"),
("pad_packed_sequence","padding 0.5 with int64 data","pad_packed_sequence(pack_padded_sequence(torch.ones(2,2,dtype=torch.int64),[2,1]),padding_value=0.5)"),
("pad_packed_sequence","hand-made: data rows != sum(batch_sizes) (too few)","pad_packed_sequence(PackedSequence(torch.ones(5,2),torch.tensor([3,2,1])))"),
("pad_packed_sequence","hand-made: too many rows (extra silently ignored)","pad_packed_sequence(PackedSequence(torch.ones(9),torch.tensor([3,2,1])))"),
("pad_packed_sequence","hand-made: batch_sizes empty","pad_packed_sequence(PackedSequence(torch.ones(0,2),torch.tensor([],dtype=torch.int64)))"),
("pad_packed_sequence","hand-made: batch_sizes int32","pad_packed_sequence(PackedSequence(torch.ones(6,2),torch.tensor([3,2,1],dtype=torch.int32)))"),
("pad_packed_sequence","hand-made: batch_sizes increasing","pad_packed_sequence(PackedSequence(torch.ones(6,2),torch.tensor([1,2,3])))"),
("pad_packed_sequence","hand-made: batch_sizes 2-D","pad_packed_sequence(PackedSequence(torch.ones(6,2),torch.tensor([[3,2,1]])))"),
("pad_packed_sequence","hand-made: batch_sizes a list","pad_packed_sequence(PackedSequence(torch.ones(6,2),[3,2,1]))"),
("PackedSequence","batch_sizes missing, data not a pair","PackedSequence(torch.ones(6,2))"),
("PackedSequence","batch_sizes not on the CPU","PackedSequence(torch.ones(6,2),torch.tensor([3,2,1],device='meta'))"),
("PackedSequence","(data,batch_sizes) as one pair (accepted)","PackedSequence((torch.ones(6,2),torch.tensor([3,2,1])))"),
# unpad / unpack / invert
("unpad_sequence","length > T (accepted: clipped at T)","[t.shape[0] for t in unpad_sequence(x.clone(),torch.tensor([9,2,1]))]"),
("unpad_sequence","length 0 (accepted: empty tensor)","[t.shape[0] for t in unpad_sequence(x.clone(),torch.tensor([4,0,1]))]"),
("unpad_sequence","negative length (accepted: empty)","[t.shape[0] for t in unpad_sequence(x.clone(),torch.tensor([4,-3,1]))]"),
("unpad_sequence","fewer lengths than sequences (accepted: zip stops)","len(unpad_sequence(x.clone(),torch.tensor([4,2])))"),
("unpad_sequence","more lengths than sequences (accepted: zip stops)","len(unpad_sequence(x.clone(),torch.tensor([4,2,1,1])))"),
("unpad_sequence","lengths a python list (accepted)","[t.shape[0] for t in unpad_sequence(x.clone(),[4,2,1])]"),
("unpad_sequence","rank 1","unpad_sequence(torch.ones(3),torch.tensor([1]))"),
("unpad_sequence","rank 1, batch_first","unpad_sequence(torch.ones(3),torch.tensor([1]),batch_first=True)"),
("unpad_sequence","batch_first=False transposes the caller's tensor IN PLACE","(lambda p:(unpad_sequence(p,torch.tensor([4,2,1])),list(p.shape))[1])(x.clone())"),
("unpack_sequence","total (accepted)","[t.shape[0] for t in unpack_sequence(pk([1,4,2],enforce_sorted=False))]"),
("unpack_sequence","not a PackedSequence","unpack_sequence(x)"),
("invert_permutation","None (returns None)","invert_permutation(None)"),
("invert_permutation","a permutation","invert_permutation(torch.tensor([2,0,1]))"),
("invert_permutation","index out of range","invert_permutation(torch.tensor([0,3]))"),
("invert_permutation","negative index","invert_permutation(torch.tensor([0,-1]))"),
("invert_permutation","duplicate index (accepted: garbage in the unset slot)","invert_permutation(torch.tensor([0,0])).shape"),
("invert_permutation","float","invert_permutation(torch.tensor([0.,1.]))"),
("invert_permutation","int32","invert_permutation(torch.tensor([0,1],dtype=torch.int32))"),
("invert_permutation","2-D","invert_permutation(torch.tensor([[0,1]]))"),
("invert_permutation","empty (accepted)","invert_permutation(torch.tensor([],dtype=torch.int64))"),
# Embedding
("Embedding","id == num_embeddings","e(torch.tensor([6]))"),
("Embedding","id far too large","e(torch.tensor([10**12]))"),
("Embedding","negative id","e(torch.tensor([-1]))"),
("Embedding","float ids","e(torch.tensor([1.0]))"),
("Embedding","bool ids","e(torch.tensor([True]))"),
("Embedding","int32 ids (accepted)","e(torch.tensor([1],dtype=torch.int32)).shape"),
("Embedding","int16 ids","e(torch.tensor([1],dtype=torch.int16))"),
("Embedding","empty ids (accepted)","e(torch.zeros(0,dtype=torch.int64)).shape"),
("Embedding","rank-0 id (accepted)","e(torch.tensor(1)).shape"),
("Embedding","ids a python list","e([1,2])"),
("Embedding","padding_idx >= num_embeddings","nn.Embedding(6,3,padding_idx=6)"),
("Embedding","padding_idx too negative","nn.Embedding(6,3,padding_idx=-7)"),
("Embedding","padding_idx=-1 (accepted: becomes 5)","nn.Embedding(6,3,padding_idx=-1).padding_idx"),
("Embedding","padding row at construction","e.weight[0]"),
("Embedding","_weight of wrong shape","nn.Embedding(6,3,_weight=torch.zeros(5,3))"),
("Embedding","from_pretrained 1-D","nn.Embedding.from_pretrained(torch.zeros(5))"),
("Embedding","from_pretrained with padding_idx keeps the row (not zeroed)","nn.Embedding.from_pretrained(torch.ones(5,2),padding_idx=0).weight[0]"),
("Embedding","num_embeddings 0","nn.Embedding(0,3)(torch.tensor([0]))"),
("Embedding","negative num_embeddings","nn.Embedding(-1,3)"),
("Embedding","max_norm: rescales used rows in place (norm > max)","(lambda m: (m(torch.tensor([1])), m.weight.norm(dim=1).detach())[1])(nn.Embedding(3,2,max_norm=1.0,_weight=torch.full((3,2),3.0)))"),
# GRU construction
("GRU()","dropout > 1","g(num_layers=2,dropout=1.5)"),
("GRU()","dropout < 0","g(num_layers=2,dropout=-0.1)"),
("GRU()","dropout a bool","g(num_layers=2,dropout=True)"),
("GRU()","dropout a string","g(dropout='a')"),
("GRU()","dropout with one layer: WARNING","WARN:g(dropout=0.5)"),
("GRU()","proj_size","g(proj_size=2)"),
("GRU()","hidden_size 0","g(H=0)"),
("GRU()","hidden_size negative","g(H=-1)"),
("GRU()","input_size 0 (accepted)","g(D=0).weight_ih_l0.shape"),
("GRU()","num_layers 0 (accepted at construction in 1.13?)","g(num_layers=0)"),
("GRU()","num_layers negative","g(num_layers=-1)"),
("GRU()","hidden_size float","g(H=5.0)"),
("GRU()","no arguments","nn.GRU()"),
("GRU()","unknown keyword","nn.GRU(2,3,foo=1)"),
# GRU forward
("GRU","wrong feature size, padded","g()(torch.zeros(4,3,7))"),
("GRU","wrong feature size, packed","g()(pack_padded_sequence(torch.zeros(4,3,7),[4,2,1]))"),
("GRU","packed data rank 1 (T x B ids)","g()(pack_padded_sequence(torch.zeros(4,3),[4,2,1]))"),
("GRU","packed data rank 3","g()(pack_padded_sequence(torch.zeros(4,3,2,2),[4,2,1]))"),
("GRU","padded rank 1","g()(torch.zeros(2))"),
("GRU","padded rank 4","g()(torch.zeros(4,3,2,2))"),
("GRU","padded rank 2 = unbatched (accepted)","g()(torch.zeros(4,2))"),
("GRU","unbatched with 3-D h_0","g()(torch.zeros(4,2),torch.zeros(1,1,5))"),
("GRU","batched with 2-D h_0","g()(x,torch.zeros(1,5))"),
("GRU","h_0 wrong hidden size, padded","g()(x,torch.zeros(1,3,4))"),
("GRU","h_0 wrong batch, padded","g()(x,torch.zeros(1,2,5))"),
("GRU","h_0 wrong num_layers*dirs, padded","g(bidirectional=True)(x,torch.zeros(1,3,5))"),
("GRU","h_0 batch_first layout by mistake","g(batch_first=True)(xb,torch.zeros(3,1,5))"),
("GRU","h_0 wrong hidden size, packed","g()(pk(),torch.zeros(1,3,4))"),
("GRU","h_0 wrong batch (too small), packed enforce_sorted=True","g()(pk(),torch.zeros(1,2,5))"),
("GRU","h_0 wrong batch (too small), packed enforce_sorted=False","g()(pk([2,4,1],enforce_sorted=False),torch.zeros(1,2,5))"),
("GRU","h_0 batch too LARGE, packed enforce_sorted=False: silently uses the first B columns","g()(pk([2,4,1],enforce_sorted=False),torch.zeros(1,4,5))[1].shape"),
("GRU","h_0 batch too LARGE, packed enforce_sorted=True","g()(pk(),torch.zeros(1,4,5))"),
("GRU","h_0 2-D with packed, enforce_sorted=True","g()(pk(),torch.zeros(3,5))"),
("GRU","h_0 2-D with packed, enforce_sorted=False","g()(pk([2,4,1],enforce_sorted=False),torch.zeros(3,5))"),
("GRU","h_0 not a tensor","g()(x,5)"),
("GRU","h_0 a tuple (LSTM style)","g()(x,(torch.zeros(1,3,5),torch.zeros(1,3,5)))"),
("GRU","T=0 padded","g()(torch.zeros(0,3,2))"),
("GRU","T=0 padded bidirectional","g(bidirectional=True)(torch.zeros(0,3,2))"),
("GRU","B=0 padded (accepted)","g()(torch.zeros(4,0,2))"),
("GRU","float64 input, float32 weights, padded","g()(x.double())"),
("GRU","float64 input, float32 weights, packed","g()(pack_padded_sequence(x.double(),[4,2,1]))"),
("GRU","int64 input","g()(x.long())"),
("GRU","float64 h_0, float32 rest, padded","g()(x,torch.zeros(1,3,5).double())"),
("GRU","float64 h_0, float32 rest, packed","g()(pk(),torch.zeros(1,3,5).double())"),
("GRU","float32 input packed, float64 weights","g().double()(pk())"),
("GRU","NaN in one sequence, packed: only that sequence's later steps are NaN","(lambda o:[bool(torch.isnan(t).any()) for t in unpack_sequence(o)])(g()(pack_padded_sequence((lambda y:(y.__setitem__((0,1),nan),y)[1])(x.clone()),[4,2,1]))[0])"),
("GRU","NaN in the padding area, packed: no effect","bool(torch.isnan(g()(pack_padded_sequence((lambda y:(y.__setitem__((3,2),nan),y)[1])(x.clone()),[4,2,1]))[0].data).any())"),
("GRU","NaN in the padding area, PADDED bidirectional: leaks into the backward half at valid steps","(lambda o:[bool(torch.isnan(o[:2,1,:5]).any()),bool(torch.isnan(o[:2,1,5:]).any())])(g(bidirectional=True)((lambda y:(y.__setitem__((3,1),nan),y)[1])(x.clone()))[0])"),
("GRU","inf in input: saturates or NaN (inf*0/inf-inf)","g()(torch.full((1,1,2),inf))[0]"),
("GRU","huge finite input: saturates, stays finite","bool(torch.isfinite(g()(torch.full((1,1,2),1e30))[0]).all())"),
("GRU","not a tensor","g()([1,2])"),
("GRU","None","g()(None)"),
("GRU","hand-made packed: sum(batch_sizes) > rows","g()(PackedSequence(torch.ones(5,2),torch.tensor([3,2,1])))"),
("GRU","hand-made packed: sum(batch_sizes) < rows, 1 direction (extra rows ignored)","g()(PackedSequence(torch.ones(9,2),torch.tensor([3,2,1])))[0].data.shape"),
("GRU","hand-made packed: rows > sum, bidirectional (backward reads from the END of data!)","g(bidirectional=True)(PackedSequence(torch.ones(9,2),torch.tensor([3,2,1])))[0].data.shape"),
("GRU","hand-made packed: batch_sizes increasing","g()(PackedSequence(torch.ones(6,2),torch.tensor([1,2,3])))"),
("GRU","hand-made packed: batch_sizes contains 0","g()(PackedSequence(torch.ones(3,2),torch.tensor([3,0])))"),
("GRU","weight replaced by wrong shape","(lambda m:(setattr(m,'weight_hh_l0',nn.Parameter(torch.zeros(15,4))),m(x)))(g())"),
# gather last state / helpers around
("gather","index beyond T","torch.gather(x,0,torch.full((1,3,2),4))"),
("gather","negative index (length 0 -> -1)","torch.gather(x,0,torch.full((1,3,2),-1))"),
("gather","index not int64","torch.gather(x,0,torch.zeros(1,3,2,dtype=torch.int32))"),
("gather","rank differs","torch.gather(x,0,torch.zeros(3,dtype=torch.int64))"),
("gather","advanced indexing with -1 wraps to the LAST step (silent)","x[torch.tensor([3,1,-1]),torch.arange(3)]"),
("index_select","out of range","x.index_select(1,torch.tensor([0,3]))"),
]
res=[]
for fn,name,code in L:
    r,w=os.pipe(); pid=os.fork()
    if pid==0:
        os.close(r)
        devnull=os.open('/dev/null',os.O_WRONLY); os.dup2(devnull,2)
        ns={}; exec("import torch\nfrom torch import nn\nfrom torch.nn.utils.rnn import *\nfrom torch.nn.utils.rnn import invert_permutation",ns); exec(env,ns)
        try:
            with warnings.catch_warnings(record=True) as ws:
                warnings.simplefilter('always')
                c=code[5:] if code.startswith('WARN:') else code
                v=eval(c,ns)
                out={'ok':True,'value':summ(v),'warnings':[str(q.message) for q in ws]}
        except BaseException as ex:
            out={'ok':False,'type':type(ex).__name__,'message':str(ex)}
        os.write(w,json.dumps(out).encode()); os.close(w); os._exit(0)
    os.close(w); buf=b''
    while True:
        b=os.read(r,65536)
        if not b: break
        buf+=b
    os.close(r); _,st=os.waitpid(pid,0)
    out=json.loads(buf) if buf else {'ok':False,'type':'CRASH','message':'signal %d'%(st&127)}
    out.update(fn=fn,case=name,code=code); res.append(out)
with open(pathlib.Path(__file__).resolve().parent.parent/'errors.json','w') as file: json.dump(res,file,indent=1)
for o in res:
    if o['ok']: print('%s | %s | `%s` | OK: %s %s'%(o['fn'],o['case'],o['code'],o['value'],('WARN: '+' // '.join(o['warnings'])) if o['warnings'] else ''))
    else: print('%s | %s | `%s` | **%s**: %s'%(o['fn'],o['case'],o['code'],o['type'],o['message'].replace('\n','\\n')))
