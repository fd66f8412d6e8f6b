import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLSyntax
import Testing

@testable import MNLSession

/// Whatever Tab offers, the checker takes: every point of every shipped command, every candidate.
@Suite struct CompletionSoundnessTests {
  /// A session of the shipped plugins, with variables of many kinds.
  private static func session() throws -> Session {
    let session = try Session(
      settings: SessionSettings(), plugins: Builtins.plugins,
      modules: ModuleFiles(folders: [], texts: StandardLibrary.modules), sink: RecordingSink(),
      interruption: Interruption())
    _ = session.submit(
      """
      let whole = 3; let real = 0.5; let word = "a"; let flag = true; let numbers = [1, 2]
      let net = model lstm 4; let digits = load digits train=12 test=12
      let x = constant [[1.0, 2.0]]; let rule = adam; let measured = eval
      let placed = placeholder [2, 2]; let state = status
      def double(n: int 1..9, how: fast|slow = fast) { return $n * 2 }
      """)
    return session
  }

  /// The commands, with their parameters; those of a `def` and of a module are among them.
  private static func commands(of session: Session) -> [CommandDeclaration] {
    let vocabulary = session.interpreter.vocabulary
    return vocabulary.commands.all.map(\.text).flatMap { first in
      [vocabulary.declaration(first, nil)?.command].compactMap { $0 }
        + vocabulary.secondWords(after: first).all.compactMap {
          vocabulary.declaration(first, $0.text)?.command
        }
    }
  }

  /// What is wrong with a text up to its end, other than that more is to come.
  ///
  /// - Parameters:
  ///   - text: The text, with a candidate put in at its end.
  ///   - inserted: The bytes of the candidate.
  ///   - closing: What closes what is open before it.
  ///   - session: The session that checks it.
  /// - Returns: The first fault that is the candidate's; nil if there is none.
  private static func fault(
    _ text: String, _ inserted: Range<Int>, closing: String, in session: Session
  ) -> Diagnostic? {
    // A name of a parameter wants a value, of which nothing is known here; a folder what is in it.
    let isName = text.hasSuffix("=")
    let isFolder = text.hasSuffix("/")
    let quote = isFolder ? text.utf8.dropFirst(inserted.lowerBound).first : nil
    let end = quote == UInt8(ascii: "'") ? "'" : quote == UInt8(ascii: "\"") ? "\"" : ""
    let whole = text + (isName ? "1" : end) + closing
    let script: Script
    do throws(SyntaxFailure) {
      script = try Parser.parse(SourceFile(name: "", text: whole))
    } catch {
      return error.diagnostics.first { fault in
        guard !error.isIncomplete, let span = fault.primary?.span else { return false }
        let end = text.utf8.count - text.reversed().prefix { $0 == " " }.count
        return span.range.lowerBound < end
      }
    }
    var allowed: Set<DiagnosticCode> = [.missingArgument]
    if isName { allowed.formUnion([.outOfRange, .wrongType, .wrongKind]) }
    if isFolder { allowed.insert(.missingPath) }
    return session.interpreter.check([script]).first { fault in
      guard fault.severity == .error, !allowed.contains(fault.code),
        let span = fault.primary?.span
      else { return false }
      return span.range.overlaps(inserted)
    }
  }

  /// What may follow a candidate and make another value of it: a field, an element.
  private static func endings(
    of label: String, closing: String, in session: Session
  ) -> [(text: String, closing: String)] {
    let vocabulary = session.interpreter.vocabulary
    if let value = session.interpreter.variables[String(label.dropFirst())], label.hasPrefix("$") {
      return (["[0]"] + vocabulary.fields(of: value).all.map { ".\($0.text)" }).map {
        ($0, closing)
      }
    }
    guard closing.hasPrefix(")"), let command = vocabulary.declaration(label, nil)?.command else {
      return []
    }
    return vocabulary.fields(of: command).all.map { (").\($0.text)", String(closing.dropFirst())) }
  }

