"""The line reader: convolutions over a line 32 pixels high, two layers of gated recurrence in both
directions, one distribution over letters for every 4 pixels of width. 0.95 million weights; a line
400 pixels wide costs about 200 million multiplications."""
import torch
from torch import nn

from alphabet import COUNT

CONVOLUTIONS = [  # channels in, channels out, stride, kernel
    (1, 24, (2, 2), (3, 3)),
    (24, 48, (2, 2), (3, 3)),
    (48, 80, (1, 1), (3, 3)),
    (80, 128, (2, 1), (3, 3)),
    (128, 128, (1, 1), (3, 3)),
]
FEATURES, HIDDEN, LAYERS = 192, 128, 2


class LineReader(nn.Module):
    def __init__(self):
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv2d(c, d, kernel, stride, padding=1, bias=False)
            for c, d, stride, kernel in CONVOLUTIONS)
        self.norms = nn.ModuleList(nn.BatchNorm2d(d) for _, d, _, _ in CONVOLUTIONS)
        self.collapse = nn.Conv2d(CONVOLUTIONS[-1][1], FEATURES, (4, 1), bias=False)
        self.collapse_norm = nn.BatchNorm2d(FEATURES)
        self.recurrence = nn.GRU(FEATURES, HIDDEN, LAYERS, bidirectional=True, dropout=0.1)
        self.drop = nn.Dropout(0.1)
        self.letters = nn.Linear(2 * HIDDEN, COUNT)

    def forward(self, ink):
        """`ink`: batch, 1, 32, width (a multiple of 4), 0 for paper and 1 for ink.
        Logits: width / 4, batch, classes."""
        for convolution, norm in zip(self.convolutions, self.norms):
            ink = torch.relu(norm(convolution(ink)))
        steps = torch.relu(self.collapse_norm(self.collapse(ink))).squeeze(2).permute(2, 0, 1)
        steps, _ = self.recurrence(self.drop(steps))
        return self.letters(self.drop(steps))


def folded(convolution, norm):
    """Weight and bias of a convolution that has taken its normalisation in."""
    factor = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return convolution.weight * factor[:, None, None, None], norm.bias - norm.running_mean * factor


def recurrences():
    """By layer and direction: the name that inference knows, and PyTorch's ending."""
    for layer in range(LAYERS):
        yield f"forward.{layer}", f"_l{layer}"
        yield f"backward.{layer}", f"_l{layer}_reverse"


def tensors(network):
    """What inference needs, by name; Sources/Insight/LineReader reads these."""
    state = {}
    pairs = list(zip(network.convolutions, network.norms))
    pairs.append((network.collapse, network.collapse_norm))
    for index, (convolution, norm) in enumerate(pairs):
        weight, bias = folded(convolution, norm)
        state[f"convolution.{index}.weight"], state[f"convolution.{index}.bias"] = weight, bias
    for side, ending in recurrences():
        for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
            state[f"{side}.{name}"] = getattr(network.recurrence, name + ending)
    state["letters.weight"], state["letters.bias"] = network.letters.weight, network.letters.bias
    return {name: value.detach().float().contiguous() for name, value in state.items()}


def from_tensors(state):
    """The network that `tensors` described; its normalisations do nothing but add the bias."""
    network = LineReader().eval()
    pairs = list(zip(network.convolutions, network.norms))
    pairs.append((network.collapse, network.collapse_norm))
    with torch.no_grad():
        for index, (convolution, norm) in enumerate(pairs):
            convolution.weight.copy_(state[f"convolution.{index}.weight"])
            norm.bias.copy_(state[f"convolution.{index}.bias"])
            norm.running_var.fill_(1 - norm.eps)
        for side, ending in recurrences():
            for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
                getattr(network.recurrence, name + ending).copy_(state[f"{side}.{name}"])
        network.letters.weight.copy_(state["letters.weight"])
        network.letters.bias.copy_(state["letters.bias"])
    return network
