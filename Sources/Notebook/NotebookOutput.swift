/// One thing that a cell put out, as `.ipynb` has it (nbformat 4).
package enum NotebookOutput: Sendable, Equatable {
  /// Text in the order in which it was written; the name of its stream is `stdout` or `stderr`.
  case stream(name: String, text: String)
  /// Something to look at.
  case display(NotebookBundle)
  /// The value of the cell, with the number under which the cell ran.
  case result(NotebookBundle, number: Int?)
  /// What stopped the cell: kind, sentence, and the lines that a terminal would show.
  case error(name: String, message: String, lines: [String])
  /// What another program put there and nbformat 4 does not know; kept as it is.
  case other(JSONValue)
}

/// A result or a display in every form in which it can be had, by MIME type.
package struct NotebookBundle: Sendable, Equatable {
  /// The forms by MIME type: text and base64 as `.text`, whole; what travels as JSON as that.
  package var data: [JSONValue.Member]
  /// What is to be known of the forms, by MIME type.
  package var metadata: [JSONValue.Member]

  /// Makes a bundle.
  package init(_ data: [JSONValue.Member], metadata: [JSONValue.Member] = []) {
    self.data = data
    self.metadata = metadata
  }

  /// The form that every program can show; nil if there is none.
  package var text: String? { data["text/plain"]?.text }

  /// Whether a form of this type is JSON rather than text.
  static func isJSON(_ type: String) -> Bool {
    type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json"))
  }
}

extension NotebookOutput {
  /// Reads an output of an `.ipynb` file; what it does not know is `other`.
  init(_ value: JSONValue) {
    let metadata = value["metadata"]?.members ?? []
    switch value["output_type"]?.text {
    case "stream":
      if let name = value["name"]?.text, let text = value["text"]?.joinedText {
        self = .stream(name: name, text: text)
        return
      }
    case "display_data", "update_display_data":
      if let data = value["data"]?.members {
        self = .display(NotebookBundle(Self.joined(data), metadata: metadata))
        return
      }
    case "execute_result":
      if let data = value["data"]?.members {
        self = .result(
          NotebookBundle(Self.joined(data), metadata: metadata),
          number: value["execution_count"]?.int)
        return
      }
    case "error":
      if let name = value["ename"]?.text, let message = value["evalue"]?.text,
        let lines = value["traceback"]?.list
      {
        self = .error(name: name, message: message, lines: lines.compactMap(\.text))
        return
      }
    default: break
    }
    self = .other(value)
  }

  private static func joined(_ data: [JSONValue.Member]) -> [JSONValue.Member] {
    data.map { member in
      guard !NotebookBundle.isJSON(member.key), let text = member.value.joinedText else {
        return member
      }
      return JSONValue.Member(member.key, .text(text))
    }
  }

  /// The output as it stands in an `.ipynb` file.
  var json: JSONValue {
    switch self {
    case .stream(let name, let text):
      .object(pairs: [
        ("name", .text(name)), ("output_type", .text("stream")),
        ("text", .textLines(text)),
      ])
    case .display(let bundle):
      .object(pairs: [
        ("data", Self.json(of: bundle)), ("metadata", .object(bundle.metadata)),
        ("output_type", .text("display_data")),
      ])
    case .result(let bundle, let number):
      .object(pairs: [
        ("data", Self.json(of: bundle)), ("execution_count", number.map { .int($0) } ?? .null),
        ("metadata", .object(bundle.metadata)), ("output_type", .text("execute_result")),
      ])
    case .error(let name, let message, let lines):
      .object(pairs: [
        ("ename", .text(name)), ("evalue", .text(message)), ("output_type", .text("error")),
        ("traceback", .list(lines.map { .text($0) })),
      ])
    case .other(let value): value
    }
  }

  private static func json(of bundle: NotebookBundle) -> JSONValue {
    .object(
      bundle.data.map { member in
        // As `nbformat` has it: pictures in base64 are one line.
        let isLong =
          member.key.hasPrefix("text/") || member.key == "image/svg+xml"
          || member.key == "application/javascript"
        guard isLong, let text = member.value.text else { return member }
        return JSONValue.Member(member.key, .textLines(text))
      })
  }
}
