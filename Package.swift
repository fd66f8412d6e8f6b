// swift-tools-version: 6.3
import PackageDescription

/// The settings of every Swift target of ours (CONTRIBUTING.md says why).
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A room of the house: one Swift module and the rooms below it that it may use.
func room(
  _ name: String, _ path: String, uses dependencies: [Target.Dependency] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(path)", swiftSettings: settings)
}

/// The tests of one room, in the folder of `Tests` that mirrors the room's own.
func tests(_ name: String, _ path: String, uses dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(path)", swiftSettings: settings)
}

/// The kernels for one level of CPU, built from the sources that all levels share.
///
/// They are optimised in debug builds, too: without that, each of their operations on a vector is a
/// loop of calls.
func kernels(_ level: String, flags: [String] = [], define: String? = nil) -> Target {
  let options = flags.flatMap { ["-Xcc", $0] } + ["-O"]
  return .target(
    name: "MNLKernels\(level)", dependencies: ["CMNLLanes", "MNLKernels"],
    path: "Sources/Engine/Kernels/\(level)",
    swiftSettings: settings + [.unsafeFlags(options)] + (define.map { [.define($0)] } ?? []))
}

/// The levels above the baseline, where the architecture has some.
#if arch(x86_64)
  let avx2 = ["-mavx2", "-mfma"]
  let variants = [
    kernels("AVX2", flags: avx2, define: "MNL_AVX2"),
    kernels(
      "AVX512",
      flags: avx2 + ["-mavx512f", "-mavx512vl", "-mavx512dq", "-mavx512bw"],
      define: "MNL_AVX512"),
  ]
#else
  let variants: [Target] = []
#endif

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let argumentParser: Target.Dependency =
  .product(name: "ArgumentParser", package: "swift-argument-parser")

/// Whether libFuzzer's targets are built instead of the tests: `scripts/fuzz` asks for it.
let isFuzzing = Context.environment["MNL_FUZZ"] != nil
let fuzzed: [Target.Dependency] = [
  "MNLData", "MNLDiagnostics", "MNLEvents", "MNLNotebook", "MNLRuntime", "MNLSyntax",
]

