import MNLLearn

/// The areas under the ROC curves of the classes, each against the others, with their averages.
struct AreasUnderROC {
  /// The area of each class; nil where there is none.
  let each: [Double?]
  /// The mean over the classes; nil if one of them has no area.
  let macro: Double?
  /// The mean with the weights of the classes' examples; nil if one of them has no area.
  let weighted: Double?
  /// Why areas are missing, for the first class that has none; nil if all are there.
  let reason: String?

  /// Computes the areas of an assessment.
  ///
  /// - Complexity: O(C · N log N) for N examples and C classes.
  init(_ found: Assessment, classes names: [String]) {
    var areas: [Double?] = []
    var first: MetricError?
    do throws(MetricError) {
      let examples = try found.scoredExamples()
      for label in names.indices {
        do throws(MetricError) {
          areas.append(try examples.areaUnderROC(of: label))
        } catch {
          areas.append(nil)
          first = first ?? error
        }
      }
      let all = areas.compactMap(\.self)
      macro = first == nil ? examples.mean(of: all, .macro) : nil
      weighted = first == nil ? examples.mean(of: all, .weighted) : nil
    } catch {
      areas = names.map { _ in nil }
      first = error
      (macro, weighted) = (nil, nil)
    }
    each = areas
    reason = first?.message { names[$0] }
  }
}
