#!/usr/bin/env python3
"""Compares the images that `load images` reads with those that Pillow reads.

usage: images_compare.py MNL

PNG of all colour types and depths, with each filter, interlaced or not, and with and without
transparency, written here; PGM and PPM as Pillow writes them. Grey values may differ by 1, and by 2
where 16 bits have an opacity: Pillow takes the upper byte of each number, and we round. A colour that
stands for nothing is found here, since Pillow compares it with numbers that it has already scaled.
"""

import io
import pathlib
import random
import struct
import subprocess
import sys
import tempfile
import zlib

import numpy
from PIL import Image

CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS = {0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]}
PASSES = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2),
          (1, 0, 2, 1)]
HEIGHT, WIDTH = 9, 13


def chunk(name, content):
    body = name + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def packed_row(numbers, depth):
    """The numbers of a row as bytes."""
    if depth == 16:
        return b"".join(struct.pack(">H", number) for number in numbers)
    bits = "".join(format(number, f"0{depth}b") for number in numbers)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[at:at + 8], 2) for at in range(0, len(bits), 8))


def filtered(kind, row, above, pitch):
    """A row as the differences that a filter makes of it."""
    result = bytearray([kind])
    for at, value in enumerate(row):
        left = row[at - pitch] if at >= pitch else 0
        up = above[at]
        corner = above[at - pitch] if at >= pitch else 0
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda other: abs(guess - other))
        result.append((value - [0, left, up, (left + up) // 2, nearest][kind]) % 256)
    return bytes(result)


def png(source, kind, depth, interlaced, transparent):
    """A PNG file of random numbers, which pixels are clear, and how far values may be apart."""
    channels = CHANNELS[kind]
    numbers = [[[source.randrange(1 << depth) for _ in range(channels)] for _ in range(WIDTH)]
               for _ in range(HEIGHT)]
    data = b""
    for top, left, down, right in PASSES if interlaced else [(0, 0, 1, 1)]:
        above = None
        for row in numbers[top::down]:
            flat = [number for pixel in row[left::right] for number in pixel]
            if not flat:
                break
            line = packed_row(flat, depth)
            pitch = max(1, channels * depth // 8)
            data += filtered(source.randrange(5), line, above or bytes(len(line)), pitch)
            above = line
    file = b"\x89PNG\r\n\x1a\n"
    file += chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, kind, 0, 0, interlaced))
    if kind == 3:
        file += chunk(b"PLTE", bytes(source.randrange(256) for _ in range(3 << depth)))
    if transparent and kind == 3:
        file += chunk(b"tRNS", bytes(source.randrange(256) for _ in range(1 << depth)))
    clear = None
    if transparent and kind in (0, 2):
        clear = numpy.array([[pixel == numbers[0][0] for pixel in row] for row in numbers])
        file += chunk(b"tRNS", b"".join(struct.pack(">H", n) for n in numbers[0][0]))
    data = zlib.compress(data)
    file += chunk(b"IDAT", data[:20]) + chunk(b"IDAT", data[20:]) + chunk(b"IEND", b"")
    return file, clear, 2 if depth == 16 and kind in (4, 6) else 1


def grey(path, clear):
    """The grey values that Pillow finds, over white."""
    image = Image.open(path)
    if clear is not None:
        image.load()
        image.info.pop("transparency", None)
        return numpy.where(clear, 255, grey_of(image))
    return grey_of(image)


def grey_of(image):
    """The grey values of an image, over white."""
    if image.mode.startswith("I"):
        return numpy.floor(numpy.asarray(image).astype("<f8") / 257 + 0.5)
    if image.mode in ("LA", "RGBA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(white, image).convert("RGB")
    return numpy.asarray(image.convert("L")).astype("<f8")


def main():
    mnl = pathlib.Path(sys.argv[1]).resolve()
    source = random.Random(8)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        files = {}
        for name in ("a", "b"):
            (root / name).mkdir()
        number = 0

        def write(content, clear, allowed, ending):
            nonlocal number
            path = root / "ab"[number % 2] / f"{number:04d}.{ending}"
            path.write_bytes(content)
            files[path] = (clear, allowed)
            number += 1

        for kind, depths in DEPTHS.items():
            for depth in depths:
                for interlaced in (0, 1):
                    for transparent in (0, 1):
                        write(*png(source, kind, depth, interlaced, transparent), "png")
        pixels = numpy.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 3), dtype="u1")
        for image, ending in ((Image.fromarray(pixels), "ppm"),
                              (Image.fromarray(pixels).convert("L"), "pgm")):
            buffer = io.BytesIO()
            image.save(buffer, format="PPM")
            write(buffer.getvalue(), None, 0, ending)
        script = f"""
let d = load images "{root}" test=0 validation=0
for row in 0..($d.train.num-examples - 1) {{
  for at in 0..{HEIGHT * WIDTH - 1} {{ print "value" $d.train.inputs[$row][$at] }}
}}
"""
        result = subprocess.run(
            [mnl, "-c", script], capture_output=True, text=True, check=False, timeout=300)
        if result.returncode != 0:
            sys.exit(result.stderr)
        values = [float(line.split()[1]) for line in result.stdout.splitlines()
                  if line.startswith("value ")]
        found = numpy.rint(numpy.array(values) * 255).reshape(-1, HEIGHT, WIDTH)
        # The training rows stand in the order of the folders.
        ordered = sorted(files)
        if len(found) != len(ordered):
            sys.exit(f"{len(found)} images of {len(ordered)}")
        worst, different = 0, 0
        for path, ours in zip(ordered, found):
            clear, allowed = files[path]
            apart = numpy.abs(ours - grey(path, clear)).max()
            worst = max(worst, apart)
            if apart > allowed:
                different += 1
                print(f"{path.name}: {Image.open(path).mode} differs by {apart:.0f}")
        print(f"{len(found)} images compared with Pillow, {different} differ by more than they may, "
              f"at most {worst:.0f}")
        sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
