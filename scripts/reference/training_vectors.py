#!/usr/bin/env python3
"""Golden vectors of what training is made of, computed by PyTorch: optimisers, limits of gradients,
schedules, losses, averages of weights.

    scripts/reference/training_vectors.py            writes the files
    scripts/reference/training_vectors.py --check    computes them again and compares with them

The files lie in Tests/Fixtures/reference.

`optimizers.json`: a kernel [3, 4] and a bias [4] under given gradients, 12 steps of each rule.
The columns of a gradient are of very different sizes, down to 1e-10, so that every epsilon counts.
Each rule has a case of PyTorch's own settings and cases in which every setting is another. Under
the numbers of some steps stand the values after them, the kernel's and then the bias's.

`clipping.json`: the same gradients, cut by `clip_grad_value_`, `clip_grad_norm_`, or both in this order,
then taken by plain descent; with the norms that `clip_grad_norm_` found.

`schedules.json`: the factors of 40 steps, 8 in an epoch, under each scheduler of
`torch.optim.lr_scheduler`, and under a transcription where it has none; for the plateau, the losses
that it was told after each epoch.

`losses.json`: each loss of `torch.nn.functional` on predictions and targets [4, 3], and its gradient by
the predictions; of cross-entropy, the labels are the classes [2, 0, 1, 2], as numbers or one-hot.

`averages.json`: under the steps of `sgd momentum`, the running mean of the values, where the value after
step i of t weighs decay^(t - i): a loop over `torch.optim.SGD`.
"""

import math

import torch

import golden
from golden import plain, wave

STEPS = 12
AFTER = [1, 2, 12]
SIZES = torch.tensor([1, 1e-3, 1e-8, 1e-10], dtype=torch.float64)


def gradients(dtype):
    """The gradients of each step: of the kernel [3, 4] and of the bias [4]."""
    for step in range(STEPS):
        kernel = wave([3, 4], 1.0, 0.7 + 0.31 * step, torch.float64) * SIZES
        bias = wave([4], 0.5, 1.3 + 0.17 * step, torch.float64) * SIZES
        yield kernel.to(dtype), bias.to(dtype)


def first_values(dtype):
    return wave([3, 4], 0.5, 1.7, dtype), wave([4], 0.2, 2.3, dtype)


def by_optimizer(make, settings, dtype):
    """The values under a rule of `torch.optim`; the decays are those of parameter groups."""
    current = [value.clone().requires_grad_() for value in first_values(dtype)]
    settings = dict(settings)
    decays = [settings.pop("weight_decay", None), settings.pop("bias_decay", None)]
    groups = [{"params": [value]} for value in current]
    if decays[0] is not None:
        for group, decay in zip(groups, decays):
            group["weight_decay"] = decays[0] if decay is None else decay
    optimiser = make(groups, foreach=False, **settings)
    for found in gradients(dtype):
        for value, gradient in zip(current, found):
            value.grad = gradient.clone()
        optimiser.step()
        yield current


def by_hat(settings, dtype):
    """The values under TensorFlow's form of Adam, transcribed."""
    rate, (beta1, beta2) = settings["lr"], settings["betas"]
    current = list(first_values(dtype))
    m = [torch.zeros_like(value) for value in current]
    v = [torch.zeros_like(value) for value in current]
    decays = [settings["weight_decay"], settings["bias_decay"]]
    for step, found in enumerate(gradients(dtype), start=1):
        alpha = rate * math.sqrt(1 - beta2**step) / (1 - beta1**step)
        for k, gradient in enumerate(found):
            gradient = gradient + decays[k] * current[k]
            m[k] = m[k] + (gradient - m[k]) * (1 - beta1)
            v[k] = v[k] + (gradient * gradient - v[k]) * (1 - beta2)
            current[k] = current[k] - m[k] * alpha / (torch.sqrt(v[k]) + settings["eps"])
        yield current


