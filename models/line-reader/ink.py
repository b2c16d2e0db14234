"""From grey pixels to what the network sees."""
import cv2
import numpy as np

from strips import HEIGHT, LINE, MARGIN


def ink(grey):
    """0 for the paper's own brightness, 1 for the darkest ink; flat lines stay pale."""
    high, low = np.percentile(grey, (85, 1.5), method="lower")
    return np.clip((float(high) - grey) / max(float(high) - float(low), 40.0), 0, 1)


def plain(picture):
    return ink(picture[MARGIN : MARGIN + LINE]).astype(np.float32)


def varied(picture, random):
    """The same line cut, stretched, sheared, blurred and lit differently: off as a finder of lines
    is off, with the feet of the line above or below in view."""
    height = LINE * np.clip(random.normal(1.05, 0.1), 0.85, 1.4)
    middle = HEIGHT / 2 + np.clip(random.normal(0, 1.8), -4, 4)
    scale = LINE / height
    stretch = scale * np.exp(random.normal(0, 0.12))
    shear = random.normal(0, 0.05)
    left = MARGIN + random.uniform(-6, 3)
    width = max(8, int(round((picture.shape[1] - MARGIN - left + random.uniform(-2, 6)) * stretch)))
    turn = random.normal(0, 0.006)
    to = np.float32([
        [stretch, shear, -left * stretch - shear * middle],
        [turn, scale, LINE / 2 - middle * scale - turn * picture.shape[1] / 2],
    ])
    cut = cv2.warpAffine(
        picture, to, (width, LINE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if random.random() < 0.25:
        cut = cv2.GaussianBlur(cut, (0, 0), random.uniform(0.4, 1.1))
    if random.random() < 0.15:
        small = cv2.resize(cut, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        cut = cv2.resize(small, (width, LINE), interpolation=cv2.INTER_LINEAR)
    values = ink(cut)
    values = values ** np.exp(random.normal(0, 0.25))
    if random.random() < 0.4:
        values = values + random.normal(0, random.uniform(0.02, 0.1), values.shape)
    return np.clip(values, 0, 1).astype(np.float32)
