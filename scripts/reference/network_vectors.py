#!/usr/bin/env python3
"""Golden vectors of what lies between and around the layers of a network, computed by PyTorch.

    scripts/reference/network_vectors.py            writes networks.json
    scripts/reference/network_vectors.py --check    computes it again and compares

Each case is a small classifier: what it is made of, its weights from the input to the output as mnl
orders them (`lstm_vectors.py` says how its kernels lie), and what PyTorch makes of it: logits, loss,
and the gradients of all weights, and of the inputs where these are numbers. Sizes: T=4 steps, B=3
sequences, D=4 features or V=6 tokens, C=3 classes.

`torch.nn.LSTM` computes the layers in both directions; PyTorch has no pooling by attention, so that
is written out (Yang and others 2016): scores tanh(h W + b) q, a softmax over the steps, and the sum of
all h by these shares.
"""

import torch

import golden
from golden import plain, wave

T, B, D, V, C = 4, 3, 4, 6, 3
FORGET_BIAS = 1.0
CLASSES = [2, 0, 1]
TOKENS = [[0, 5, 2, 2], [3, 3, 1, 0], [4, 5, 5, 1]]
DTYPE = torch.float64
# The blocks of 4H columns: position in i j f o of each of PyTorch's i f g o.
TORCH_FROM_TENSORFLOW = [0, 2, 1, 3]

CASES = {
    "bidirectional-mean": {"units": [5, 3], "bidirectional": True, "pooling": "mean"},
    "bidirectional-last": {"units": [3, 3], "bidirectional": True, "pooling": "last"},
    "residual-max": {"units": [4, 4, 3], "residual": True, "pooling": "max"},
    "attention": {"units": [5], "pooling": "attention"},
    "bidirectional-residual-attention": {
        "units": [3, 3], "bidirectional": True, "residual": True, "pooling": "attention"},
    "embedding-last": {"units": [4], "embedding": 5, "pooling": "last"},
    "everything": {
        "units": [3, 3], "bidirectional": True, "residual": True, "embedding": 2,
        "pooling": "mean"},
}


def weights_of(case):
    """The weights by name, from the input to the output."""
    directions = 2 if case.get("bidirectional") else 1
    shapes, width = [], D
    if case.get("embedding"):
        width = case["embedding"]
        shapes.append(("embedding.table", [V, width]))
    for layer, units in enumerate(case["units"]):
        for direction in ["", ".backward"][:directions]:
            shapes.append((f"lstm.{layer}{direction}.kernel", [width + units, 4 * units]))
            shapes.append((f"lstm.{layer}{direction}.bias", [4 * units]))
        width = directions * units
    if case["pooling"] == "attention":
        shapes += [
            ("attention.kernel", [width, width]), ("attention.bias", [width]),
            ("attention.query", [width, 1])]
    shapes += [("output.kernel", [width, C]), ("output.bias", [C])]
    return {
        name: wave(shape, 0.6, 0.7 + 0.31 * place, DTYPE)
        for place, (name, shape) in enumerate(shapes)
    }


