"""What `scripts/bench` computes from its samples. Nothing here runs or prints anything."""

import statistics

# What is asked of mnl: (text, holds), by the name of the figure.
TARGETS = {
    "training": ("≥ 2.7", lambda value: value >= 2.7),
    "training avx2": ("≥ 2", lambda value: value >= 2),
    "sgemm share": ("≥ 85 %", lambda value: value >= 0.85),
    "verbs": ("≥ 0.95", lambda value: value >= 0.95),
    "evaluation": ("≥ 3", lambda value: value >= 3),
    "size": ("≥ 1", lambda value: value >= 1),
    "tutorial": ("≤ 0.37", lambda value: value <= 0.37),
    "last epoch": ("≤ 1.05", lambda value: value <= 1.05),
    "memory": ("≤ 400 MB", lambda value: value <= 400e6),
    "loop": ("≤ 1 s", lambda value: value <= 1),
    "call": ("≤ 1 µs", lambda value: value <= 1e-6),
    "check 1000": ("≤ 50 ms", lambda value: value <= 0.05),
    "check 100000": ("≤ 1 s", lambda value: value <= 1),
    "start-up": ("≤ 50 ms", lambda value: value <= 0.05),
}


def training_flops(batch, steps=28, inputs=28, hidden=100):
    """Floating-point operations in the matrix products of one training step of an LSTM layer.

    Forward: [x_t, h] times the kernel at every step but the first, where h is 0, so that only x_t
    counts. The gradient of the weights takes as many. The gradient that goes back to h takes the
    recurrent half once more; none goes back to x_t. Gates, head and optimiser are not counted.
    """
    from_inputs = steps * 2 * batch * inputs * 4 * hidden
    from_state = (steps - 1) * 2 * batch * hidden * 4 * hidden
    return 2 * (from_inputs + from_state) + from_state


# A cell of the script that is checked; no block goes beyond its line, so that it may end anywhere.
CELL = """\
# %% cell {n}
let a{n} = {n} + 2 * ($b{m} - 3)
let b{n} = $a{n} div 2
if $a{n} > 10 and not ($a{n} == 12) {{ print "value {{$a{n}:.2}} of {n}" }}
let t{n} = constant [[1, 2], [3, {n}]]
let p{n} = reshape ($t{n} @ $t{n}) [4]
for k in 1..3 {{ print $k (length [1, 2, $k]) }}

"""


def script_of(lines):
    """A script of so many lines: cells with variables, conditions, loops, texts and tensors."""
    templates = CELL.splitlines(keepends=True)
    written = ["let b0 = 1\n"]
    for index in range(lines - 1):
        number, place = divmod(index, len(templates))
        written.append(templates[place].format(n=number + 1, m=number))
    return "".join(written)


def steps_for(budget, batch, hidden, examples=55_000):
    """How many training steps make up about so many operations: 20 at least, one epoch at most."""
    return int(min(max(20, budget / training_flops(batch, hidden=hidden)), examples // batch))


def ratios(numerators, denominators):
    """The quotient of each pair: what was measured side by side belongs together."""
    return [above / below for above, below in zip(numerators, denominators, strict=True)]


def spread(samples, unit="", digits=2, scale=1):
    """The median with the lowest and the highest: `2.71 (2.60–2.80)`; one sample stands alone."""
    numbers = [f"{sample * scale:,.{digits}f}"
               for sample in (statistics.median(samples), min(samples), max(samples))]
    unit = f" {unit}" if unit else ""
    if len(samples) == 1:
        return numbers[0] + unit
    return f"{numbers[0]}{unit} ({numbers[1]}–{numbers[2]})"


def is_quiet(disturbances):
    """Whether other programs left the machine alone: they took 3 % of the processors at most.

    A thread that has to wait for a processor holds up all that wait for it in turn: one busy
    neighbour can slow a program down a hundredfold, and does not slow every program equally.
    """
    return not disturbances or statistics.mean(disturbances) <= 0.03


def verdict(name, value, is_quiet):
    """The target of a figure, and whether a value meets it: `≥ 2.7: met`."""
    text, holds = TARGETS[name]
    if not is_quiet:
        return f"{text}: not judged"
    return f"{text}: {'met' if holds(value) else '**missed**'}"