def optimizers():
    sgd, rmsprop, adagrad = torch.optim.SGD, torch.optim.RMSprop, torch.optim.Adagrad
    adam, adamw = torch.optim.Adam, torch.optim.AdamW
    decays = {"weight_decay": 0.03, "bias_decay": 0.2}
    moments = {"lr": 0.02, "betas": (0.7, 0.95), "eps": 1e-3}
    centred = {"lr": 0.03, "alpha": 0.9, "eps": 1e-2, "centered": True}
    cases = {
        # The default rate of torch.optim.SGD is 1e-3, ours 1e-2.
        "sgd": (sgd, {"lr": 0.01}),
        "sgd decay": (sgd, {"lr": 0.3, **decays}),
        "sgd momentum": (sgd, {"lr": 0.1, "momentum": 0.8, **decays}),
        "sgd nesterov": (
            sgd, {"lr": 0.1, "momentum": 0.8, "nesterov": True, "weight_decay": 0.05}),
        "rmsprop": (rmsprop, {}),
        "rmsprop decay": (rmsprop, {"lr": 0.03, "alpha": 0.9, "eps": 1e-3, **decays}),
        "rmsprop momentum": (rmsprop, {"lr": 0.03, "alpha": 0.9, "eps": 1e-3, "momentum": 0.6}),
        "rmsprop centred": (rmsprop, {**centred, **decays}),
        "rmsprop both": (rmsprop, {**centred, "momentum": 0.6}),
        "adagrad": (adagrad, {}),
        "adagrad decay": (
            adagrad,
            {"lr": 0.2, "lr_decay": 0.1, "initial_accumulator_value": 0.3, "eps": 1e-2, **decays}),
        "adam": (adam, {}),
        "adam decay": (adam, {**moments, **decays}),
        "adam hat": (by_hat, {**moments, **decays}),
        "adamw": (adamw, {}),
        "adamw decay": (adamw, {**moments, **decays}),
    }
    return {
        "about": "golden vectors of optimisers; scripts/reference/training_vectors.py made them "
        "and says what each is",
        "torch": torch.__version__.split("+")[0],
        "cases": {
            name: {
                "settings": written(settings),
                "float64": path(make, settings, torch.float64),
                "float32": path(make, settings, torch.float32),
            }
            for name, (make, settings) in cases.items()
        },
        "float64": problem(torch.float64),
        "float32": problem(torch.float32),
    }


def written(settings):
    """Settings with one number each."""
    settings = dict(settings)
    betas = settings.pop("betas", None)
    return {**settings, **({"beta1": betas[0], "beta2": betas[1]} if betas else {})}


def path(make, settings, dtype):
    """The values after the steps that count."""
    steps = by_hat(settings, dtype) if make is by_hat else by_optimizer(make, settings, dtype)
    return {
        str(step): [number for value in current for number in plain(value)["data"]]
        for step, current in enumerate(steps, start=1) if step in AFTER
    }


def problem(dtype):
    kernel, bias = first_values(dtype)
    found = list(gradients(dtype))
    return {
        "kernel": plain(kernel),
        "bias": plain(bias),
        "kernelGradients": [plain(pair[0])["data"] for pair in found],
        "biasGradients": [plain(pair[1])["data"] for pair in found],
    }


def clipping():
    cases = {
        "value": {"value": 0.3},
        "norm": {"norm": 0.9},
        "a norm that seldom matters": {"norm": 1.7},
        "both": {"value": 0.6, "norm": 0.8},
    }
    return {
        "about": "golden vectors of limits of gradients; scripts/reference/training_vectors.py made "
        "them and says what each is",
        "torch": torch.__version__.split("+")[0],
        "rate": 0.1,
        "cases": {
            name: {"limits": limits, "float64": clipped(limits, torch.float64),
                   "float32": clipped(limits, torch.float32)}
            for name, limits in cases.items()
        },
        "float64": problem(torch.float64),
        "float32": problem(torch.float32),
    }


