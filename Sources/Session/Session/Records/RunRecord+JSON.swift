import MNLNotebook

// How a record is written down.
extension RunRecord {
  /// The keys of a record that this version knows.
  private static let keys: Set<String> = [
    "schema", "id", "label", "status", "exit", "started", "ended", "duration_s", "cells", "script",
    "command", "params", "seed", "data", "plugins", "env", "git", "summary", "error",
    "resumed_from",
  ]

  /// The record as JSON.
  var json: JSONValue {
    let parameters = parameters.map { parameter in
      JSONValue.Member(
        parameter.name,
        .object(pairs: [
          ("value", parameter.value), ("default", parameter.defaultValue ?? .null),
          ("origin", .text(parameter.origin)),
        ]))
    }
    let data = data.map {
      JSONValue.object(pairs: [
        ("name", .text($0.name)), ("sha256", .text($0.sha256)), ("items", .int($0.items)),
      ])
    }
    let plugins = plugins.map {
      JSONValue.object(pairs: [("name", .text($0.name)), ("version", .text($0.version))])
    }
    let failure = failure.map {
      JSONValue.object(pairs: [
        ("code", .text($0.code)), ("message", .text($0.message)),
        ("cell", JSONValue(optional: $0.cell)),
      ])
    }
    let members: [(String, JSONValue)] = [
      ("schema", .text(Self.schema)), ("id", .text(id)), ("label", JSONValue(optional: label)),
      ("status", JSONValue(optional: status?.rawValue)), ("exit", JSONValue(optional: exitCode)),
      ("started", .text(started)), ("ended", JSONValue(optional: ended)),
      ("duration_s", JSONValue(optional: seconds)),
      ("cells", .object(cells.map { .init($0.key, .int($0.value)) })),
      (
        "script",
        .object(pairs: [("path", .text(script.path)), ("sha256", .text(script.sha256))])
      ),
      ("command", .list(command.map { .text($0) })), ("params", .object(parameters)),
      ("seed", .int(seed)), ("data", .list(data)), ("plugins", .list(plugins)),
      ("env", surroundings?.json ?? .null), ("git", git?.json ?? .null),
      ("summary", summary.json), ("error", failure ?? .null),
      ("resumed_from", JSONValue(optional: resumedFrom)),
    ]
    return .object(members.map { JSONValue.Member($0.0, $0.1) } + others)
  }

  /// Reads a record; nil if it is none, or one of another form.
  init?(_ json: JSONValue) {
    guard json["schema"]?.text == Self.schema, let id = json["id"]?.text,
      let started = json["started"]?.text, let script = Script(json["script"])
    else { return nil }
    self.init(
      id: id, started: started, script: script,
      command: json["command"]?.list?.compactMap(\.text) ?? [], seed: json["seed"]?.int ?? 0)
    label = json["label"]?.text
    status = json["status"]?.text.flatMap(RunState.init)
    exitCode = json["exit"]?.int
    ended = json["ended"]?.text
    seconds = json["duration_s"]?.number
    for member in json["cells"]?.members ?? [] { cells[member.key] = member.value.int }
    parameters = (json["params"]?.members ?? []).compactMap { Parameter($0.key, $0.value) }
    data = (json["data"]?.list ?? []).compactMap { LoadedData($0) }
    plugins = (json["plugins"]?.list ?? []).compactMap { plugin in
      plugin["name"]?.text.map { Plugin(name: $0, version: plugin["version"]?.text ?? "") }
    }
    surroundings = json["env"].flatMap { RunSurroundings($0) }
    git = json["git"].flatMap { GitState($0) }
    summary = RunSummary(json["summary"] ?? .null)
    failure = json["error"].flatMap { Failure($0) }
    resumedFrom = json["resumed_from"]?.text
    others = (json.members ?? []).filter { !Self.keys.contains($0.key) }
  }
}

extension RunRecord.Script {
  fileprivate init?(_ json: JSONValue?) {
    guard let path = json?["path"]?.text else { return nil }
    self.init(path: path, sha256: json?["sha256"]?.text ?? "")
  }
}

extension RunRecord.Parameter {
  fileprivate init?(_ name: String, _ json: JSONValue) {
    guard let value = json["value"] else { return nil }
    let defaultValue = json["default"]
    self.init(
      name: name, value: value, defaultValue: defaultValue == .null ? nil : defaultValue,
      origin: json["origin"]?.text ?? "default")
  }
}

extension RunRecord.LoadedData {
  fileprivate init?(_ json: JSONValue) {
    guard let name = json["name"]?.text, let sha256 = json["sha256"]?.text else { return nil }
    self.init(name: name, sha256: sha256, items: json["items"]?.int ?? 0)
  }
}

extension RunRecord.Failure {
  fileprivate init?(_ json: JSONValue) {
    guard let code = json["code"]?.text, let message = json["message"]?.text else { return nil }
    self.init(code: code, message: message, cell: json["cell"]?.int)
  }
}

// JSON has no numbers that are infinite or none.
extension JSONValue {
  /// The text, or `null`.
  init(optional text: String?) { self = text.map { .text($0) } ?? .null }

  /// The whole number, or `null`.
  init(optional int: Int?) { self = int.map { .int($0) } ?? .null }

  /// The number, or `null`; also what is not finite is `null`.
  init(optional number: Double?) {
    self = number.flatMap { $0.isFinite ? .number($0) : nil } ?? .null
  }
}
