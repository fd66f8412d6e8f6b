import MNLData
import MNLEvents

extension DataConcern {
  /// How many names a line has.
  private static let named = 6

  /// What would go wrong, and what helps, in a line.
  ///
  /// - Parameter form: What the examples are, and what is asked of them.
  /// - Returns: The line, without a mark before it.
  func words(_ form: ExampleForm) -> String {
    let (noun, target) = (form.noun, form.targets.noun)
    switch self {
    case .constantInputs(let names):
      return "\(Self.list(names)) never change\(names.count == 1 ? "s" : "") in training: nothing "
        + "can be learned of \(names.count == 1 ? "it" : "them")"
    case .constantTarget(let name, let value):
      return "'\(name)' is always \(Double(value).text(significant: 4)) in training: there is "
        + "nothing to learn"
    case .scarce(let names, let count):
      return "\(Self.list(names)): \(count == 0 ? "no" : "only one") training \(noun) has "
        + "\(names.count == 1 ? "it" : "each"): what hardly occurs is not learned"
    case .unbalanced(let most, let share, let least, let leastShare):
      return "'\(most)' is \(DataSet.percent(share)) of training, '\(least)' only "
        + "\(DataSet.percent(leastShare)): always saying '\(most)' is right that often; look at f1, "
        + "or `train balanced=true`"
    case .universal(let names):
      return "every training \(noun) has \(Self.list(names)): there is nothing to tell apart"
    case .unjudged(let names, let part):
      return "\(Self.list(names)): no \(noun) of \(part) has \(names.count == 1 ? "it" : "any"): "
        + "how well \(names.count == 1 ? "this \(target) is" : "they are") told is not judged"
    case .repeated(let count, let all, let part):
      return "\(count) of \(all) \(noun)s of \(part) stand\(count == 1 ? "s" : "") in training, "
        + "too: what is told of them may be remembered"
    case .seen(let count, let all, let part):
      return "\(count) of \(all) windows of \(part) overlap training windows that end later, and "
        + "have seen what is asked: split=\"time\""
    case .dividedGroups(let count, let all, let part):
      return "\(count) of \(all) groups of \(part) have training \(noun)s, too: how well a new "
        + "group is told is not judged: split=\"group\""
    case .beyond(let name, let part, let value, let least, let greatest):
      return "'\(name)' reaches \(Double(value).text(significant: 4)) in \(part), but lies from "
        + "\(Double(least).text(significant: 4)) to \(Double(greatest).text(significant: 4)) in "
        + "training: what lies so far outside was not learned"
    }
  }

  private static func list(_ names: [String]) -> String {
    let quoted = names.prefix(named).map { "'\(ExampleForm.visible($0))'" }
    return quoted.joined(separator: ", ")
      + (names.count > named ? " and \(names.count - named) more" : "")
  }
}