def clipped(limits, dtype):
    """The values after the last step, and the norms of all steps before anything was cut."""
    current = [value.clone().requires_grad_() for value in first_values(dtype)]
    optimiser = torch.optim.SGD(current, lr=0.1, foreach=False)
    norms = []
    for found in gradients(dtype):
        for value, gradient in zip(current, found):
            value.grad = gradient.clone()
        norms.append(torch.nn.utils.clip_grad_norm_(current, math.inf).item())
        if "value" in limits:
            torch.nn.utils.clip_grad_value_(current, limits["value"])
        if "norm" in limits:
            torch.nn.utils.clip_grad_norm_(current, limits["norm"])
        optimiser.step()
    return {
        "final": [number for value in current for number in plain(value)["data"]],
        "norms": norms,
    }


SCHEDULE_STEPS, STEPS_PER_EPOCH = 40, 8
LOSSES = [2.0, 1.5, 1.4999, 1.6, 1.7, 1.2, 1.3, 1.25, 1.4, 1.1, 1.0999, 1.5, 1.5, 1.5, 1.5, 0.9]


def factors(make, every=1):
    """The factors of each step; the scheduler makes a step of its own after every so many."""
    value = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.SGD([value], lr=1.0)
    scheduler = make(optimiser)
    found = []
    for step in range(SCHEDULE_STEPS):
        found.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        if (step + 1) % every == 0:
            scheduler.step()
    return found


# Falls by less, then by more, than the default threshold of 1e-4.
SLOW_LOSSES = [1.0] + 12 * [1 - 5e-5] + [1 - 2e-4] + 12 * [1 - 2e-4]


def plateau_factors(losses, **settings):
    """The factors of each epoch, after the losses of those before it."""
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimiser, **settings)
    found = [1.0]
    for loss in losses:
        scheduler.step(loss)
        found.append(optimiser.param_groups[0]["lr"])
    return found


def schedules():
    of = torch.optim.lr_scheduler

    def rise(optimiser, steps):
        return of.LinearLR(optimiser, start_factor=1 / steps, total_iters=steps - 1)

    def inverse(scale):
        return lambda optimiser: of.LambdaLR(
            optimiser, lambda step: math.sqrt(scale / (scale + step)))

    def chain(first, steps, then):
        return lambda optimiser: of.SequentialLR(
            optimiser, [first(optimiser), then(optimiser)], milestones=[steps])

    def warm_cosine(optimiser):
        return of.SequentialLR(
            optimiser,
            [rise(optimiser, 7), of.CosineAnnealingLR(optimiser, SCHEDULE_STEPS - 7, eta_min=0.1)],
            milestones=[7])

    return {
        "about": "golden vectors of schedules; scripts/reference/training_vectors.py made them and "
        "says what each is",
        "torch": torch.__version__.split("+")[0],
        "stepsPerEpoch": STEPS_PER_EPOCH,
        "losses": LOSSES,
        "slowLosses": SLOW_LOSSES,
        "cases": {
            "constant-rate": factors(lambda o: of.ConstantLR(o, factor=1)),
            "step": factors(lambda o: of.StepLR(o, 2), every=STEPS_PER_EPOCH),
            "step per=step": factors(lambda o: of.StepLR(o, 7, gamma=0.6)),
            "exponential": factors(lambda o: of.ExponentialLR(o, 0.9), every=STEPS_PER_EPOCH),
            "exponential per=step": factors(lambda o: of.ExponentialLR(o, 0.95)),
            "cosine": factors(lambda o: of.CosineAnnealingLR(o, SCHEDULE_STEPS)),
            "cosine final=0.2 steps=50": factors(
                lambda o: of.CosineAnnealingLR(o, 50, eta_min=0.2)),
            "one-cycle": factors(
                lambda o: of.OneCycleLR(
                    o, max_lr=1.0, total_steps=SCHEDULE_STEPS + 1, cycle_momentum=False)),
            "one-cycle rise=0.45": factors(
                lambda o: of.OneCycleLR(
                    o, max_lr=1.0, total_steps=SCHEDULE_STEPS + 1, pct_start=0.45, div_factor=10,
                    final_div_factor=20, cycle_momentum=False)),
            "inverse-sqrt scale=12": factors(inverse(12)),
            "warmup": factors(lambda o: rise(o, 9)),
            "cosine warmup=7 final=0.1": factors(warm_cosine),
            "chain": factors(
                chain(lambda o: of.ConstantLR(o, factor=1), 11, lambda o: of.ExponentialLR(o, 0.9))),
            "plateau": plateau_factors(SLOW_LOSSES),
            "plateau patience=1": plateau_factors(
                LOSSES, factor=0.5, patience=1, threshold=0.01, cooldown=2, min_lr=0.2),
            "plateau patience=0": plateau_factors(LOSSES, factor=0.7, patience=0, threshold=0),
        },
    }