let package = Package(
  name: "mnl",
  products: isFuzzing ? [.library(name: "MNLFuzzing", type: .static, targets: ["MNLFuzzing"])] : [],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    // Level 0: words.
    room("MNLDiagnostics", "Language/Diagnostics"),

    // Level 1: text, numbers and events.
    room("MNLEvents", "Events", uses: ["MNLDiagnostics"]),
    room("MNLSyntax", "Language/Syntax", uses: ["MNLDiagnostics"]),
    room(
      "MNLTensor", "Engine/Tensor",
      uses: ["CMNLShims", "COpenBLAS", "MNLKernels", "MNLKernelsBaseline"]
        + variants.map { .target(name: $0.name) }),

    // Below it: the kernels, a target for each level of CPU.
    room("MNLKernels", "Engine/Kernels/Interface"),
    kernels("Baseline"),

    // Level 2: the interpreter, the data, the learning.
    room(
      "MNLRuntime", "Language/Runtime", uses: ["MNLDiagnostics", "MNLEvents", "MNLSyntax"]),
    room("MNLData", "Data", uses: ["CZlib", crypto]),
    room("MNLLearn", "Engine/Learn", uses: ["MNLTensor", crypto]),

    // Level 3: what is shipped as plugins, and the notebook.
    room("MNLNotebook", "Notebook", uses: ["MNLDiagnostics"]),
    room(
      "MNLBuiltins", "Plugins/Builtin",
      uses: [
        "MNLData", "MNLDiagnostics", "MNLEvents", "MNLLearn", "MNLRuntime", "MNLSyntax",
        "MNLTensor",
      ]),

    // Level 4: the session and its readers.
    room(
      "MNLSession", "Session/Session",
      uses: [
        "CMNLShims", "MNLBuiltins", "MNLData", "MNLDiagnostics", "MNLEvents", "MNLNotebook",
        "MNLRuntime", "MNLSyntax",
      ]),
    room(
      "MNLRender", "Session/Render",
      uses: [
        "CCMarkGFM", "CZlib", "MNLDiagnostics", "MNLEvents", "MNLNotebook", "MNLSyntax",
      ]),

    // Level 5: the terminal.
    room(
      "MNLTerminal", "Terminal",
      uses: [
        "CMNLShims", "CReadline", "MNLDiagnostics", "MNLEvents", "MNLNotebook", "MNLRender",
        "MNLSession",
      ]),

    // Level 6: the face.
    .executableTarget(
      name: "mnl",
      dependencies: [
        "MNLBuiltins", "MNLDiagnostics", "MNLEvents", "MNLNotebook", "MNLRender", "MNLRuntime",
        "MNLSession", "MNLTerminal", argumentParser,
      ],
      path: "Sources/mnl", swiftSettings: settings),

    // C: each behind one Swift file.
    .systemLibrary(
      name: "CCMarkGFM", path: "Sources/System/CCMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(
      name: "CReadline", path: "Sources/System/CReadline",
      providers: [.apt(["libreadline-dev"])]),
    .systemLibrary(
      name: "CZlib", path: "Sources/System/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "COpenBLAS", path: "Sources/System/COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CMNLLanes", path: "Sources/System/CMNLLanes"),
    .target(name: "CMNLShims", path: "Sources/System/CMNLShims"),

    // Tests, each in the folder that mirrors its room's, and what they share.
    .target(name: "MNLTestSupport", path: "Tests/Support", swiftSettings: settings),
    tests("MNLDiagnosticsTests", "Language/Diagnostics", uses: ["MNLDiagnostics"]),
    tests("MNLEventsTests", "Events", uses: ["MNLEvents"]),
    tests(
      "MNLSyntaxTests", "Language/Syntax", uses: ["MNLDiagnostics", "MNLSyntax", "MNLTestSupport"]),
    tests("MNLTensorTests", "Engine/Tensor", uses: ["MNLKernels", "MNLTensor"]),
    tests(
      "MNLRuntimeTests", "Language/Runtime",
      uses: ["MNLDiagnostics", "MNLEvents", "MNLRuntime", "MNLSyntax", "MNLTestSupport"]),
    tests("MNLDataTests", "Data", uses: ["MNLData", "CZlib", "MNLTestSupport"]),
    tests("MNLLearnTests", "Engine/Learn", uses: ["MNLLearn", "MNLTensor"]),
    tests(
      "MNLNotebookTests", "Notebook", uses: ["MNLDiagnostics", "MNLNotebook", "MNLTestSupport"]),
    tests(
      "MNLBuiltinsTests", "Plugins/Builtin",
      uses: [
        "MNLBuiltins", "MNLData", "MNLDiagnostics", "MNLEvents", "MNLLearn", "MNLRuntime",
        "MNLSyntax", "MNLTensor", "MNLTestSupport",
      ]),
    tests(
      "MNLSessionTests", "Session/Session",
      uses: [
        "MNLBuiltins", "MNLDiagnostics", "MNLEvents", "MNLNotebook", "MNLRuntime", "MNLSession",
        "MNLSyntax", "MNLTestSupport",
      ]),
    tests(
      "MNLRenderTests", "Session/Render",
      uses: ["MNLDiagnostics", "MNLEvents", "MNLNotebook", "MNLRender", "MNLTestSupport"]),
    tests(
      "MNLTerminalTests", "Terminal",
      uses: ["MNLEvents", "MNLRender", "MNLRuntime", "MNLSession", "MNLTerminal"]),

    // What fuzzing feeds. libFuzzer has the `main`, so for it they are a library.
    isFuzzing
      ? .target(
        name: "MNLFuzzing", dependencies: fuzzed, path: "Tests/Fuzzing",
        exclude: ["Finds", "Replay", "mnl.dict"], sources: ["Entry", "Targets"],
        swiftSettings: settings)
      : .testTarget(
        name: "MNLFuzzingTests", dependencies: fuzzed, path: "Tests/Fuzzing",
        exclude: ["Entry", "Finds", "mnl.dict"], sources: ["Replay", "Targets"],
        swiftSettings: settings),
  ] + variants
)
