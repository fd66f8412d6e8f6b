package import MNLKernels

extension BLAS {
  /// Kinds of CPU by the level of their instructions, the best to ask for first.
  ///
  /// Source: the kernels of `DYNAMIC_ARCH` in OpenBLAS 0.3.21 and later for x86-64. Those of other
  /// architectures are not here: there is only one level there.
  private static let cores: [(level: CPULevel, names: [String])] = [
    (.avx512, ["SkylakeX", "Cooperlake", "SapphireRapids"]),
    (.avx2, ["Haswell", "Zen", "Excavator"]),
    (
      .baseline,
      [
        "Prescott", "Atom", "Core2", "Penryn", "Dunnington", "Nehalem", "Sandybridge", "Nano",
        "Athlon", "Opteron", "Opteron_SSE3", "Barcelona", "Bobcat", "Bulldozer", "Piledriver",
        "Steamroller", "Generic",
      ]
    ),
  ]

  /// The level whose instructions the kernels for a kind of CPU use; nil for an unknown one.
  ///
  /// Capitals do not matter: builds for one CPU write them all large.
  package static func level(ofCore name: String) -> CPULevel? {
    let wanted = name.lowercased()
    return cores.first { $0.names.contains { $0.lowercased() == wanted } }?.level
  }

  /// The value of `OPENBLAS_CORETYPE` that asks for kernels of a level: `SKYLAKEX`.
  package static func coreType(for level: CPULevel) -> String {
    guard let name = cores.first(where: { $0.level == level })?.names.first else {
      preconditionFailure("every level has a core")
    }
    return name.uppercased()
  }

  /// The level of the kernels that the library computes with; nil if that is not known.
  package static var levelName: String? { level(ofCore: coreName)?.rawValue }

  /// The value of `OPENBLAS_CORETYPE` with which the library computes at the level of our kernels;
  /// nil if it was built for one CPU, or for another architecture, and has no choice.
  package static var matchingCoreType: String? {
    guard configuration.contains("DYNAMIC_ARCH"), levelName != nil else { return nil }
    return coreType(for: ActiveKernels.level)
  }
}
