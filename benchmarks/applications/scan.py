"""What happens to a page between the printer and the file: copier, scanner, telephone."""

from __future__ import annotations

import io
from dataclasses import dataclass
from random import Random

import cv2
import numpy
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

Array = numpy.ndarray


@dataclass(frozen=True, slots=True)
class Look:
    """How the pages of one machine look. Lengths as shares of the page, angles in degrees."""

    dpi: int
    grey: bool
    skew: float
    noise: float
    blur: float
    shadow: float
    contrast: float
    quality: int
    edges: bool = False
    holes: bool = False
    photo: bool = False
    fax: bool = False


def look(rng: Random, photo: bool | None = None) -> Look:
    """Return one machine and its mood."""
    photo = rng.random() < 0.12 if photo is None else photo
    return Look(
        dpi=rng.choice([130, 144, 150, 150, 170, 200]) if not photo else 150,
        grey=rng.random() < 0.6 and not photo,
        skew=rng.choice([0, 0.3, 0.8, 1.5, 2.4]) * rng.choice([-1, 1]),
        noise=rng.choice([0, 2, 4, 7]),
        blur=rng.choice([0, 0.3, 0.5, 0.8]),
        shadow=rng.choice([0, 0, 0.1, 0.25]) if not photo else rng.uniform(0.15, 0.4),
        contrast=rng.choice([0.6, 0.85, 1, 1, 1.15]),
        quality=rng.choice([32, 40, 48, 55]),
        edges=rng.random() < 0.15,
        holes=rng.random() < 0.15,
        photo=photo,
        fax=not photo and rng.random() < 0.05,
    )


def picture(pdf: bytes, page: int, dpi: int) -> Image.Image:
    """Render a page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image: Image.Image = document[page].render(scale=dpi / 72).to_pil().convert("RGB")
        return image
    finally:
        document.close()


def scanned(image: Image.Image, how: Look, rng: Random) -> tuple[bytes, tuple[int, int]]:
    """Return the page as it comes out of the machine (JPEG), and its size in pixels."""
    noise = numpy.random.default_rng(rng.randrange(2**32))
    if how.holes:
        _punch(image)
    image = _photographed(image, rng) if how.photo else _skewed(image, how.skew + rng.uniform(-0.3, 0.3))
    if how.grey:
        image = ImageOps.grayscale(image)
    if how.blur:
        image = Image.fromarray(cv2.GaussianBlur(numpy.asarray(image), (0, 0), how.blur))
    if how.contrast != 1:
        image = ImageEnhance.Contrast(image).enhance(how.contrast)
    image = _uneven(image, how, rng, noise)
    if how.edges:
        _dark_edge(image, rng)
    if how.fax:
        image = ImageOps.grayscale(image).point(lambda value: 255 if value > 150 else 0)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=how.quality)
    return out.getvalue(), image.size


def _skewed(image: Image.Image, degrees: float) -> Image.Image:
    wide, high = image.size
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1)
    pixels = numpy.asarray(image)
    return Image.fromarray(
        cv2.warpAffine(pixels, turn, image.size, flags=cv2.INTER_LINEAR, borderValue=(248, 248, 246))
    )


def _uneven(image: Image.Image, how: Look, rng: Random, noise: numpy.random.Generator) -> Image.Image:
    if not how.shadow and not how.noise:
        return image
    values: Array = numpy.array(image, dtype=numpy.float32)
    high, wide = values.shape[:2]
    if how.shadow:
        across = numpy.linspace(-1, 1, wide, dtype=numpy.float32) * rng.choice([-1, 1])
        down = numpy.linspace(-1, 1, high, dtype=numpy.float32)[:, None] * rng.choice([-1, 1])
        shade = 1 - how.shadow * numpy.clip((across + down * rng.random() + 1) / 2, 0, 1)
        values *= (shade[..., None] if values.ndim == 3 else shade).astype(numpy.float32)
    if how.noise:
        grain = noise.standard_normal((high // 2 + 1, wide // 2 + 1), dtype=numpy.float32) * how.noise
        grain = grain.repeat(2, 0).repeat(2, 1)[:high, :wide]
        values += grain[..., None] if values.ndim == 3 else grain
    return Image.fromarray(numpy.clip(values, 0, 255, out=values).astype(numpy.uint8))


def _punch(image: Image.Image) -> None:
    pen = ImageDraw.Draw(image)
    wide, high = image.size
    for place in (0.38, 0.62):
        x, y, r = wide * 0.035, high * place, wide * 0.013
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(40, 40, 40))


def _dark_edge(image: Image.Image, rng: Random) -> None:
    pen = ImageDraw.Draw(image)
    wide, high = image.size
    depth = int(wide * rng.uniform(0.01, 0.035))
    fill = 30 if image.mode == "L" else (30, 30, 30)
    box = rng.choice([(0, 0, depth, high), (wide - depth, 0, wide, high), (0, 0, wide, depth)])
    pen.rectangle(box, fill=fill)


def _photographed(image: Image.Image, rng: Random) -> Image.Image:
    wide, high = image.size
    table = rng.choice([(120, 85, 55), (90, 90, 95), (160, 140, 115), (60, 65, 70)])
    margin = int(wide * 0.06)
    out = (wide + 2 * margin, high + 2 * margin)
    corners = [(margin, margin), (margin + wide, margin), (margin + wide, margin + high), (margin, margin + high)]
    moved = [(x + rng.uniform(-0.8, 0.8) * margin, y + rng.uniform(-0.8, 0.8) * margin) for x, y in corners]
    source = [(0, 0), (wide, 0), (wide, high), (0, high)]
    bend = cv2.getPerspectiveTransform(numpy.array(source, numpy.float32), numpy.array(moved, numpy.float32))
    pixels = numpy.asarray(image)
    return Image.fromarray(cv2.warpPerspective(pixels, bend, out, flags=cv2.INTER_CUBIC, borderValue=table))
