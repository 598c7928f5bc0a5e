# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an animated picture shows the frames of a folder: compare_film.py FILM FOLDER.

The film was made at ten frames a second, is shown three times, and rests for 1.5 seconds at its end.
"""
import glob
import sys

from PIL import Image, ImageChops

film = Image.open(sys.argv[1])
assert film.info["loop"] == 3, film.info
shown = []  # (start, end, picture): frames that look the same are one, so the time tells which it is
end = 0
for number in range(film.n_frames):
    film.seek(number)
    picture = film.convert("RGB")
    start, end = end, end + film.info["duration"]
    shown.append((start, end, picture))

names = sorted(glob.glob(sys.argv[2] + "/*.png"))
assert end == 100 * len(names) + 1500, (end, len(names))
for number, name in enumerate(names):
    middle = 100 * number + 50
    (picture,) = [picture for start, end, picture in shown if start <= middle < end]
    difference = ImageChops.difference(picture, Image.open(name).convert("RGB")).getbbox()
    assert difference is None, (name, difference)
