"""Writes what `scripts/bench` has measured as tables in Markdown."""

from statistics import mean, median

import figures


def table(head, rows):
    """A table, as lines."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


class Report:
    """The report on some results, as lines of Markdown."""

    def __init__(self, results, plan, machine, disturbances):
        self.results, self.plan, self.machine = results, plan, machine
        self.disturbances = disturbances
        self.is_quiet = figures.is_quiet(disturbances)

    def row(self, label, mnl, torch, ratio=None, name=None, value=None):
        """A line of the main table; `value` is what is held against the target `name`."""
        target = figures.verdict(name, value, self.is_quiet) if name else ""
        return [label, mnl, torch, figures.spread(ratio) if ratio else "", target]

    def training_rows(self, samples):
        """What the part `training` found."""
        ratio = figures.ratios(samples["mnl"], samples["torch"])
        yield self.row("training, sequences/s", figures.spread(samples["mnl"], digits=0),
                       figures.spread(samples["torch"], digits=0), ratio, "training", median(ratio))
        flops = figures.training_flops(batch=50) / 50
        work = {name: [rate * flops for rate in samples[name]] for name in ("mnl", "torch")}
        yield self.row("training, GFLOP/s", *(figures.spread(work[name], digits=0, scale=1e-9)
                                              for name in ("mnl", "torch")))
        share = {name: figures.ratios(work[name], samples["sgemm"]) for name in ("mnl", "torch")}
        sgemm = figures.spread(samples["sgemm"], "GFLOP/s", digits=0, scale=1e-9)
        yield self.row(f"share of sgemm, {sgemm}", *(figures.spread(share[name], "%", 0, 100)
                                                     for name in ("mnl", "torch")),
                       None, "sgemm share", median(share["mnl"]))
        for level, rates in samples["levels"].items():
            ratio = figures.ratios(rates["mnl"], rates["torch"])
            target = f"training {level}" if f"training {level}" in figures.TARGETS else None
            yield self.row(f"both held down to {level}, sequences/s",
                           figures.spread(rates["mnl"], digits=0),
                           figures.spread(rates["torch"], digits=0), ratio,
                           target, median(ratio))
        yield self.row("training with verbs, sequences/s",
                       figures.spread(samples["verbs"], digits=0), "")
        ratio = figures.ratios(samples["mnl"], samples["verbs"])
        yield self.row("tensor commands to verbs", figures.spread(ratio), "", None,
                       "verbs", median(ratio))
        ratio = figures.ratios(samples["torch eval"], samples["mnl eval"])
        yield self.row("evaluating 10,000 images", figures.spread(samples["mnl eval"], "s"),
                       figures.spread(samples["torch eval"], "s"), ratio,
                       "evaluation", median(ratio))

    def tutorial_rows(self, samples, epochs):
        """What the part `tutorial` found."""
        ratio = figures.ratios(samples["mnl"], samples["torch"])
        plural = "epoch" if epochs == 1 else "epochs"
        yield self.row(f"the tutorial, {epochs} {plural}, start to exit",
                       figures.spread(samples["mnl"], "s", 1),
                       figures.spread(samples["torch"], "s", 1),
                       ratio, "tutorial", median(ratio))
        if epochs > 1:
            drift = [run[-1] / run[0] for run in samples["mnl epochs"]]
            yield self.row(f"epoch {epochs} to epoch 1, time", figures.spread(drift), "", None,
                           "last epoch", median(drift))
        yield self.row("peak memory of it", figures.spread(samples["mnl memory"], "MB", 0, 1e-6),
                       figures.spread(samples["torch memory"], "MB", 0, 1e-6), None,
                       "memory", max(samples["mnl memory"]))

    def start_rows(self, samples):
        """What the part `start-up` found."""
        yield self.row("`mnl --version`", figures.spread(samples, "ms", 1, 1000), "", None,
                       "start-up", median(samples))

    def language_rows(self, samples):
        """What the part `language` found."""
        for name, label, unit, digits, scale in (
                ("loop", "a million rounds with an addition and a comparison", "s", 2, 1),
                ("call", "a call of a `def`", "µs", 2, 1e6),
                ("check 1000", "`mnl check` of 1,000 lines", "ms", 0, 1000),
                ("check 100000", "`mnl check` of 100,000 lines", "s", 2, 1)):
            yield self.row(label, figures.spread(samples[name], unit, digits, scale), "", None,
                           name, median(samples[name]))

    def size_rows(self, found):
        """What the part `sizes` found."""
        for (hidden, batch), samples in found.items():
            ratio = figures.ratios(samples["mnl"], samples["torch"])
            yield [str(hidden), str(batch), figures.spread(samples["mnl"], digits=0),
                   figures.spread(samples["torch"], digits=0), figures.spread(ratio),
                   figures.verdict("size", median(ratio), self.is_quiet)]

    def lines(self):
        """The whole report."""
        plan, results = self.plan, self.results
        pairs = "1 pair" if plan.pairs == 1 else f"{plan.pairs} alternating pairs"
        yield f"{self.machine} {pairs}; median (lowest–highest)."
        if not self.is_quiet:
            yield ""
            share = mean(self.disturbances)
            yield (f"**The machine was busy**: other programs took {share:.0%} of the "
                   "processors. Nothing is judged by these figures.")
        yield ""
        rows = []
        if "training" in results:
            rows += self.training_rows(results["training"])
        if "tutorial" in results:
            rows += self.tutorial_rows(results["tutorial"], plan.epochs)
        if "start-up" in results:
            rows += self.start_rows(results["start-up"])
        if "language" in results:
            rows += self.language_rows(results["language"])
        if rows:
            yield from table(["", "mnl", "PyTorch", "ratio", "target"], rows)
        if "sizes" in results:
            yield from table(
                ["hidden", "batch", "mnl, sequences/s", "PyTorch", "ratio", "target"],
                self.size_rows(results["sizes"]))
