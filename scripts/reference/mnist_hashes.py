#!/usr/bin/env python3
"""Prints the SHA-256 of the arrays that the tutorial's MNIST loader makes, computed with numpy.

usage: mnist_hashes.py FOLDER      (FOLDER holds the four IDX files, with or without .gz)

The values are pinned in Tests/Data/PublishedDataTests.swift. The arrays are those of TensorFlow 1's
loader: the first 5,000 training images are the validation set, pixels are 32-bit floats multiplied
by 1/255, labels are one-hot; all are hashed as little-endian 32-bit floats in row-major order.
"""

import gzip
import hashlib
import pathlib
import sys

import numpy


def read(folder, name, header):
    """Returns the bytes of an IDX file behind its header."""
    path = pathlib.Path(folder, name)
    data = path.read_bytes() if path.exists() else gzip.open(f"{path}.gz").read()
    return numpy.frombuffer(data, numpy.uint8, offset=header)


def show(split, images, labels):
    """Prints the two hashes of a split."""
    numbers = numpy.multiply(images.reshape(-1, 784).astype(numpy.float32), 1.0 / 255.0)
    one_hot = numpy.eye(10, dtype=numpy.float32)[labels]
    for what, array in (("images", numbers), ("labels", one_hot)):
        digest = hashlib.sha256(array.astype("<f4").tobytes()).hexdigest()
        print(f"{split:10} {what} {str(list(array.shape)):12} {digest}")


def main():
    """Reads the four files and shows the three splits."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    images = read(folder, "train-images-idx3-ubyte", 16)
    labels = read(folder, "train-labels-idx1-ubyte", 8)
    show("train", images[5000 * 784 :], labels[5000:])
    show("validation", images[: 5000 * 784], labels[:5000])
    show(
        "test",
        read(folder, "t10k-images-idx3-ubyte", 16),
        read(folder, "t10k-labels-idx1-ubyte", 8),
    )


if __name__ == "__main__":
    main()
