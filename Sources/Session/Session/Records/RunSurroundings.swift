import MNLBuiltins
package import MNLNotebook

/// What a run runs on.
package struct RunSurroundings: Sendable, Equatable {
  /// The facts by their names, each a text or a number: `mnl`, `os`, `cpu`, `cores`, ….
  package var facts: [JSONValue.Member]

  /// The facts of this process.
  ///
  /// - Parameter threads: How many threads compute.
  package init(threads: Int) {
    let memory = Platform.memory.map { JSONValue.number(Double($0 >> 20) / 1024) }
    facts = [
      .init("mnl", .text(Version.current)), .init("optimised", .bool(Platform.isOptimised)),
      .init("os", .text(Platform.system)), .init("arch", .text(Platform.architecture)),
      .init("cpu", .text(Processor.name)), .init("kernels", .text(Builtins.cpuLevel)),
      .init("blas", .text(Builtins.blas)), .init("cores", .int(Processor.coreCount)),
      .init("threads", .int(threads)), .init("memory_gib", memory ?? .null),
    ]
  }

  /// Reads what `json` wrote; nil if it is something else.
  init?(_ json: JSONValue) {
    guard let members = json.members else { return nil }
    facts = members
  }

  /// The facts as JSON.
  var json: JSONValue { .object(facts) }
}
