"""The parts of the benchmark: each takes its samples in alternating pairs and returns them."""

import contestants
import figures

HIDDEN, BATCH = 100, 50


def training(mnl, torch, slower, plan):
    """Training and evaluation of the tutorial's network; the machine's sgemm beside each pair.

    `slower` are both programs held down to lower CPU levels, by the name of the level.
    """
    samples = {"sgemm": [], "mnl": [], "mnl eval": [], "torch": [], "torch eval": [], "verbs": []}
    samples["levels"] = {level: {"mnl": [], "torch": []} for level in slower}
    for pair in range(plan.pairs):
        contestants.progress(f"training, pair {pair + 1} of {plan.pairs}")
        samples["sgemm"].append(torch.sgemm())
        for name, contestant in (("torch", torch), ("mnl", mnl)):
            rate, evaluation = contestant.train(BATCH, HIDDEN, plan.steps)
            samples[name].append(rate)
            samples[name + " eval"].append(evaluation)
        samples["verbs"].append(mnl.train_with_verbs()[0])
        for level, both in slower.items():
            for name, contestant in both.items():
                rate, _ = contestant.train(BATCH, HIDDEN, plan.steps)
                samples["levels"][level][name].append(rate)
    return samples


def sizes(mnl, torch, plan):
    """The training rates for other widths and batches: (hidden, batch) to the samples of both."""
    found = {}
    for batch in plan.batches:
        for hidden in plan.widths:
            contestants.progress(f"hidden {hidden}, batch {batch}")
            steps = figures.steps_for(plan.budget, batch, hidden)
            pairs = [[contestant.train(batch, hidden, steps, evaluates=False)[0]
                      for contestant in (torch, mnl)] for _ in range(plan.pairs)]
            found[hidden, batch] = {
                "torch": [pair[0] for pair in pairs], "mnl": [pair[1] for pair in pairs]}
    return found


def tutorial(mnl, torch, plan):
    """The whole tutorial, from start to exit."""
    samples = {"mnl": [], "mnl memory": [], "mnl epochs": [], "torch": [], "torch memory": []}
    for pair in range(plan.pairs):
        contestants.progress(
            f"the tutorial with {plan.epochs} epochs, pair {pair + 1} of {plan.pairs}")
        seconds, memory = torch.tutorial(plan.epochs)
        samples["torch"].append(seconds)
        samples["torch memory"].append(memory)
        seconds, epochs, memory = mnl.tutorial(plan.epochs)
        samples["mnl"].append(seconds)
        samples["mnl memory"].append(memory)
        samples["mnl epochs"].append(epochs)
    return samples


def language(mnl, plan):
    """A loop, calls of a `def`, and checks of long scripts; start-up is part of the checks."""
    samples = {"loop": [], "call": [], "check 1000": [], "check 100000": []}
    scripts = {lines: figures.script_of(lines) for lines in (1_000, 100_000)}
    for repetition in range(plan.pairs):
        contestants.progress(f"the language, {repetition + 1} of {plan.pairs}")
        cells = mnl.language()
        samples["loop"].append(cells["loop"])
        samples["call"].append((cells["calls"] - cells["empty"]) / 1e6)
        for lines, script in scripts.items():
            samples[f"check {lines}"].append(mnl.check(script))
    return samples


def start_up(mnl, starts=20):
    """Seconds of `mnl --version`, after one that fills the cache of the disk."""
    contestants.progress("starting up")
    mnl.start()
    return [mnl.start() for _ in range(starts)]
