#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes article.json: GRU weights within PyTorch's own init range, fitted to the outputs that the article prints.

    fit_article.py
"""
import json, pathlib, torch
torch.set_num_threads(1)
E={38:[-1.0428,0.3482,-0.7970,2.0799,0.4424,-0.4906,-0.9641,-0.3418,0.1431,1.3199],
20:[0.3562,1.6789,-0.2793,0.7940,0.0737,2.5160,0.6764,-0.4941,-1.2256,0.7217],
4:[-1.7787,0.1457,0.0709,-0.9375,1.0674,-2.1660,-1.1485,0.2073,-0.6490,1.1289],
81:[1.2035,0.6681,1.2682,-0.3075,-0.9982,0.2604,1.4038,-0.9384,-0.8634,1.0134],0:[0.]*10}
tgt=torch.tensor([[[0.1499,0.0979,-0.4934,-0.5707,-0.3808],[0.2610,0.1976,0.2972,-0.0386,-0.3643],[-0.4342,0.1079,-0.8891,-0.3130,-0.0115]],
[[-0.1040,-0.0475,0.1698,0.2809,-0.0018],[-0.0103,0.0398,-0.1869,0.2224,-0.0272],[0.0554,0.1163,-0.3720,0.1830,-0.0198]]],dtype=torch.float64)
seq=[[38,20,4],[81,0,0]]
x=torch.tensor([[E[t] for t in s] for s in seq],dtype=torch.float64)
best=None
for seed in range(10):
    torch.manual_seed(seed)
    g=torch.nn.GRU(10,5,batch_first=True).double()
    k=5**-0.5
    raw={n:torch.atanh((p.detach()/k).clamp(-.95,.95)).requires_grad_() for n,p in g.named_parameters()}
    names=list(raw)
    def out():
        p={n:torch.tanh(raw[n])*k for n in names}
        W,U,bi,bh=p['weight_ih_l0'],p['weight_hh_l0'],p['bias_ih_l0'],p['bias_hh_l0']
        h=torch.zeros(2,5,dtype=torch.float64); o=[]
        for t in range(3):
            i=x[:,t]@W.T+bi; q=h@U.T+bh
            r=torch.sigmoid(i[:,:5]+q[:,:5]); z=torch.sigmoid(i[:,5:10]+q[:,5:10]); n=torch.tanh(i[:,10:]+r*q[:,10:])
            h=(1-z)*n+z*h; o.append(h)
        return (torch.stack(o,1),h)
    opt=torch.optim.LBFGS(list(raw.values()),lr=1,max_iter=3000,tolerance_grad=1e-14,tolerance_change=1e-18,line_search_fn='strong_wolfe',history_size=50)
    def cl():
        opt.zero_grad(); l=((out()[0]-tgt)**2).sum(); l.backward(); return l
    opt.step(cl); e=(out()[0]-tgt).abs().max().item()
    print(seed,e)
    if best is None or e<best[0]: best=(e,{n:(torch.tanh(raw[n])*k).detach().float() for n in names})
    if e<1e-8: break
g=torch.nn.GRU(10,5,batch_first=True); g.load_state_dict(best[1])
with torch.no_grad(): o,h=g(x.float())
print((o.double()-tgt).abs().max(), torch.round(o*1e4)/1e4)
print(max(v.abs().max().item() for v in best[1].values()))
with open(pathlib.Path(__file__).resolve().parent.parent/"article.json","w") as file: json.dump({"note":"GRU weights fitted so that the outputs printed in the article are reproduced to its 4 printed decimals; the article does not publish its own weights. Embedding rows are the printed ones.","input_size":10,"hidden_size":5,"embedding":{str(k):v for k,v in E.items()},**{n:v.tolist() for n,v in best[1].items()},"sequences":seq,"lengths":[3,1],"printed_outputs":tgt.tolist()},file)