  /// Puts in every candidate at the end of a text.
  ///
  /// - Returns: The texts with the candidates.
  @discardableResult
  private static func check(
    _ text: String, closing: String = "", in session: Session
  ) -> [String] {
    let found = session.completion(text, at: text.utf8.count)
    #expect(found.replaced.upperBound == text.utf8.count, "\(text)")
    let kept = String(decoding: text.utf8.prefix(found.replaced.lowerBound), as: UTF8.self)
    return found.candidates.map { candidate in
      let whole = kept + candidate.text
      let inserted = found.replaced.lowerBound..<whole.utf8.count
      let fault = fault(whole, inserted, closing: closing, in: session)
      let goesOn = endings(of: candidate.label, closing: closing, in: session).contains {
        Self.fault(whole + $0.text, inserted, closing: $0.closing, in: session) == nil
      }
      #expect(fault == nil || goesOn, "`\(whole)`: \(fault?.message ?? "")")
      return whole
    }
  }

  @Test("offers nothing that the checker refuses, at any parameter of any command")
  func parameters() throws {
    let session = try Self.session()
    let commands = Self.commands(of: session)
    #expect(commands.count > 60)
    var offered = 0
    for command in commands where command.name.first != "help" {
      let start = "\(command.name) "
      let next = Self.check(start, in: session)
      offered += next.count
      for text in next where text.hasSuffix(" ") {
        offered += Self.check(text, in: session).count
      }
      for parameter in command.parameters {
        offered += Self.check("\(start)\(parameter.name)=", in: session).count
        offered += Self.check("\(start)\(parameter.name)=$", in: session).count
        Self.check("\(start)\(parameter.name.prefix(2))", in: session)
      }
      offered += Self.check("\(start)$", in: session).count
    }
    #expect(offered > 1_000)
  }

  @Test(
    "offers nothing that the checker refuses where a statement or an expression begins",
    arguments: [
      ("", ""), ("1; ", ""), ("print 1\n", ""), ("if true { ", " }"), ("let r = ", ""),
      ("let r = (", ")"), ("print (", ")"), ("print [(", ")]"), ("set whole = ", ""),
      ("def f() { ", " }"), ("def f() { return ", " }"), ("try { ", " } catch { }"),
      ("train optimizer=(", ")"), ("print $", ""), ("if $", " == none { }"),
      ("while $", " == none { }"), ("for i in [$", "] { }"), ("let y = $whole + $", ""),
      ("print [$whole, $", "]"), ("if true { let new = 1; print $", " }"),
      ("def g(a: int, b) { return $", " }"), ("train epochs=$state.", ""),
      ("train rate=(", ")"), ("let q = ($", ")"), ("try { 1 } catch e { print $", " }"),
      ("for i in 1..3 { for j in $numbers { print $", " } }"), ("train optimizer=(adam) loss=", ""),
      ("$state.", ""), ("print $state.", ""), ("learn.", ""), ("data.load ", ""), ("set ", ""),
      ("learn.train ", ""), ("double ", ""), ("double 3 ", ""), ("double how=", ""),
    ])
  func places(text: String, closing: String) throws {
    let session = try Self.session()
    for whole in Self.check(text, closing: closing, in: session) {
      // With each beginning of a candidate, too.
      guard let last = whole.dropLast().last, last.isLetter else { continue }
      Self.check(String(whole.dropLast(2)), closing: closing, in: session)
    }
  }

  @Test("offers topics of help that have a page")
  func topics() throws {
    let session = try Self.session()
    for text in ["", "load ", "train.", "load digits.", "t"] {
      let found = session.completion("help " + text, at: 5 + text.utf8.count)
      #expect(!found.candidates.isEmpty, "help \(text)")
      for candidate in found.candidates {
        let kept = String(decoding: text.utf8.prefix(found.replaced.lowerBound - 5), as: UTF8.self)
        let words = (kept + candidate.text).split(separator: " ").map(String.init)
        // These two want another word.
        guard words != ["search"], words != ["error"] else { continue }
        #expect(throws: Never.self, "help \(words)") { try session.help.page(on: words) }
      }
    }
  }

  @Test("offers modules that can be used")
  func modules() throws {
    let session = try Self.session()
    let found = session.completion("use ", at: 4)
    #expect(found.candidates.count > 3)
    Self.check("use ", in: session)
  }

  @Test("offers the paths that there are, quoted where they must be")
  func paths() throws {
    let session = try Self.session()
    for text in ["open ", "open Tests/", "open './", "open \"./", "save '/", "use \"./"] {
      Self.check(text, in: session)
    }
  }
}
