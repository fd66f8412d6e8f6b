import MNLEvents
import MNLNotebook

extension NotebookBundle {
  /// A bundle of the event stream as notebooks have it: its text, its picture, its data.
  init(_ bundle: DisplayBundle) {
    guard case .object(let members) = JSONText.bundle(bundle) else {
      self.init([])
      return
    }
    var data = members.map { JSONValue.Member($0.0, JSONValue($0.1)) }
    data["text/plain"] = .text(VisibleText.escaping(bundle.text))
    // Beside pixels, for whoever can show it: it has the captions.
    if data["image/svg+xml"] == nil, let svg = Picture.svg(of: bundle) {
      data["image/svg+xml"] = .text(svg)
    }
    self.init(data)
  }
}

extension JSONValue {
  /// The same value, to be read rather than written.
  init(_ text: JSONText) {
    switch text {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .unsigned(let int): self = Int(exactly: int).map { .int($0) } ?? .number(Double(int))
    case .number(let number): self = number.isFinite ? .number(number) : .null
    case .text(let text): self = .text(text)
    case .list(let values): self = .list(values.map { JSONValue($0) })
    case .object(let members): self = .object(members.map { Member($0.0, JSONValue($0.1)) })
    }
  }
}
