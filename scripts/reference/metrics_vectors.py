#!/usr/bin/env python3
"""Golden vectors of metrics, computed by scikit-learn and statsmodels.

    scripts/reference/metrics_vectors.py            writes Tests/Fixtures/reference/metrics.json
    scripts/reference/metrics_vectors.py --check    computes it again and compares with that file

`classification` has cases of N examples and C classes: `labels` [N], `shares` [N, C] row by row,
all of them 32-bit numbers, and what they come to. The predicted class is the first of the
greatest shares. Everything is over all C classes, also those that do not occur, with
zero_division=0. `top` [C] are the top-k accuracies for k = 1 to C. `areas` are those under the ROC
curves of each class against the others; null where there is none, and then so are the averages.
`bins` are those of a reliability diagram that are not empty.

`multilabel` has N examples and C labels: `targets` [N, C] of 0 and 1, and `shares` [N, C], of which
those above a half count as found.

`regression` has targets and predictions, several numbers of an example as `columns` of them.
`mcnemar` has counts: both right, only the first, only
the second, neither; below 25 differing ones the test is exact, else it has the continuity
correction.

Shares are whole multiples of 1/1024 or, so that many of them are equal, of 1/8.
"""

import argparse
import json
import math
import pathlib
import sys
import warnings

import numpy
import sklearn
from sklearn import calibration, metrics
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

BINS = 15
EXACT_BELOW = 25
TOLERANCE = 1e-14
FILE = pathlib.Path(__file__).resolve().parents[2] / "Tests/Fixtures/reference/metrics.json"


def shares(random, labels, classes, parts, skill=0.5):
    """Shares that lean towards the label: whole multiples of 1 / parts, which sum to 1."""
    rows = []
    for label in labels:
        chances = random.dirichlet(numpy.ones(classes)) * (1 - skill)
        chances[label] += skill * random.random()
        rows.append(random.multinomial(parts, chances / chances.sum()) / parts)
    return numpy.array(rows)


def problems():
    """Labels and shares by the name of the case."""
    random = numpy.random.Generator(numpy.random.PCG64(20))
    cases = {}

    def case(name, labels, classes, parts=1024, skill=0.5):
        cases[name] = (classes, labels, shares(random, labels, classes, parts, skill))

    case("random", random.integers(4, size=60), 4)
    case("without skill", random.integers(5, size=60), 5, skill=0)
    case("ties", random.integers(4, size=60), 4, parts=8)
    case("two classes", random.integers(2, size=40), 2)
    case("two classes with ties", random.integers(2, size=60), 2, parts=8)
    case("a class that never occurs", random.integers(3, size=40), 4, parts=64)
    case("one class only", numpy.zeros(12, dtype=int), 3, parts=8)
    case("unequal classes", random.choice(5, size=80, p=[0.7, 0.2, 0.05, 0.03, 0.02]), 5)
    case("a single example", numpy.array([1]), 3)

    case("a class that is never predicted", random.integers(4, size=40), 4)
    _, _, given = cases["a class that is never predicted"]
    given[:, 0] += given[:, 2]
    given[:, 2] = 0

    labels = numpy.array([0, 1, 2, 2, 1, 0, 0])
    cases["all right, and sure"] = (3, labels, numpy.eye(3)[labels])
    cases["all wrong, and sure"] = (3, labels, numpy.eye(3)[(labels + 1) % 3])
    cases["all shares equal"] = (4, numpy.arange(12) % 4, numpy.full((12, 4), 0.25))
    return cases


def top(labels, given, classes, k):
    """The top-k accuracy; scikit-learn wants one column of scores for two classes."""
    if classes == 2:
        return metrics.top_k_accuracy_score(labels, given[:, 1], k=k, labels=[0, 1])
    return metrics.top_k_accuracy_score(labels, given, k=k, labels=range(classes))


def averages(labels, predicted, classes, average):
    """Precision, recall and F1; one for each class if `average` is None."""
    found = metrics.precision_recall_fscore_support(
        labels, predicted, labels=range(classes), average=average, zero_division=0)
    return dict(zip(["precision", "recall", "f1"], found[:3]))


def reliability(hits, confidences):
    """The bins that are not empty, and the expected calibration error over them."""
    accuracy, confidence = calibration.calibration_curve(hits, confidences, n_bins=BINS)
    inner = numpy.linspace(0, 1, BINS + 1)[1:-1]
    counts = numpy.bincount(numpy.searchsorted(inner, confidences), minlength=BINS)
    counts = counts[counts > 0]
    error = numpy.average(numpy.abs(accuracy - confidence), weights=counts)
    return {"counts": counts, "confidence": confidence, "accuracy": accuracy}, error