def torch_order(matrix):
    """Rearranges the last axis, four blocks, from i j f o to i f g o."""
    blocks = matrix.split(matrix.shape[-1] // 4, dim=-1)
    return torch.cat([blocks[k] for k in TORCH_FROM_TENSORFLOW], dim=-1)


def torch_parameters(weights, number, units, width, bidirectional):
    """Our weights of a layer as `torch.nn.LSTM` names and orders them."""
    parameters = {}
    for direction, suffix in [("", ""), (".backward", "_reverse")][: 2 if bidirectional else 1]:
        kernel = torch_order(weights[f"lstm.{number}{direction}.kernel"]).T
        forget = torch.zeros(4 * units, dtype=DTYPE)
        forget[2 * units : 3 * units] = FORGET_BIAS
        parameters[f"weight_ih_l0{suffix}"] = kernel[:, :width]
        parameters[f"weight_hh_l0{suffix}"] = kernel[:, width:]
        parameters[f"bias_ih_l0{suffix}"] = torch_order(
            weights[f"lstm.{number}{direction}.bias"] + forget)
        parameters[f"bias_hh_l0{suffix}"] = torch.zeros(4 * units, dtype=DTYPE)
    return parameters


def layer(inputs, weights, number, units, bidirectional):
    """Runs `torch.nn.LSTM` with our weights: all states, and the last of each direction."""
    parameters = torch_parameters(weights, number, units, inputs.shape[2], bidirectional)
    lstm = torch.nn.LSTM(
        inputs.shape[2], units, batch_first=True, bidirectional=bidirectional, dtype=DTYPE)
    outputs, (h, _) = torch.func.functional_call(lstm, parameters, (inputs,))
    return outputs, torch.cat(list(h), dim=-1)


def pool(case, outputs, last, weights):
    kind = case["pooling"]
    if kind == "last":
        return last
    if kind == "mean":
        return outputs.mean(dim=1)
    if kind == "max":
        return outputs.max(dim=1).values
    hidden = torch.tanh(outputs @ weights["attention.kernel"] + weights["attention.bias"])
    shares = torch.softmax((hidden @ weights["attention.query"]).squeeze(-1), dim=1)
    return (shares.unsqueeze(-1) * outputs).sum(dim=1)


def logits_of(case, inputs, weights):
    if case.get("embedding"):
        states = torch.nn.functional.embedding(inputs, weights["embedding.table"])
    else:
        states = inputs
    last = None
    for number, units in enumerate(case["units"]):
        outputs, ends = layer(states, weights, number, units, case.get("bidirectional", False))
        # Only between layers: what comes from the data is never added.
        if case.get("residual") and number > 0 and outputs.shape == states.shape:
            outputs, ends = outputs + states, ends + last
        states, last = outputs, ends
    pooled = pool(case, states, last, weights)
    return pooled @ weights["output.kernel"] + weights["output.bias"]


def vectors_of(case):
    weights = {name: value.requires_grad_() for name, value in weights_of(case).items()}
    labels = torch.zeros(B, C, dtype=DTYPE)
    for row, column in enumerate(CLASSES):
        labels[row, column] = 1
    if case.get("embedding"):
        inputs, followed = torch.tensor(TOKENS), {}
        written = inputs.to(DTYPE).unsqueeze(-1)
    else:
        inputs = wave([B, T, D], 1.0, 0.37, DTYPE).requires_grad_()
        written, followed = inputs, {"inputs": inputs}
    logits = logits_of(case, inputs, weights)
    loss = torch.nn.functional.cross_entropy(logits, labels)
    targets = weights | followed
    gradients = torch.autograd.grad(loss, list(targets.values()))
    return {
        "units": case["units"],
        "bidirectional": case.get("bidirectional", False),
        "residual": case.get("residual", False),
        "pooling": case["pooling"],
        "embedding": case.get("embedding", 0),
        "inputs": plain(written),
        "labels": plain(labels),
        "weights": [{"name": name, **plain(value)} for name, value in weights.items()],
        "logits": plain(logits),
        "loss": loss.item(),
        "gradients": [
            {"name": name, **plain(value)} for name, value in zip(targets, gradients)],
    }


def layer_norm():
    """`torch.nn.LayerNorm` on 3 x 5 numbers, and its gradients by a loss that weighs each."""
    x, scale, offset = (
        wave(shape, size, step, DTYPE).requires_grad_()
        for shape, size, step in [([3, 5], 2.0, 0.9), ([5], 1.5, 0.4), ([5], 0.3, 1.3)])
    weights = wave([3, 5], 1.0, 0.53, DTYPE)
    result = torch.nn.functional.layer_norm(x, [5], scale, offset, eps=1e-3)
    gradients = torch.autograd.grad((result * weights).sum(), [x, scale, offset])
    named = zip(["x", "scale", "offset"], [x, scale, offset], gradients)
    return {
        "epsilon": 1e-3,
        "weights": plain(weights),
        "result": plain(result),
        "operands": [{"name": name, **plain(value)} for name, value, _ in named],
        "gradients": [plain(value) for value in gradients],
    }


def padded():
    """A layer in both directions over packed sequences of several lengths, one of them a single step.

    The states beyond a length are zeros in PyTorch; what is pooled is the mean and the largest of
    those that count. The loss weighs every element of both."""
    units, lengths = 3, [4, 1, 3]
    case = {"units": [units], "bidirectional": True, "pooling": "last"}
    weights = {
        name: value.requires_grad_()
        for name, value in weights_of(case).items() if name.startswith("lstm")}
    inputs = wave([B, T, D], 1.0, 0.37, DTYPE).requires_grad_()
    packed = torch.nn.utils.rnn.pack_padded_sequence(
        inputs, torch.tensor(lengths), batch_first=True, enforce_sorted=False)
    parameters = torch_parameters(weights, 0, units, D, True)
    lstm = torch.nn.LSTM(D, units, batch_first=True, bidirectional=True, dtype=DTYPE)
    outputs, _ = torch.func.functional_call(lstm, parameters, (packed,))
    states, _ = torch.nn.utils.rnn.pad_packed_sequence(
        outputs, batch_first=True, total_length=T)
    mean = torch.stack([row[:n].mean(dim=0) for row, n in zip(states, lengths)])
    largest = torch.stack([row[:n].max(dim=0).values for row, n in zip(states, lengths)])
    pooled = torch.cat([mean, largest], dim=-1)
    weighing = wave(list(pooled.shape), 1.0, 0.53, DTYPE)
    targets = weights | {"inputs": inputs}
    gradients = torch.autograd.grad((pooled * weighing).sum(), list(targets.values()))
    return {
        "lengths": plain(torch.tensor(lengths, dtype=DTYPE)),
        "operands": [{"name": name, **plain(value)} for name, value in targets.items()],
        "weights": plain(weighing),
        "states": plain(states),
        "result": plain(pooled),
        "gradients": [plain(value) for value in gradients],
    }


def vectors():
    return {
        "about": "golden vectors of networks; scripts/reference/network_vectors.py made them and "
        "says what each is",
        "torch": torch.__version__.split("+")[0],
        "tokens": V,
        "cases": {name: vectors_of(case) for name, case in CASES.items()},
        "layerNorm": layer_norm(),
        "padded": padded(),
    }


def main():
    golden.main(__doc__, {"networks": vectors})


if __name__ == "__main__":
    main()
