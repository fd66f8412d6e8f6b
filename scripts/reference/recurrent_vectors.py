#!/usr/bin/env python3
"""Golden vectors of recurrent layers, computed by PyTorch.

    scripts/reference/recurrent_vectors.py            writes recurrent.json
    scripts/reference/recurrent_vectors.py --check    computes it again and compares with the file

The file lies in Tests/Fixtures/reference. For each form of a layer it has the operands, all hidden
states, the last states, and the gradient of every operand for the loss that multiplies each result
with the numbers listed under `weights` and adds up.

T=3 steps, B=2 sequences, D=4 features, H=5 units. Layouts, row-major: inputs [B, T, D]; kernel
[D+H, C*H], the rows of the input first. Columns and biases: GRU r z n, with the bias of the states'
part of n as a fourth block where the reset acts after the product; LSTM i j f o.

`gru`, `rnn tanh` and `rnn relu` are torch.nn.GRU and torch.nn.RNN. The others are written out here:
`gru before` is the GRU of Cho and others 2014, as in TensorFlow 1; `lstm peepholes` that of Gers,
Schraudolph and Schmidhuber 2002; `lstm normalised` that of Ba, Kiros and Hinton 2016, equations 20 to
22, its `cell` vector scale and offset of the cell states. The forget bias is 1.
"""

import torch
from torch.nn.functional import layer_norm

import golden
from golden import plain, wave

T, B, D, H = 3, 2, 4, 5


def blocks(matrix):
    return matrix.split(H, dim=-1)


def torch_gru(x, kernel, bias):
    """torch.nn.GRU; both have the order r z n."""
    r, z, n, h = blocks(bias)
    zero = torch.zeros_like(h)
    parameters = {
        "weight_ih_l0": kernel[:D].T,
        "weight_hh_l0": kernel[D:].T,
        "bias_ih_l0": torch.cat([r, z, n]),
        "bias_hh_l0": torch.cat([zero, zero, h]),
    }
    layer = torch.nn.GRU(D, H, batch_first=True, dtype=x.dtype)
    outputs, last = torch.func.functional_call(layer, parameters, (x,))
    return outputs, last[0]


def torch_rnn(nonlinearity):
    def run(x, kernel, bias):
        parameters = {
            "weight_ih_l0": kernel[:D].T,
            "weight_hh_l0": kernel[D:].T,
            "bias_ih_l0": bias,
            "bias_hh_l0": torch.zeros_like(bias),
        }
        layer = torch.nn.RNN(
            D, H, batch_first=True, nonlinearity=nonlinearity, dtype=x.dtype)
        outputs, last = torch.func.functional_call(layer, parameters, (x,))
        return outputs, last[0]

    return run


def gru_before(x, kernel, bias):
    h = torch.zeros(B, H, dtype=x.dtype)
    (kr, kz, kn), (br, bz, bn) = blocks(kernel), blocks(bias)
    outputs = []
    for t in range(T):
        both = torch.cat([x[:, t], h], dim=1)
        r, z = torch.sigmoid(both @ kr + br), torch.sigmoid(both @ kz + bz)
        n = torch.tanh(torch.cat([x[:, t], r * h], dim=1) @ kn + bn)
        h = (1 - z) * n + z * h
        outputs.append(h)
    return torch.stack(outputs, dim=1), h


def lstm(x, kernel, bias, peepholes=None, inputScale=None, stateScale=None, cell=None):
    h = c = torch.zeros(B, H, dtype=x.dtype)
    pi, pf, po = (0, 0, 0) if peepholes is None else blocks(peepholes)
    outputs = []
    for t in range(T):
        ofInputs, ofStates = x[:, t] @ kernel[:D], h @ kernel[D:]
        if inputScale is not None:
            ofInputs = layer_norm(ofInputs, [4 * H]) * inputScale
            ofStates = layer_norm(ofStates, [4 * H]) * stateScale
        i, j, f, o = blocks(ofInputs + ofStates + bias)
        i, f = torch.sigmoid(i + pi * c), torch.sigmoid(f + 1 + pf * c)
        c = c * f + i * torch.tanh(j)
        seen = c if cell is None else layer_norm(c, [H]) * blocks(cell)[0] + blocks(cell)[1]
        h = torch.tanh(seen) * torch.sigmoid(o + po * c)
        outputs.append(h)
    return torch.stack(outputs, dim=1), h, c


FORMS = {
    "gru": (torch_gru, {"kernel": [D + H, 3 * H], "bias": [4 * H]}),
    "gru before": (gru_before, {"kernel": [D + H, 3 * H], "bias": [3 * H]}),
    "rnn tanh": (torch_rnn("tanh"), {"kernel": [D + H, H], "bias": [H]}),
    "rnn relu": (torch_rnn("relu"), {"kernel": [D + H, H], "bias": [H]}),
    "lstm peepholes": (
        lstm, {"kernel": [D + H, 4 * H], "bias": [4 * H], "peepholes": [3 * H]}),
    "lstm normalised": (
        lstm,
        {
            "kernel": [D + H, 4 * H], "bias": [4 * H], "inputScale": [4 * H],
            "stateScale": [4 * H], "cell": [2 * H],
        },
    ),
}
NAMES = ["outputs", "hidden", "cell"]


def vectors(run, shapes, dtype):
    """Operands, results and gradients of a form."""
    operands = {"inputs": wave([B, T, D], 1.0, 0.37, dtype)}
    for place, (name, shape) in enumerate(shapes.items()):
        operands[name] = wave(shape, 0.6, 1.7 + 0.3 * place, dtype)
    followed = {name: value.clone().requires_grad_() for name, value in operands.items()}
    results = dict(zip(NAMES, run(*[followed["inputs"]], **{
        name: followed[name] for name in shapes})))
    weights = {
        name: wave(list(result.shape), 1.0, 0.9, dtype) for name, result in results.items()}
    loss = sum((results[name] * weights[name]).sum() for name in results)
    gradients = torch.autograd.grad(loss, list(followed.values()))
    return {
        "operands": {name: plain(value) for name, value in operands.items()},
        "weights": {name: plain(value) for name, value in weights.items()},
        "results": {name: plain(value) for name, value in results.items()},
        "gradients": {name: plain(value) for name, value in zip(followed, gradients)},
    }


def everything():
    return {
        "about": "golden vectors of recurrent layers; scripts/reference/recurrent_vectors.py made "
        "them and says what each is",
        "torch": torch.__version__.split("+")[0],
        "forms": {
            name: {
                "float64": vectors(run, shapes, torch.float64),
                "float32": vectors(run, shapes, torch.float32),
            }
            for name, (run, shapes) in FORMS.items()
        },
    }


if __name__ == "__main__":
    golden.main(__doc__, {"recurrent": everything})
