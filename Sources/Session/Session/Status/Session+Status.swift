import MNLEvents
import MNLRuntime

extension Session {
  /// The prompt of a session of which there is nothing to say.
  package static let plainPrompt = "mnl> "
  /// Columns of a name in the prompt.
  private static let nameWidth = 16

  /// What asks for the next cell: begins with `mnl`, ends with `> `, and says between them what is
  /// current, as in `mnl digits lstm-100 e3 97.1%> `.
  ///
  /// - Parameter columns: The width of the terminal; where it is narrow, the prompt says nothing.
  /// - Returns: The prompt, on one line.
  package func prompt(columns: Int) -> String {
    let words = promptParts.compactMap(words)
    let prompt = (["mnl"] + words).joined(separator: " ") + "> "
    return prompt.count > columns / 2 ? Self.plainPrompt : prompt
  }

  private func words(_ part: PromptPart) -> String? {
    switch part {
    case .data: return name(of: "data")
    case .model: return name(of: "model")
    case .epochs:
      guard let epochs = field("epochs", of: "model"), case .int(let count) = epochs else {
        return nil
      }
      return count == 0 ? nil : "e\(count)"
    case .accuracy:
      guard let accuracy = field("accuracy", of: "model"), case .float(let share) = accuracy else {
        return nil
      }
      return "\(DecimalText.fixed(share * 100, digits: 1))%"
    case .cell: return "[\(entryCount + 1)]"
    }
  }

  private func name(of kind: String) -> String? {
    guard let name = field("name", of: kind), case .text(let text) = name else { return nil }
    // A name may come from a file: nothing of it may look like the end of the prompt.
    let plain = text.map { $0 == " " ? "-" : $0 }.filter {
      $0.isLetter || $0.isNumber || "-_.".contains($0)
    }
    return plain.isEmpty ? nil : String(plain.prefix(Self.nameWidth))
  }

  private func field(_ name: String, of kind: String) -> Value? {
    guard let handle = interpreter.context.current[kind] else { return nil }
    return (try? handle.field(name)) ?? nil
  }
}
