extension SourceFile {
  /// What makes the bytes no text, the first of it: a NUL, or a byte that is no part of UTF-8; nil if
  /// nothing does.
  ///
  /// - Complexity: O(n) for n bytes.
  package func fault(asTextIn range: Range<Int>) -> Diagnostic? {
    let part = bytes[range]
    var first = part.firstIndex(of: 0)
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: part.span)
    } catch {
      first = min(first ?? .max, range.lowerBound + error.byteOffsets.lowerBound)
    }
    guard let offset = first else { return nil }
    let digits = String(bytes[offset], radix: 16, uppercase: true)
    let name = bytes[offset] == 0 ? "NUL" : "the byte 0x\(digits)"
    return Diagnostic(
      .malformedText, "expected text in UTF-8, found \(name) at offset \(offset)",
      at: SourceSpan(self, offset..<offset + 1), help: "save the file as UTF-8 text")
  }
}