def areas(labels, given, classes):
    """The area of each class against the others, and their two averages."""
    each = []
    for label in range(classes):
        inside = labels == label
        each.append(
            metrics.roc_auc_score(inside, given[:, label]) if 0 < inside.sum() < len(labels)
            else None)
    if None in each:
        return {"areas": each, "macroArea": None, "weightedArea": None}
    if classes == 2:
        # scikit-learn has one area for two classes; against the other, both have it.
        area = metrics.roc_auc_score(labels, given[:, 1])
        return {"areas": each, "macroArea": area, "weightedArea": area}
    mean = {
        average: metrics.roc_auc_score(labels, given, multi_class="ovr", average=average)
        for average in ("macro", "weighted")}
    return {"areas": each, "macroArea": mean["macro"], "weightedArea": mean["weighted"]}


def classification(classes, labels, given):
    """A case and what it comes to."""
    assert (given == given.astype(numpy.float32)).all() and (given.sum(axis=1) == 1).all()
    predicted = given.argmax(axis=1)
    hits = predicted == labels
    bins, error = reliability(hits, given.max(axis=1))
    names = range(classes)
    lower, upper = proportion_confint(hits.sum(), len(labels), alpha=0.05, method="wilson")
    return {
        "classes": classes,
        "labels": labels,
        "shares": given.flatten(),
        "confusion": metrics.confusion_matrix(labels, predicted, labels=names).flatten(),
        "accuracy": metrics.accuracy_score(labels, predicted),
        "interval": [max(lower, 0), min(upper, 1)],
        "logLoss": metrics.log_loss(labels, given, labels=names),
        "brier": metrics.brier_score_loss(labels, given, labels=names, scale_by_half=False),
        "each": averages(labels, predicted, classes, None),
        **{name: averages(labels, predicted, classes, name)
           for name in ("macro", "micro", "weighted")},
        "top": [top(labels, given, classes, k) for k in range(1, classes + 1)],
        **areas(labels, given, classes),
        "bins": bins,
        "calibrationError": error,
    }


def multilabels():
    """Targets and shares by the name of the case."""
    random = numpy.random.Generator(numpy.random.PCG64(22))

    def case(examples, labels, parts=1024):
        return (
            random.integers(2, size=(examples, labels)),
            random.integers(parts + 1, size=(examples, labels)) / parts)

    cases = {
        "random": case(50, 4), "ties": case(60, 3, parts=4), "one label": case(20, 1),
        "a single example": case(1, 3)}
    targets, given = case(30, 4)
    targets[:, 1] = 0
    given[:, 2] = 0.25
    cases["a label that never occurs, and one never found"] = (targets, given)
    targets, _ = case(25, 3)
    cases["all right, and sure"] = (targets, targets.astype(float))
    cases["all wrong, and sure"] = (targets, 1.0 - targets)
    return cases


def multilabel(targets, given):
    """A case and what it comes to."""
    found = (given > 0.5).astype(int)
    if targets.shape[1] == 1:
        # scikit-learn takes a single column for classes: a second one without any ones changes no
        # sum, and is left out of the averages.
        wide = [numpy.hstack([part, numpy.zeros_like(part)]) for part in (targets, found)]
    else:
        wide = [targets, found]
    names = list(range(targets.shape[1]))

    def scores(average):
        result = metrics.precision_recall_fscore_support(
            *wide, labels=names, average=average, zero_division=0)
        return dict(zip(["precision", "recall", "f1"], result[:3]))

    return {
        "labels": targets.shape[1],
        "targets": targets.flatten(),
        "shares": given.flatten(),
        "accuracies": [
            metrics.accuracy_score(targets[:, label], found[:, label]) for label in names],
        "accuracy": 1 - metrics.hamming_loss(targets.flatten(), found.flatten()),
        "exactAccuracy": metrics.accuracy_score(*wide),
        "each": scores(None),
        **{name: scores(name) for name in ("macro", "micro", "weighted")},
    }


def regressions():
    """Targets and predictions by the name of the case."""
    random = numpy.random.Generator(numpy.random.PCG64(21))
    targets = random.normal(size=30).round(6)
    noise = random.normal(size=30).round(6)
    return {
        "random": (targets, targets + noise / 4),
        "worse than the mean": (targets, -targets),
        "far from zero": (1e6 + targets, 1e6 + targets + noise / 8),
        "all right": (targets, targets),
        "two examples": (targets[:2], targets[2:4]),
        "equal targets, all right": (numpy.full(5, 0.7), numpy.full(5, 0.7)),
        "equal targets, some wrong": (numpy.full(5, 0.7), numpy.array([0.7, 0.7, 0.7, 0.7, 0.8])),
    }