CLASSES = [2, 0, 1, 2]
WEIGHTS = [0.5, 2.0, 1.25]


def losses():
    of = torch.nn.functional

    def entropy(**settings):
        def loss(x, _):
            weight = settings.get("weight")
            return of.cross_entropy(
                x, torch.tensor(CLASSES), label_smoothing=settings.get("smoothing", 0),
                weight=None if weight is None else torch.tensor(weight, dtype=x.dtype))
        return loss

    def rows(**settings):
        def loss(x, _):
            labels = of.one_hot(torch.tensor(CLASSES), 3).to(x.dtype)
            return of.cross_entropy(
                x, labels, label_smoothing=settings["smoothing"],
                weight=torch.tensor(WEIGHTS, dtype=x.dtype))
        return loss

    def shares(x, y):
        return of.binary_cross_entropy_with_logits(x, torch.sigmoid(y))

    cases = {
        "cross-entropy": entropy(),
        "cross-entropy smoothing": entropy(smoothing=0.15),
        "cross-entropy weights": entropy(weight=WEIGHTS),
        "cross-entropy both": entropy(smoothing=0.15, weight=WEIGHTS),
        "cross-entropy rows": rows(smoothing=0.15),
        "binary-cross-entropy": shares,
        "mse": of.mse_loss,
        "mae": of.l1_loss,
        "huber": lambda x, y: of.huber_loss(x, y),
        "huber delta": lambda x, y: of.huber_loss(x, y, delta=0.4),
    }

    def outcome(loss, dtype):
        x = wave([4, 3], 3.0, 1.9, dtype).requires_grad_()
        value = loss(x, wave([4, 3], 1.5, 0.8, dtype))
        value.backward()
        return {"loss": value.item(), "gradient": plain(x.grad)["data"]}

    return {
        "about": "golden vectors of losses; scripts/reference/training_vectors.py made them and "
        "says what each is",
        "torch": torch.__version__.split("+")[0],
        "classes": CLASSES,
        "weights": WEIGHTS,
        "predictions": plain(wave([4, 3], 3.0, 1.9, torch.float64)),
        "targets": plain(wave([4, 3], 1.5, 0.8, torch.float64)),
        "cases": {
            name: {"float64": outcome(loss, torch.float64),
                   "float32": outcome(loss, torch.float32)}
            for name, loss in cases.items()
        },
    }


def averages():
    def averaged(decay, dtype):
        values = []
        for current in by_optimizer(torch.optim.SGD, {"lr": 0.1, "momentum": 0.8}, dtype):
            values.append([value.detach().clone() for value in current])
        weights = [decay ** (STEPS - 1 - k) for k in range(STEPS)]
        means = [
            sum(weight * value[k] for weight, value in zip(weights, values)) / sum(weights)
            for k in range(2)
        ]
        return [number for mean in means for number in plain(mean)["data"]]

    return {
        "about": "golden vectors of averaged weights; scripts/reference/training_vectors.py made "
        "them and says what each is",
        "torch": torch.__version__.split("+")[0],
        "rate": 0.1,
        "momentum": 0.8,
        "decays": [0.5, 0.9, 0.999],
        "float64": {str(d): averaged(d, torch.float64) for d in [0.5, 0.9, 0.999]},
        "float32": {str(d): averaged(d, torch.float32) for d in [0.5, 0.9, 0.999]},
    }


if __name__ == "__main__":
    golden.main(
        __doc__,
        {
            "optimizers": optimizers,
            "clipping": clipping,
            "schedules": schedules,
            "losses": losses,
            "averages": averages,
        },
    )
