#!/usr/bin/env python3
"""Golden vectors of a small LSTM classifier, computed by PyTorch.

    scripts/reference/lstm_vectors.py            writes lstm-once.json and lstm-twice.json
    scripts/reference/lstm_vectors.py --check    computes them again and compares with those files

The files lie in Tests/Fixtures/reference.

The network is the one of the tutorial, small enough to be read: T=3 steps, B=2 sequences, D=4
features, H=5 hidden units, C=3 classes. `once` feeds the logits to the cross-entropy; `twice`
feeds it their softmax, so that a second softmax applies, as the tutorial does.

Layouts in the files, row-major: inputs [B, T, D]; labels [B, C], one-hot; kernel [D+H, 4H], the
rows of the input first, the columns in gate order i j f o (TensorFlow's `BasicLSTMCell`); bias
[4H]; head weights [H, C]; head bias [C]. The forget bias, 1, is a constant that is added at run
time: neither part of `bias` nor trained. PyTorch orders its gates i f g o and has two biases, so
the weights are rearranged on the way in, and autograd rearranges the gradients on the way out.

Adam comes in two kinds. `hat` is TensorFlow's, with epsilon outside the bias correction
(training_ops.cc); `paper` is Kingma and Ba's Algorithm 1, which is `torch.optim.Adam`.
`losses[k]` is the loss before step k+1 is applied; `final` holds the weights after the last step.
"""

import math

import torch

import golden
from golden import plain, wave

T, B, D, H, C = 3, 2, 4, 5, 3
FORGET_BIAS = 1.0
STEPS = 10
RATE, BETA1, BETA2, EPSILON = 0.01, 0.9, 0.999, 1e-8
CLASSES = [2, 0]
# The blocks of 4H columns: position in i j f o of each of PyTorch's i f g o.
TORCH_FROM_TENSORFLOW = [0, 2, 1, 3]


def problem(dtype):
    """The inputs, labels and first weights, the same for every variant."""
    labels = torch.zeros(B, C, dtype=dtype)
    for row, column in enumerate(CLASSES):
        labels[row, column] = 1
    weights = {
        "kernel": wave([D + H, 4 * H], 0.5, 1.7, dtype),
        "bias": wave([4 * H], 0.2, 2.3, dtype),
        "headWeights": wave([H, C], 0.7, 0.9, dtype),
        "headBias": wave([C], 0.1, 1.1, dtype),
    }
    return wave([B, T, D], 1.0, 0.37, dtype), labels, weights


def torch_order(matrix):
    """Rearranges the last axis, four blocks of H, from i j f o to i f g o."""
    blocks = matrix.split(H, dim=-1)
    return torch.cat([blocks[k] for k in TORCH_FROM_TENSORFLOW], dim=-1)


def forward(inputs, labels, weights, softmaxes):
    """Runs `torch.nn.LSTM` and the head; returns what the files list under `forward`."""
    dtype = inputs.dtype
    forget = torch.zeros(4 * H, dtype=dtype)
    forget[2 * H : 3 * H] = FORGET_BIAS
    kernel = torch_order(weights["kernel"]).T
    parameters = {
        "weight_ih_l0": kernel[:, :D],
        "weight_hh_l0": kernel[:, D:],
        "bias_ih_l0": torch_order(weights["bias"] + forget),
        "bias_hh_l0": torch.zeros(4 * H, dtype=dtype),
    }
    lstm = torch.nn.LSTM(D, H, batch_first=True, dtype=dtype)
    outputs, (h, c) = torch.func.functional_call(lstm, parameters, (inputs,))
    logits = h[0] @ weights["headWeights"] + weights["headBias"]
    prediction = torch.softmax(logits, dim=1)
    scores = logits if softmaxes == 1 else prediction
    loss = torch.nn.functional.cross_entropy(scores, labels)
    return {
        "outputs": outputs,
        "c": c[0],
        "h": h[0],
        "logits": logits,
        "prediction": prediction,
        "loss": loss,
    }


def leaves(weights):
    """Copies of the weights that autograd follows."""
    return {name: value.clone().requires_grad_() for name, value in weights.items()}


def adam_hat(inputs, labels, weights, softmaxes):
    """Ten steps of TensorFlow's Adam, transcribed, on PyTorch's gradients."""
    dtype = inputs.dtype

    def scalar(value):
        return torch.tensor(value, dtype=dtype)

    current = leaves(weights)
    m = {name: torch.zeros_like(value) for name, value in weights.items()}
    v = {name: torch.zeros_like(value) for name, value in weights.items()}
    beta1_power, beta2_power = scalar(BETA1), scalar(BETA2)
    losses = []
    for _ in range(STEPS):
        loss = forward(inputs, labels, current, softmaxes)["loss"]
        losses.append(loss.item())
        gradients = torch.autograd.grad(loss, list(current.values()))
        alpha = scalar(RATE) * torch.sqrt(1 - beta2_power) / (1 - beta1_power)
        with torch.no_grad():
            for (name, value), gradient in zip(current.items(), gradients):
                m[name] += (gradient - m[name]) * (1 - scalar(BETA1))
                v[name] += (gradient * gradient - v[name]) * (1 - scalar(BETA2))
                value -= m[name] * alpha / (torch.sqrt(v[name]) + scalar(EPSILON))
        beta1_power = beta1_power * scalar(BETA1)
        beta2_power = beta2_power * scalar(BETA2)
    return losses, current


def adam_paper(inputs, labels, weights, softmaxes):
    """Ten steps of `torch.optim.Adam`."""
    current = leaves(weights)
    optimiser = torch.optim.Adam(
        list(current.values()), lr=RATE, betas=(BETA1, BETA2), eps=EPSILON, foreach=False
    )
    losses = []
    for _ in range(STEPS):
        optimiser.zero_grad()
        loss = forward(inputs, labels, current, softmaxes)["loss"]
        losses.append(loss.item())
        loss.backward()
        optimiser.step()
    return losses, current


def named(values):
    return {name: plain(value) for name, value in values.items()}


def precision(dtype, softmaxes):
    """Everything for one precision and one loss."""
    inputs, labels, weights = problem(dtype)
    followed, images = leaves(weights), inputs.clone().requires_grad_()
    results = forward(images, labels, followed, softmaxes)
    names = list(followed) + ["inputs"]
    gradients = torch.autograd.grad(results["loss"], list(followed.values()) + [images])
    adam = {"rate": RATE, "beta1": BETA1, "beta2": BETA2, "epsilon": EPSILON, "steps": STEPS}
    for kind, run in (("hat", adam_hat), ("paper", adam_paper)):
        losses, final = run(inputs, labels, weights, softmaxes)
        adam[kind] = {"losses": losses, "final": named(final)}
    return {
        "inputs": plain(inputs),
        "labels": plain(labels),
        "weights": named(weights),
        "forward": named(results),
        "gradients": named(dict(zip(names, gradients))),
        "adam": adam,
    }


def vectors(softmaxes):
    return {
        "about": "golden vectors of an LSTM classifier; scripts/reference/lstm_vectors.py made "
        "them and says what each is",
        "torch": torch.__version__.split("+")[0],
        "softmaxes": softmaxes,
        "sizes": {"T": T, "B": B, "D": D, "H": H, "C": C},
        "gateOrder": "ijfo",
        "forgetBias": FORGET_BIAS,
        "float64": precision(torch.float64, softmaxes),
        "float32": precision(torch.float32, softmaxes),
    }


def main():
    golden.main(
        __doc__, {"lstm-once": lambda: vectors(1), "lstm-twice": lambda: vectors(2)})


if __name__ == "__main__":
    main()
