"""Golden trajectories of optimisers, by PyTorch in float64.

Every optimiser walks 15 steps on two courses: down a quadratic bowl, whose gradient follows from where it stands, and
along the gradients that a fixed walk over Rosenbrock's valley meets, which jump between 1e-3 and 1e3.
"""

import torch

from golden import draw, packed, write

STEPS = 15

torch.manual_seed(22)
curvature = torch.tensor([0.1, 1.0, 3.0, 10.0])
target = draw(4)
start = draw(4)
walk = draw(STEPS, 2) + torch.tensor([-0.5, 0.5])


def rosenbrock(point):
    x, y = point
    return torch.stack([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])


valley = torch.stack([torch.cat([rosenbrock(a), rosenbrock(b)]) for a, b in zip(walk, walk.flip(0))])
valley = (valley * 1000).round() / 1000


def optimisers(parameters):
    optim = torch.optim
    return {
        "sgd": lambda: optim.SGD(parameters, lr=0.05),
        "momentum": lambda: optim.SGD(parameters, lr=0.05, momentum=0.8),
        "nesterov": lambda: optim.SGD(parameters, lr=0.05, momentum=0.8, nesterov=True),
        "rmsprop": lambda: optim.RMSprop(parameters, lr=0.01),
        "rmspropCentred": lambda: optim.RMSprop(parameters, lr=0.01, alpha=0.9, eps=1e-4, centered=True),
        "rmspropMomentum": lambda: optim.RMSprop(parameters, lr=0.01, alpha=0.95, momentum=0.7),
        "adam": lambda: optim.Adam(parameters, lr=0.05),
        "adamGan": lambda: optim.Adam(parameters, lr=2e-3, betas=(0.5, 0.999)),
        "adamBeta1Zero": lambda: optim.Adam(parameters, lr=0.05, betas=(0.0, 0.9), eps=1e-3),
        "adamw": lambda: optim.AdamW(parameters, lr=0.05, weight_decay=0.1),
        "clipGradientNorm": lambda: optim.SGD(parameters, lr=0.05),
        "clipGradientValue": lambda: optim.SGD(parameters, lr=0.05),
        "clipParameters": lambda: optim.RMSprop(parameters, lr=0.01),
        "scheduled": lambda: optim.SGD(parameters, lr=0.05, momentum=0.8),
    }


def trajectory(name, gradient_of):
    point = start.clone().requires_grad_()
    optimiser = optimisers([point])[name]()
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, T_max=10, eta_min=0.01)
    points = []
    for step in range(STEPS):
        point.grad = gradient_of(point.detach(), step)
        if name == "clipGradientNorm":
            torch.nn.utils.clip_grad_norm_([point], 0.5)
        if name == "clipGradientValue":
            torch.nn.utils.clip_grad_value_([point], 0.3)
        optimiser.step()
        if name == "clipParameters":
            point.data.clamp_(-0.6, 0.6)
        if name == "scheduled" and step < 10:
            schedule.step()
        points.append(point.detach().clone())
    return packed(torch.stack(points))


cases = {"course": {k: packed(v) for k, v in dict(curvature=curvature, target=target, start=start, valley=valley).items()}}
for name in optimisers([torch.zeros(1, requires_grad=True)]):
    cases[name] = {
        "bowl": trajectory(name, lambda point, step: curvature * (point - target)),
        "valley": trajectory(name, lambda point, step: valley[step].clone()),
    }
write("src/optim/golden/optim.json", cases)
