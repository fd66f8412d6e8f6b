import MNLLearn

/// The areas under the ROC curves of the classes, each against the others, with their averages.
struct AreasUnderROC {
  /// The area of each class; nil where there is none.
  let each: [Double?]
  /// The mean over the classes; nil if one of them has no area.
  let macro: Double?
  /// The mean with the weights of the classes' examples; nil if one of them has no area.
  let weighted: Double?
  /// Why areas are missing; nil if all are there.
  let reason: String?

  /// Computes the areas of an assessment.
  ///
  /// - Complexity: O(C · N log N) for N examples and C classes.
  init(_ found: ClassAssessment, classes names: [String]) {
    var areas: [Double?] = []
    var errors: [MetricError] = []
    do throws(MetricError) {
      let examples = try found.scoredExamples()
      for label in names.indices {
        do throws(MetricError) {
          areas.append(try examples.areaUnderROC(of: label))
        } catch {
          areas.append(nil)
          errors.append(error)
        }
      }
      let all = areas.compactMap(\.self)
      macro = errors.isEmpty ? examples.mean(of: all, .macro) : nil
      weighted = errors.isEmpty ? examples.mean(of: all, .weighted) : nil
    } catch {
      areas = names.map { _ in nil }
      errors = [error]
      (macro, weighted) = (nil, nil)
    }
    each = areas
    reason = Self.reason(of: errors, classes: names)
  }

  /// One sentence for all errors: the one that explains the others, or the classes that are missing.
  private static func reason(of errors: [MetricError], classes names: [String]) -> String? {
    var missing: [String] = []
    for error in errors {
      guard case .neverOccurs(let label) = error else { return error.message { names[$0] } }
      missing.append("'\(names[label])'")
    }
    switch missing.count {
    case 0: return nil
    case 1: return errors.first?.message { names[$0] }
    default: return "no example is of the classes \(missing.joined(separator: ", "))"
    }
  }
}
