"""The line finder: a small fully convolutional network over a page whose capitals are about 8
pixels high. For every 2 by 2 pixels: whether the middle of a line of print runs there, and how far
it is from there to the line's upper and lower edge. 38 thousand weights; a receipt costs about
0.3 thousand million multiplications."""
import torch
from torch import nn

CONVOLUTIONS = [  # channels in, channels out, stride
    (1, 12, (2, 2)),  # fine: half of the page
    (12, 16, (1, 1)),
    (16, 24, (2, 2)),  # coarse: a quarter, later an eighth in width
    (24, 32, (1, 1)),
    (32, 32, (1, 2)),
    (32, 32, (1, 1)),
    (32, 32, (1, 1)),
    (32, 16, (1, 1)),  # is laid over the fine ones, widened twofold and fourfold
    (16, 16, (1, 1)),
]
FINE, WIDENED = 2, 8
OUTPUTS = 3  # middle, up, down
REACH = 8.0  # pixels that up and down count as 1


class LineFinder(nn.Module):
    def __init__(self):
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv2d(c, d, 3, stride, padding=1, bias=False) for c, d, stride in CONVOLUTIONS)
        self.norms = nn.ModuleList(nn.BatchNorm2d(d) for _, d, _ in CONVOLUTIONS)
        self.places = nn.Conv2d(16, OUTPUTS, 1)

    def forward(self, ink):
        """`ink`: batch, 1, rows, columns (multiples of 8). Middle as a logit, up and down in
        units of REACH pixels: batch, 3, rows / 2, columns / 2."""
        fine = None
        for index, (convolution, norm) in enumerate(zip(self.convolutions, self.norms)):
            ink = torch.relu(norm(convolution(ink)))
            if index + 1 == FINE:
                fine = ink
            if index + 1 == WIDENED:
                ink = fine + ink.repeat_interleave(2, 2).repeat_interleave(4, 3)
        return self.places(ink)


def tensors(network):
    """What inference needs, by name, normalisations folded in; Sources/Insight/LineFinder reads
    these."""
    state = {}
    for index, (convolution, norm) in enumerate(zip(network.convolutions, network.norms)):
        factor = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        state[f"convolution.{index}.weight"] = convolution.weight * factor[:, None, None, None]
        state[f"convolution.{index}.bias"] = norm.bias - norm.running_mean * factor
    state["places.weight"] = network.places.weight[:, :, 0, 0]
    state["places.bias"] = network.places.bias
    return {name: value.detach().float().contiguous() for name, value in state.items()}


def from_tensors(state):
    """The network that `tensors` described; its normalisations do nothing but add the bias."""
    network = LineFinder().eval()
    with torch.no_grad():
        for index, (convolution, norm) in enumerate(zip(network.convolutions, network.norms)):
            convolution.weight.copy_(state[f"convolution.{index}.weight"])
            norm.bias.copy_(state[f"convolution.{index}.bias"])
            norm.running_var.fill_(1 - norm.eps)
        network.places.weight.copy_(state["places.weight"][:, :, None, None])
        network.places.bias.copy_(state["places.bias"])
    return network
