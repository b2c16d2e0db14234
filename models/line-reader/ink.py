"""From grey pixels to what the network sees: as they are when it reads, and damaged in a batch when
it learns."""
import numpy as np
import torch
from torch.nn import functional

from strips import HEIGHT, LINE, MARGIN


def ink(grey):
    """0 for the paper's own brightness, 1 for the darkest ink; flat lines stay pale."""
    high, low = np.percentile(grey, (85, 1.5), method="lower")
    return np.clip((float(high) - grey) / max(float(high) - float(low), 40.0), 0, 1)


def plain(picture):
    return ink(picture[MARGIN : MARGIN + LINE]).astype(np.float32)


class Damage:
    """Lines cut, stretched, bent, blurred, worn and lit differently every time: off as a finder of
    lines is off, faint and torn as print on paper is. Works on the device that its input is on."""

    def __init__(self, seed, device):
        self.random = torch.Generator(device).manual_seed(seed)
        self.device = device

    def uniform(self, low, high, *shape):
        return torch.rand(shape, generator=self.random, device=self.device) * (high - low) + low

    def normal(self, spread, *shape):
        return torch.randn(shape, generator=self.random, device=self.device) * spread

    def some(self, share, count):
        """For each line, whether it is one of the share that something happens to."""
        return (self.uniform(0, 1, count) < share).float()[:, None, None, None]

    def __call__(self, grey, widths, rendered):
        """`grey`: batch, HEIGHT rows, columns; `widths`: columns of each line; `rendered`: whether a
        line stands alone and needs neighbours. Ink (batch, 1, LINE, a multiple of 4) and widths."""
        grey = self.neighbours(grey, rendered)[:, None]
        grey, widths = self.cut(grey, widths)
        grey = self.softened(grey)
        own = (torch.arange(grey.shape[3], device=self.device) < widths[:, None])[:, None, None]
        values = self.worn(self.levelled(grey, own))
        return values * own, widths

    def neighbours(self, grey, rendered):
        """The feet of the line above or the heads of the line below, from another line."""
        count = len(grey)
        other = grey[torch.randperm(count, generator=self.random, device=self.device)]
        paper, near = grey.flatten(1).amax(1), other.flatten(1).amax(1)
        way = self.uniform(29, 40, count).round() * torch.where(self.uniform(0, 1, count) < 0.5, -1, 1)
        rows = torch.arange(HEIGHT, device=self.device) - way[:, None]
        inside = ((rows >= 0) & (rows < HEIGHT))[:, :, None]
        index = rows.clamp(0, HEIGHT - 1).long()[:, :, None].expand_as(other)
        moved = other.gather(1, index) + (paper - near)[:, None, None]
        joined = torch.where(inside, torch.minimum(grey, moved), grey)
        chosen = (rendered & (self.uniform(0, 1, count) < 0.35))[:, None, None]
        return torch.where(chosen, joined, grey)

    def cut(self, grey, widths):
        count, _, _, columns = grey.shape
        height = LINE * (1 + self.normal(0.09, count)).clamp(0.8, 1.35)
        middle = HEIGHT / 2 + self.normal(1.6, count).clamp(-4, 4)
        stretch = LINE / height * torch.exp(self.normal(0.12, count))
        left = self.uniform(-4, 5, count)
        right = widths + self.uniform(-5, 4, count)
        made = ((right - left) * stretch).round().clamp(min=8).long()
        across = int(made.max() + 3) // 4 * 4
        x = torch.arange(across, device=self.device) + 0.5
        y = torch.arange(LINE, device=self.device)[:, None] + 0.5 - LINE / 2
        # A line leans, is sheared, and waves as paper does.
        down = middle[:, None, None] + y * (height / LINE)[:, None, None]
        down = down + self.normal(0.006, count)[:, None, None] * (x - made[:, None, None] / 2)
        along = (left[:, None] + x / stretch[:, None])[:, None, :] + self.normal(0.06, count)[:, None, None] * y
        wave = functional.interpolate(
            self.normal(1, count, 2, 4, max(2, across // 24)), (LINE, across), mode="bilinear")
        wave = wave * self.uniform(0, 1.1, count)[:, None, None, None] * self.some(0.35, count)
        along, down = along + wave[:, 0], down + wave[:, 1]
        places = torch.stack([2 * along / columns - 1, 2 * down / HEIGHT - 1], 3)
        return functional.grid_sample(
            grey, places, mode="bilinear", padding_mode="border", align_corners=False), made

    def softened(self, grey):
        """Out of focus, or scanned coarsely."""
        count, _, rows, columns = grey.shape
        sigma = self.uniform(0.4, 1.2, count)[:, None]
        taps = torch.exp(-0.5 * (torch.arange(-3, 4, device=self.device) / sigma) ** 2)
        taps = taps / taps.sum(1, keepdim=True)
        flat = functional.pad(grey[:, 0][None], (3, 3, 3, 3), mode="replicate")
        flat = functional.conv2d(flat, taps[:, None, None, :], groups=count)
        flat = functional.conv2d(flat, taps[:, None, :, None], groups=count)
        grey = torch.lerp(grey, flat[0][:, None], self.some(0.3, count))
        factor = float(self.uniform(1.3, 2.6, 1))
        small = functional.interpolate(
            grey, (round(rows / factor), max(2, round(columns / factor))), mode="bilinear", antialias=True)
        return torch.lerp(
            grey, functional.interpolate(small, (rows, columns), mode="bilinear"), self.some(0.25, count))

    def levelled(self, grey, own):
        """As `ink`, each line by its own pixels."""
        own = own.expand_as(grey).flatten(1)
        ordered = torch.where(own, grey.flatten(1), 1e6).sort(1).values
        last = own.sum(1) - 1
        high = ordered.gather(1, (0.85 * last).long()[:, None])[..., None, None]
        low = ordered.gather(1, (0.015 * last).long()[:, None])[..., None, None]
        return ((high - grey) / (high - low).clamp(min=40)).clamp(0, 1)

    def worn(self, values):
        count, _, rows, columns = values.shape
        thick = functional.max_pool2d(values, 3, 1, 1)
        thin = -functional.max_pool2d(-values, 3, 1, 1)
        values = torch.lerp(values, thick, self.some(0.13, count) * self.uniform(0.2, 0.9, count, 1, 1, 1))
        values = torch.lerp(values, thin, self.some(0.15, count) * self.uniform(0.2, 0.9, count, 1, 1, 1))
        patches = self.uniform(0, 1, count, 1, 8, max(2, columns // 6))
        patches = functional.interpolate(patches, (rows, columns), mode="bilinear") ** 2
        values = values * (1 - patches * self.some(0.3, count) * self.uniform(0.3, 1, count, 1, 1, 1))
        fade = functional.interpolate(self.uniform(0, 1, count, 1, 1, 4), (1, columns), mode="bilinear")
        values = values * (1 - fade * self.some(0.2, count) * self.uniform(0.2, 0.8, count, 1, 1, 1))
        # A pin or a heating dot that is broken, a ruled line, a fold.
        row, column = (torch.arange(n, device=self.device) for n in (rows, columns))
        missing = (row == self.uniform(0, rows, count).long()[:, None])[:, None, :, None]
        values = values * (1 - missing * self.some(0.06, count))
        missing = (column % 160 == self.uniform(0, 160, count).long()[:, None])[:, None, None, :]
        values = values * (1 - missing * self.some(0.06, count))
        ruled = (row == self.uniform(0, rows, count).long()[:, None])[:, None, :, None]
        values = torch.maximum(values, ruled * self.some(0.05, count) * self.uniform(0.3, 1, count, 1, 1, 1))
        hard = torch.sigmoid((values - self.uniform(0.3, 0.65, count, 1, 1, 1)) * self.uniform(5, 16, count, 1, 1, 1))
        values = torch.lerp(values, hard, self.some(0.2, count))
        values = values.clamp(1e-4, 1) ** torch.exp(self.normal(0.25, count, 1, 1, 1))
        grain = self.normal(1, *values.shape) * self.uniform(0.02, 0.13, count, 1, 1, 1)
        specks = (self.uniform(0, 1, *values.shape) < 0.01).float() * self.some(0.1, count)
        return (values + grain * self.some(0.45, count) + specks).clamp(0, 1)
