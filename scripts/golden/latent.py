"""Golden values for src/latent: the optima of linear classifiers, by Newton's method in float64 (NumPy, PyTorch).

Run: python3 scripts/golden/latent.py > src/latent/golden/latent.json
"""
import json

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(3)
rows, dimension, classes, decay = 24, 4, 3, 0.05
labels = rng.integers(0, classes, rows)
features = np.round(rng.normal(size=(rows, dimension)) * [1, 3, 0.5, 2] + labels[:, None] * [0.5, -1, 0.2, 0], 3)


def optimum(margin):
    """Newton's method on features of mean 0 and deviation 1; the weights of the features as they are."""
    mean, deviation = features.mean(0), features.std(0)
    x = torch.tensor((features - mean) / deviation)
    y = -torch.ones(rows, classes)
    y[torch.arange(rows), torch.tensor(labels)] = 1

    def objective(theta):
        w, b = theta[: classes * dimension].reshape(classes, dimension), theta[classes * dimension :]
        return margin(y * (x @ w.T + b)).sum() / rows + decay / 2 * (w**2).sum()

    theta = torch.zeros(classes * (dimension + 1))
    for _ in range(100):
        slope = torch.autograd.functional.jacobian(objective, theta)
        step = torch.linalg.solve(torch.autograd.functional.hessian(objective, theta), slope)
        size = 1.0
        while objective(theta - size * step) > objective(theta):
            size /= 2
            if size < 1e-12:
                break
        theta = theta - size * step
        if slope.abs().max() < 1e-14:
            break
    w = theta[: classes * dimension].reshape(classes, dimension).numpy() / deviation
    b = theta[classes * dimension :].numpy() - w @ mean
    return {"weights": w.tolist(), "bias": b.tolist(), "value": objective(theta).item()}


print(
    json.dumps(
        {
            "linear": {
                "features": features.tolist(),
                "labels": labels.tolist(),
                "decay": decay,
                "logistic": optimum(lambda m: torch.nn.functional.softplus(-m)),
                "svm": optimum(lambda m: torch.relu(1 - m) ** 2),
            }
        }
    )
)
