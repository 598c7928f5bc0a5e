#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the same heatmaps cost with matplotlib: 120 frames as GIF and WebP, a figure as SVG and PDF.

usage: peer_matplotlib.py NUMBERS.json     (packscope run --example words -o NUMBERS.json)

Prints one JSON object a line, with seconds and the peak of resident memory, each measured in a process of its own.
The films are FuncAnimation through Pillow, at 1280 x 720. Letters, ribbons and captions are left out, in its favour.
"""
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time

FRAMES = 120
SIZE, DPI = (12.8, 7.2), 100


def tensor(numbers, name):
    import numpy as np

    return np.array(numbers[name]["data"], dtype="float32").reshape(numbers[name]["shape"])


def heatmaps(numbers):
    """The figure, and what shows its state at a share of the film."""
    import matplotlib.pyplot as plt
    import numpy as np

    embedding, data = tensor(numbers, "padded_embedding"), tensor(numbers, "packed_data")
    packed, padded = tensor(numbers, "packed_output"), tensor(numbers, "nopack_output")
    ends = np.cumsum(numbers["batch_sizes"])
    figure, axes = plt.subplots(2, 2, figsize=SIZE, dpi=DPI)
    tensors = {
        "padded_embedding": embedding.reshape(len(embedding), -1),
        "packed_data": data.T,
        "packed_output": packed.T,
        "padded_output": padded.reshape(len(padded), -1),
    }
    images = {}
    for axis, (name, values) in zip(axes.flat, tensors.items()):
        range_ = np.abs(values).max()
        images[name] = axis.imshow(values, cmap="RdBu", vmin=-range_, vmax=range_, aspect="auto",
                                   interpolation="nearest")
        axis.set_title(name)
    figure.tight_layout()  # once; a layout of its own for each frame would cost it more

    def show(share):
        step = share * len(ends)
        done = int(ends[min(int(step), len(ends) - 1)])
        shown = np.full_like(packed, np.nan)
        shown[:done] = packed[:done]
        images["packed_output"].set_data(shown.T)
        shown = np.full_like(padded, np.nan)
        shown[:, : int(step) + 1] = padded[:, : int(step) + 1]
        images["padded_output"].set_data(shown.reshape(len(padded), -1))
        axes[1, 0].set_title(f"packed_output, step {int(step)}")
        return list(images.values())

    return figure, show


def film(numbers, name):
    from matplotlib.animation import FuncAnimation, PillowWriter

    figure, show = heatmaps(numbers)
    animation = FuncAnimation(figure, lambda frame: show(frame / FRAMES), frames=FRAMES)
    animation.save(name, writer=PillowWriter(fps=10), dpi=DPI)


def picture(numbers, name):
    figure, show = heatmaps(numbers)
    show(1)
    figure.savefig(name)


def measure(numbers, what, suffix, connection):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.animation
    import matplotlib.pyplot

    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "peer." + suffix)
        start = time.perf_counter()
        {"film": film, "picture": picture}[what](numbers, name)
        seconds = time.perf_counter() - start
        connection.send({
            "engine": "matplotlib " + matplotlib.__version__,
            "name": f"export/words/{what}/{suffix}",
            "real_s": seconds,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
            "bytes": os.path.getsize(name),
        })


def main():
    with open(sys.argv[1]) as file:
        numbers = json.load(file)
    context = multiprocessing.get_context("spawn")
    for what, suffix in [("film", "gif"), ("film", "webp"), ("picture", "svg"), ("picture", "pdf")]:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=measure, args=(numbers, what, suffix, sender))
        process.start()
        print(json.dumps(receiver.recv()), flush=True)
        process.join()


if __name__ == "__main__":
    main()
