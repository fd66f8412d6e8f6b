#!/usr/bin/env python3
"""The tutorial's network in PyTorch, eager: what `scripts/bench` measures mnl against.

    torch_lstm.py --data DIR --threads N [--cell lstm|gru|rnn] [--hidden H] [--batch B] --steps S [--evaluations 0]
    torch_lstm.py --data DIR --threads N --epochs E

The first form trains and evaluates a little to warm up, then S steps, then evaluates the test
images once, unless that is not wanted. The second trains E epochs with an evaluation after each, as
the tutorial does. Every measurement is printed as one JSON object a line.
"""

import argparse
import gzip
import json
import pathlib
import time

import numpy
import torch

CLASSES = 10
VALIDATION = 5000
WARM_UP_STEPS = 20


def idx(folder, name, header):
    """The bytes of an IDX file, packed with gzip or not, after its header."""
    path = folder / name
    data = path.read_bytes() if path.exists() else gzip.decompress(
        (folder / (name + ".gz")).read_bytes())
    return numpy.frombuffer(data[header:], numpy.uint8)


def load(folder, part):
    """Images [count, 28, 28] from 0 to 1, and labels [count]."""
    images = idx(folder, part + "-images-idx3-ubyte", 16).reshape(-1, 28, 28)
    labels = idx(folder, part + "-labels-idx1-ubyte", 8)
    scaled = torch.tensor(images.astype(numpy.float32) / 255)
    return scaled, torch.tensor(labels.astype(numpy.int64))


CELLS = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}


class Network(torch.nn.Module):
    """A recurrent layer over the rows of an image; the last hidden state gives the scores."""

    def __init__(self, hidden, cell):
        super().__init__()
        self.lstm = CELLS[cell](28, hidden, batch_first=True)
        self.head = torch.nn.Linear(hidden, CLASSES)
        limit = (6 / (28 + 5 * hidden)) ** 0.5
        with torch.no_grad():
            self.lstm.weight_ih_l0.uniform_(-limit, limit)
            self.lstm.weight_hh_l0.uniform_(-limit, limit)
            self.lstm.bias_ih_l0.zero_()
            self.lstm.bias_hh_l0.zero_()
            if cell == "lstm":
                self.lstm.bias_ih_l0[hidden:2 * hidden] = 1
            torch.nn.init.trunc_normal_(self.head.weight, std=0.1, a=-0.2, b=0.2)
            self.head.bias.fill_(0.1)

    def forward(self, images):
        _, state = self.lstm(images)
        state = state[0] if isinstance(state, tuple) else state
        return torch.softmax(self.head(state[0]), 1)


class Training:
    """A network with the data it learns from and the data it is tested on."""

    def __init__(self, folder, hidden, batch, cell):
        images, labels = load(folder, "train")
        self.images, self.labels = images[VALIDATION:], labels[VALIDATION:]
        self.test_images, self.test_labels = load(folder, "t10k")
        self.batch = batch
        self.network = Network(hidden, cell)
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=1e-4)

    def train(self, steps):
        """So many steps on shuffled examples; as many epochs as they take. Seconds."""
        begin = time.perf_counter()
        per_epoch = len(self.images) // self.batch
        for step in range(steps):
            if step % per_epoch == 0:
                order = torch.randperm(len(self.images))
            start = step % per_epoch * self.batch
            rows = order[start:start + self.batch]
            # The tutorial's second softmax is the one within cross_entropy.
            loss = torch.nn.functional.cross_entropy(
                self.network(self.images[rows]), self.labels[rows])
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            self.optimizer.step()
        return time.perf_counter() - begin

    def evaluate(self):
        """The accuracy on the test images, and the seconds that it took."""
        begin = time.perf_counter()
        with torch.no_grad():
            right = self.network(self.test_images).argmax(1) == self.test_labels
            accuracy = right.float().mean().item()
        return accuracy, time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--cell", choices=CELLS, default="lstm")
    parser.add_argument("--hidden", type=int, default=100)
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--evaluations", type=int, choices=(0, 1), default=1)
    parser.add_argument("--epochs", type=int)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    training = Training(options.data, options.hidden, options.batch, options.cell)
    if options.epochs:
        for _ in range(options.epochs):
            seconds = training.train(len(training.images) // options.batch)
            accuracy, evaluation = training.evaluate()
            print(json.dumps(
                {"train_s": seconds, "evaluate_s": evaluation, "accuracy": accuracy}), flush=True)
        return
    training.train(WARM_UP_STEPS)
    if options.evaluations:
        training.evaluate()
    measured = {"train_s": training.train(options.steps), "evaluate_s": None}
    if options.evaluations:
        measured["accuracy"], measured["evaluate_s"] = training.evaluate()
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
