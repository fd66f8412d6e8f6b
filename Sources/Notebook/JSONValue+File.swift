package import MNLDiagnostics

extension JSONValue {
  /// Reads the bytes of a file that is one JSON value; anything else gives nil.
  ///
  /// - Complexity: O(n) for n bytes.
  package init?(bytes: [UInt8]) {
    guard let value = try? JSONReader.read(bytes) else { return nil }
    self = value
  }

  /// Reads a file that is one JSON value.
  ///
  /// - Parameters:
  ///   - file: The file; it may hold anything.
  ///   - code: The code of its faults.
  /// - Throws: `DocumentFailure` with the first fault.
  /// - Complexity: O(n) for n bytes.
  package init(_ file: SourceFile, code: DiagnosticCode) throws(DocumentFailure) {
    if let fault = file.fault(asTextIn: 0..<file.bytes.count) { throw DocumentFailure([fault]) }
    do throws(TextFault) {
      self = try JSONReader.read(file.bytes)
    } catch {
      throw DocumentFailure([
        Diagnostic(
          code, "'\(file.name)' is no JSON: \(error.message)",
          at: SourceSpan(file, error.range), help: error.help)
      ])
    }
  }
}
