"""Forces between points, reckoned so that every processor comes to the same places.

In: places, links, radii.  Out: places.  A spring layout magnifies the last bit of a sum into another picture, and the
last bit of numpy's sums, matrix products, powers and sines depends on the processor.  So only operations that IEEE 754
rounds correctly are used (+ − × ÷ and the square root), and everything that is summed first goes onto a grid fine
enough to be unseen and coarse enough that sums are exact, in whatever order they are taken.
"""
from __future__ import annotations

import numpy

Places = numpy.ndarray
"""One row (x, y) a point."""

_GRID = float(2 ** 16)  # steps in a unit; sums below 2**37 stay exact


def on_grid(values: numpy.ndarray) -> numpy.ndarray:
    """The nearest values whose sums are exact.

    >>> on_grid(numpy.array([0.1, 1 / 3])).tolist()
    [0.100006103515625, 0.3333282470703125]
    """
    return numpy.rint(values * _GRID) / _GRID


def spring(links: numpy.ndarray, start: Places, rounds: int, ease: float) -> Places:
    """Fruchterman and Reingold: all points push each other away, linked ones pull each other near.

    `links[a, b]` is how strongly a and b are linked (symmetric, 0 for not at all); `ease` is the distance at which one
    link and the push are in balance, in a picture about one unit wide; `rounds` steps, each smaller than the last.
    Time and memory grow with the square of the number of points.
    """
    x, y = on_grid(start[:, 0]), on_grid(start[:, 1])
    step = 0.1 * max(float(x.max() - x.min()), float(y.max() - y.min()), 1.0)
    less = step / (rounds + 1)
    pull = links / ease
    for _ in range(rounds):
        dx, dy = x[:, None] - x, y[:, None] - y
        square = numpy.maximum(dx * dx + dy * dy, 1e-4)
        force = ease * ease / square - pull * numpy.sqrt(square)
        fx, fy = on_grid(dx * force).sum(axis=1), on_grid(dy * force).sum(axis=1)
        length = numpy.maximum(numpy.sqrt(fx * fx + fy * fy), 0.01)
        x, y = on_grid(x + fx * step / length), on_grid(y + fy * step / length)
        step -= less
    return numpy.stack((x, y), axis=1)


def push_apart(centres: Places, radii: numpy.ndarray, gap: float, most: int = 300) -> Places:
    """Centres moved until no two circles are nearer than `gap`, in at most `most` rounds."""
    if len(radii) < 2:
        return centres
    x, y = on_grid(centres[:, 0]), on_grid(centres[:, 1])
    need = radii[:, None] + radii[None, :] + gap
    numpy.fill_diagonal(need, 0.0)
    for _ in range(most):
        dx, dy = x[:, None] - x, y[:, None] - y
        distance = numpy.sqrt(dx * dx + dy * dy)
        push = numpy.maximum(need / numpy.maximum(distance, 1e-6) - 1.0, 0.0) * 0.3
        if not push.any():
            break
        x, y = x + on_grid(dx * push).sum(axis=1), y + on_grid(dy * push).sum(axis=1)
    return numpy.stack((x, y), axis=1)