def regression(targets, predictions):
    """A case and what it comes to."""
    return {
        "targets": targets,
        "predictions": predictions,
        "meanAbsoluteError": metrics.mean_absolute_error(targets, predictions),
        "rootMeanSquaredError": metrics.root_mean_squared_error(targets, predictions),
        "determination": metrics.r2_score(targets, predictions),
    }


def several(columns):
    """Several numbers of each example: targets and predictions by column, and their means."""
    targets, predictions = (
        numpy.array([column[part] for column in columns]).T for part in range(2))
    return {
        "columns": [{"targets": column[0], "predictions": column[1]} for column in columns],
        "meanAbsoluteError": metrics.mean_absolute_error(targets, predictions),
        "rootMeanSquaredError": metrics.root_mean_squared_error(targets, predictions),
        "determination": metrics.r2_score(targets, predictions),
    }


def columns():
    """Three numbers of each of 20 examples, of very different sizes."""
    random = numpy.random.Generator(numpy.random.PCG64(23))
    result = []
    for scale in (1, 1000, 1e-3):
        targets = (random.normal(size=20) * scale).round(9)
        result.append((targets, (targets + random.normal(size=20) * scale / 4).round(9)))
    return result


def comparison(both, first, second, neither):
    """Counts and the probability of McNemar's test."""
    exact = first + second < EXACT_BELOW
    found = mcnemar([[both, first], [second, neither]], exact=exact, correction=True)
    return {
        "counts": [both, first, second, neither], "exact": exact, "probability": found.pvalue}


COMPARISONS = [
    (90, 5, 15, 10), (90, 12, 12, 3), (7, 0, 0, 3), (7, 1, 0, 3), (7, 0, 24, 3), (50, 13, 11, 1),
    (50, 13, 12, 1), (50, 20, 30, 9), (9000, 100, 40, 860), (0, 0, 40, 0), (5, 300, 0, 5),
    (9500, 251, 249, 0),
]


def vectors():
    return {
        "about": "golden vectors of metrics; scripts/reference/metrics_vectors.py made them and "
        "says what each is",
        "scikit-learn": sklearn.__version__,
        "classification": {name: classification(*case) for name, case in problems().items()},
        "multilabel": {name: multilabel(*case) for name, case in multilabels().items()},
        "severalNumbers": several(columns()),
        "regression": {name: regression(*case) for name, case in regressions().items()},
        "mcnemar": [comparison(*counts) for counts in COMPARISONS],
    }


def plain(value):
    """The value without types of numpy's."""
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value.tolist() if isinstance(value, (numpy.ndarray, numpy.generic)) else value


def write(value, indent=0):
    """JSON with one key a line and every list of numbers on one."""
    if isinstance(value, dict):
        pad = " " * (indent + 1)
        lines = [f"{pad}{json.dumps(key)}: {write(value[key], indent + 1)}" for key in value]
        return "{\n" + ",\n".join(lines) + "\n" + " " * indent + "}"
    return json.dumps(value)


def differences(expected, found, place):
    """Yields one line for each number that is not the same."""
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        for key in expected.keys() - {"scikit-learn"}:
            yield from differences(expected[key], found[key], f"{place}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, pair in enumerate(zip(expected, found)):
            yield from differences(*pair, f"{place}[{index}]")
    elif isinstance(expected, float) and isinstance(found, float):
        if not math.isclose(expected, found, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
            yield f"{place}: the file has {expected!r}, scikit-learn gives {found!r}"
    elif expected != found:
        yield f"{place}: the file has {expected!r}, now {found!r}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="compare with the committed file, write nothing")
    arguments = parser.parse_args()
    # Of classes that do not occur, and of a single class.
    warnings.simplefilter("ignore")
    text = write(plain(vectors())) + "\n"
    if not arguments.check:
        FILE.write_text(text)
        print(f"wrote {FILE.relative_to(FILE.parents[3])}")
        return
    wrong = list(differences(json.loads(FILE.read_text()), json.loads(text), "metrics"))
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    if wrong:
        sys.exit(f"{len(wrong)} numbers differ from the golden vectors")
    print(f"the golden vectors agree with scikit-learn {sklearn.__version__}")


if __name__ == "__main__":
    main()
