/// The files that belong to one whose name is like MNIST's: `X-images-idx3-ubyte` to
/// `X-labels-idx1-ubyte`, `train-…` to `t10k-…`.
package enum IDXNames {
  private static let packing = ".gz"

  /// The file of the labels that belong to a file of inputs.
  ///
  /// - Parameters:
  ///   - path: Where the inputs lie.
  ///   - parameter: What names the labels, for errors.
  /// - Returns: Where they lie.
  /// - Throws: `labelsMissing` if the name does not say where they are, or they are not there.
  package static func labels(
    beside path: String, parameter: String = "labels"
  ) throws(DataError) -> String {
    let names = labelNames(of: fileName(path))
    guard let found = first(of: names, beside: path) else {
      throw .labelsMissing(path: path, tried: names, parameter: parameter)
    }
    return found
  }

  /// The file of inputs for the test that belongs to one for training; nil if there is none.
  ///
  /// - Parameter path: Where the inputs for training lie.
  /// - Returns: Where those for the test lie.
  package static func test(beside path: String) -> String? {
    let name = fileName(path)
    guard name.hasPrefix("train-"), !labelNames(of: name).isEmpty else { return nil }
    let rest = name.dropFirst("train-".count)
    return first(of: ["t10k-", "test-"].flatMap { withPackings("\($0)\(rest)") }, beside: path)
  }

  /// The names that a file of labels may have; none if the name of the inputs is another.
  private static func labelNames(of name: String) -> [String] {
    let plain = name.hasSuffix(packing) ? String(name.dropLast(packing.count)) : name
    for separator in ["-", "."] {
      guard let place = plain.firstRange(of: "images\(separator)idx") else { continue }
      let rest = plain[place.upperBound...].drop(while: \.isNumber)
      let first = "\(plain[..<place.lowerBound])labels\(separator)idx1"
      // Labels are bytes, whatever the inputs are.
      let endings = rest == "-ubyte" ? [String(rest)] : [String(rest), "-ubyte"]
      let names = endings.map { first + $0 }
      let isPacked = name.hasSuffix(packing)
      return names.flatMap { isPacked ? withPackings($0).reversed() : withPackings($0) }
    }
    return []
  }

  private static func withPackings(_ name: String) -> [String] {
    let plain = name.hasSuffix(packing) ? String(name.dropLast(packing.count)) : name
    return [plain, plain + packing]
  }

  private static func first(of names: [String], beside path: String) -> String? {
    let folder = path.dropLast(fileName(path).count)
    return names.map { folder + $0 }.first { InputFile.presence(of: $0) != .nothing }
  }

  private static func fileName(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
