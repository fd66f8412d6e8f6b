import MNLData
package import MNLEvents
import MNLRuntime
import MNLTensor

extension TensorHandle {
  /// A single number as it is, else the numbers in brackets, shortened in the middle.
  package var printed: String {
    if shape.rank == 0, let number = values()?.scalar { return elements.value(number).printed }
    return lines ?? summary
  }

  /// The shape and the numbers, shortened in the middle.
  package var display: DisplayBundle {
    if shape.rank == 0, let number = values()?.scalar {
      return elements.value(number).display
    }
    guard let lines else { return DisplayBundle(text: summary) }
    return DisplayBundle(text: summary + "\n" + lines)
  }

  /// The first images, if the tensor is known to hold some: images of a data set, or `[n, h, w]`.
  package func imageBundle(count: Int) -> DisplayBundle? {
    if case .rows(let source, let chosen) = content, let inputs = source as? SplitInputs,
      let size = inputs.form.imageSize
    {
      let rows = Array((chosen ?? Array(0..<inputs.split.count)).prefix(count))
      let sheet = ImageSheet.of(rows: rows, split: inputs.split, size: size, form: inputs.form)
      let labels = sheet.captions.joined(separator: " ")
      return DisplayBundle(
        text: "\(rows.count) of \(shape.fixedSizes[0]) images, labels \(labels)",
        data: [.images(sheet)])
    }
    guard elements == .number, shape.rank == 3, let tensor = values() else { return nil }
    let sizes = shape.fixedSizes
    guard sizes[1] > 1, sizes[2] > 1, tensor.values.allSatisfy({ (0...1).contains($0) }) else {
      return nil
    }
    let sheet = ImageSheet.of(tensor, height: sizes[1], width: sizes[2], count: count)
    return DisplayBundle(
      text: "\(sheet.pixels.count) of \(sizes[0]) images of \(sizes[1])x\(sizes[2])",
      data: [.images(sheet)])
  }

  /// The numbers in brackets; nil if only `run` can tell.
  private var lines: String? {
    switch content {
    case .node, .foreseen: return nil
    case .values(let tensor, let kind):
      return TensorText(sizes: shape.fixedSizes, kind: kind) { tensor[$0] }.text
    case .rows(let source, let chosen):
      // Only the rows that are shown are copied: all may be a few hundred megabytes.
      let width = max(1, shape.fixedSizes.dropFirst().reduce(1, *))
      var copied: [Int: Tensor<Float>] = [:]
      return TensorText(sizes: shape.fixedSizes, kind: .number) { index in
        let place = index / width
        if let row = copied[place] { return row[index % width] }
        let number = chosen.map { $0[place] } ?? place
        let row = Tensor<Float>([width]) { source.fill($0, rows: [number]) }
        copied[place] = row
        return row[index % width]
      }.text
    }
  }
}

/// The numbers of a tensor as text, with an ellipsis where a dimension is long.
struct TensorText {
  /// The sizes, outermost first.
  let sizes: [Int]
  /// What the elements mean.
  let kind: ElementKind
  /// The element at an index in row-major order.
  let element: (Int) -> Float

  /// How many entries are written of a long dimension at either end, and up to how many all are.
  private static let (edge, most) = (3, 10)

  /// Brackets within brackets, a row a line: `[[1, 2], [3, 4]]` with a line break at the comma.
  var text: String {
    let texts = numbers(from: 0, dimension: 0)
    let width = texts.joined().map(\.count).max() ?? 0
    var rows = texts[...]
    return write(dimension: 0, width: sizes.count > 1 ? width : 0, rows: &rows, indent: 1)
  }

  /// The innermost rows that are written, each as its numbers.
  private func numbers(from start: Int, dimension: Int) -> [[String]] {
    let inner = sizes.dropFirst(dimension + 1).reduce(1, *)
    guard dimension < sizes.count - 1 else {
      return [shown(dimension).map { $0.map { write(element(start + $0)) } ?? "…" }]
    }
    return shown(dimension).flatMap { index -> [[String]] in
      guard let index else { return [] }
      return numbers(from: start + index * inner, dimension: dimension + 1)
    }
  }

  /// The indices that are written of a dimension; nil stands for the ellipsis.
  private func shown(_ dimension: Int) -> [Int?] {
    let size = sizes[dimension]
    guard size > Self.most else { return (0..<size).map(Optional.some) }
    return (0..<Self.edge).map(Optional.some) + [nil]
      + (size - Self.edge..<size).map(Optional.some)
  }

  private func write(
    dimension: Int, width: Int, rows: inout ArraySlice<[String]>, indent: Int
  ) -> String {
    guard dimension < sizes.count - 1 else {
      let row = rows.popFirst() ?? []
      let padded = row.map { String(repeating: " ", count: max(0, width - $0.count)) + $0 }
      return "[" + padded.joined(separator: ", ") + "]"
    }
    let parts = shown(dimension).map { index in
      index == nil
        ? "…" : write(dimension: dimension + 1, width: width, rows: &rows, indent: indent + 1)
    }
    let lineBreak = ",\n" + String(repeating: " ", count: indent)
    return "[" + parts.joined(separator: lineBreak) + "]"
  }

  private func write(_ number: Float) -> String {
    switch kind {
    case .number: Double(number).text(significant: 5)
    case .bool: number != 0 ? "true" : "false"
    case .index: "\(Int(number))"
    }
  }
}
