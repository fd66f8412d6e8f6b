import Glibc
import MNLLearn
import MNLTensor

// What the cells of a layer compute.
extension ModelWords {
  private var form: CellForm { model.configuration.form }

  /// The sums of a layer, with the sizes of its weights.
  func layer(_ number: Int, units: Int, reading width: Int?) -> String {
    let cell = model.configuration.cell
    let input = width.map { "x of \($0) numbers" } ?? "x"
    let rows = width.map { "\($0 + units)" } ?? "(the size of x + \(units))"
    let columns = cell.gates * units
    let biases = cell == .gru && form.resetsAfter ? 4 * units : columns
    let (noun, vectors) =
      switch cell {
      case .lstm: ("an LSTM of \(counted(units, "unit"))", "four vectors of \(units): i, j, f, o")
      case .gru:
        ("a GRU of \(counted(units, "unit"))", "three vectors of \(units): r, z, n")
      case .rnn: ("\(counted(units, "plain recurrent unit"))", "one vector of \(units): n")
      }
    return "Layer \(number) is \(noun): at each step it puts the input \(input) and its last h of "
      + "\(units) side by side, times a kernel of \(rows) x \(columns), plus \(biases) biases. "
      + "That makes \(vectors)."
  }

  /// What follows from the sums.
  var cell: [String] {
    let formulas =
      switch model.configuration.cell {
      case .lstm: lstm
      case .gru: gru
      case .rnn: ["Then h = \(form.activation.rawValue)(n)."]
      }
    return formulas + recurrentDropout
  }

  private var lstm: [String] {
    let bias = model.configuration.forgetBias.text(significant: 4)
    let (i, f, o) =
      form.hasPeepholes ? ("i + p * c", "f + q * c", "o + s * c") : ("i", "f", "o")
    let added = form.isChrono ? "" : " + \(bias)"
    let seen = form.isNormalised ? "norm(c)" : "c"
    let kept = (100 / (1 + exp(-model.configuration.forgetBias))).text(significant: 2)
    let start =
      form.isChrono
      ? chrono("the biases of f start with log u and those of i with -log u")
      : "The forget bias of \(bias) lets an untrained layer keep about \(kept) % of c from step to "
        + "step."
    let norms =
      form.isNormalised
      ? [
        "The part of x in i, j, f and o, that of h, and c on its way into h are each brought to mean "
          + "0 and deviation 1, then multiplied by learned scales."
      ] : []
    let peepholes =
      form.hasPeepholes ? ["The vectors p, q and s, the peepholes, are learned."] : []
    return [
      "Then c = c * sigmoid(\(f)\(added)) + sigmoid(\(i)) * tanh(j), and h = tanh(\(seen)) * "
        + "sigmoid(\(o)). \(start)"
    ] + norms + peepholes
  }

  private var gru: [String] {
    let new =
      form.resetsAfter
      ? "n = tanh(the part of x + sigmoid(r) * the part of h)"
      : "n = tanh(n), for which h is first multiplied by sigmoid(r)"
    let start = form.isChrono ? " " + chrono("the biases of z start with log u") : ""
    return ["Then \(new), and h = (1 - sigmoid(z)) * n + sigmoid(z) * h.\(start)"]
  }

  private func chrono(_ biases: String) -> String {
    let steps = model.shape.map { "\(max(1, $0.steps - 1))" } ?? "one less than the steps"
    return "With u between 1 and \(steps), \(biases): so units begin by remembering over spans of "
      + "all lengths."
  }

  private var recurrentDropout: [String] {
    guard form.recurrentDropout > 0 else { return [] }
    let share = (100 * form.recurrentDropout).text(significant: 3)
    return [
      "In training \(share) % of the last h is left out of the products, the same units at all steps "
        + "of a sequence, and what is left is multiplied by "
        + "\((1 / (1 - form.recurrentDropout)).text(significant: 4))."
    ]
  }
}
