import Foundation
import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLTestSupport
import Testing

@testable import MNLSession

/// Runs that are stopped anywhere, and resumed from what is on the disk then.
@Suite struct ResumeTests {
  /// What a run told: its words, without how long anything took.
  private final class Listener: EventSink {
    /// What was told and stays.
    var told: [String] = []
    /// Called after each event with their number.
    var heard: (Int) -> Void = { _ in }
    private var count = 0

    func receive(_ event: Event) {
      switch event {
      case .output(let text): told.append(text)
      case .result(let bundle), .display(let bundle): told.append(bundle.text)
      case .metric(let metric): told.append("\(metric.name) \(metric.value)")
      case .progress(let progress) where progress.isFinal: told.append(progress.label)
      case .expectation(let expectation): told.append("expect \(expectation.holds)")
      case .diagnostic(let diagnostic): told.append(diagnostic.message)
      case .cellEnd(let end): told.append("\(end.status) \(end.index)")
      default: break
      }
      count += 1
      heard(count)
    }
  }

  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "mnl-resume-\(UUID().uuidString)"
  ).path

  /// A run of a text; it begins anew, or goes on from what a folder holds.
  ///
  /// The clock goes on by a minute with every event, so that snapshots are taken as often as can be.
  ///
  /// - Parameters:
  ///   - text: The document.
  ///   - old: The folder that is gone on from.
  ///   - new: The folder that its snapshots go to; nil if there are to be none.
  ///   - epochs: The value of the parameter `epochs`; nil for its default.
  ///   - heard: Called after each event.
  /// - Returns: What it told, the cell that it goes on in, and why it uses something not.
  /// - Throws: `RefusedDocument`.
  private func run(
    _ text: String, from old: String? = nil, to new: String? = nil, epochs: String? = nil,
    heard: @escaping (Int) -> Void = { _ in }
  ) throws -> (told: [String], from: String?, warnings: [String]) {
    let listener = Listener()
    var minutes = 0.0
    listener.heard = {
      minutes += 1
      heard($0)
    }
    var settings = SessionSettings(seed: 5, threads: 2)
    settings.tellsTimes = false
    let session = try Session(
      settings: settings, plugins: Builtins.plugins, sink: listener,
      interruption: Interruption(), now: { minutes * 60 })
    let overrides = epochs.map {
      [ParameterOverride(name: "epochs", text: $0, origin: .option)]
    }
    let prepared = try session.prepare(
      DocumentSource(name: "a.mnl", bytes: Array(text.utf8)), overrides: overrides ?? [])
    var warnings: [String] = []
    var search = ResumePoint.Search()
    if let old { search = ResumePoint.find(in: old, for: prepared, in: session) }
    if let new {
      session.keepSnapshots(of: prepared, in: new, from: search.point) {
        warnings.append($0.message)
      }
    }
    _ = session.run(prepared)
    return (listener.told, search.point?.words, search.warnings.map(\.message) + warnings)
  }

  /// Kills a run after one event or another; each must end as the one that was left alone.
  private func killEverywhere(_ text: String) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let whole = try run(text)
    var copies: [Int] = []
    let kept = try run(text, to: folder + "/kept") { count in
      let copy = folder + "/\(count)"
      guard FileManager.default.fileExists(atPath: folder + "/kept") else { return }
      try? FileManager.default.copyItem(atPath: folder + "/kept", toPath: copy)
      copies.append(count)
    }
    #expect(kept.told == whole.told)
    #expect(kept.warnings == [])
    #expect(!copies.isEmpty)
    // Of many moments some suffice; which ones, is the same in every run.
    let step = max(1, copies.count / 16)
    for copy in copies.enumerated().filter({ $0.offset % step == 0 }).map(\.element) {
      let resumed = try run(text, from: folder + "/\(copy)", to: folder + "/new-\(copy)")
      #expect(resumed.told == whole.told, "killed after event \(copy)")
      #expect(resumed.from != nil)
      #expect(resumed.warnings == [])
      let again = try run(text, from: folder + "/new-\(copy)", to: folder + "/newer-\(copy)")
      #expect(again.told == whole.told, "resumed once more, killed after event \(copy)")
    }
  }

  @Test("a run of the verbs ends the same wherever it was killed")
  func verbs() throws {
    try killEverywhere(
      """
      # %% name="load"
      load digits train=120 test=24

      # %% name="model"
      let first = model lstm 4 dropout=0.1
      print $first

      # %% name="train"
      while $first.epochs < 3 {
        train epochs=1 batch=20 optimizer=(adam rate=0.01) schedule=cosine clip=1
        print "now {$first}, {$first.epochs}"
      }

      # %% name="more"
      let second = model gru 4
      train epochs=2 batch=20 rate=0.01 best=true average=0.9
      try { predict 99999999 model=$second } catch e { print $e.message }
      current model=$first
      train epochs=2 batch=20 shift=1

      # %% name="eval"
      $first
      [$second]
      let r = eval
      print "accuracy {$r.accuracy} {(eval model=$second).loss}"
      print $first.hash $second.hash
      """)
  }

  @Test("a run of tensor commands ends the same wherever it was killed")
  func tensors() throws {
    try killEverywhere(
      """
      # %% name="graph"
      param epochs: int 1..10 = 2
      let data = load digits train=240 test=24
      let x = placeholder [none, 784]
      let y = placeholder [none, 10]
      let w = variable (truncated-normal [784, 10] stddev=0.1)
      def network(x: tensor, w: tensor) { return dropout $x 0.2 }
      let out = ($x @ $w)
      let loss = mean (cross-entropy logits=$out labels=$y)
      let step = minimize (adam rate=0.01) $loss
      run (initialize)

      # %% name="train"
      for epoch in 1..$epochs {
        for k in 1..5 {
          let batch = next-batch $data.train 20
          run $step feed=[[$x, $batch.images], [$y, $batch.labels]]
        }
        let l = run $loss feed=[[$x, $data.test.images], [$y, $data.test.labels]]
        print "epoch {$epoch}: {$l}"
      }

      # %% name="end"
      let all = run $w
      print (run (sum ($w * $w))) (sum ($all * $all)) (run $w)
      """)
  }

  @Test("failures that were caught are told again, and what follows them")
  func failures() throws {
    try killEverywhere(
      """
      # %% name="a"
      for k in 1..3 {
        try { fail "no {$k}" } catch e { print $e.message }
        try { expect ($k > 0) "counts" } catch { print "never" }
      }

      # %% name="b"
      print "end" 3.5 [1, 2] true none
      """)
  }

  private let counted = """
    # %% name="a"
    param epochs: int 1..10 = 2
    print "a {$epochs}"

    # %% name="b"
    print "b"

    # %% name="c"
    print "c"
    """

  @Test("what stands behind a snapshot may be changed")
  func laterEdit() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(counted, to: folder + "/old")
    let edited = counted.replacing("print \"c\"", with: "print \"d\"")
    let resumed = try run(edited, from: folder + "/old", to: folder + "/new")
    #expect(resumed.from == "cell 'b'")
    #expect(
      resumed.warnings == [
        "what was kept in cell 'c' is not used: cell 'c', or what stands before it, was changed"
      ])
    #expect(resumed.told == (try run(edited)).told)
  }

  @Test("what stands before a snapshot may not be changed")
  func earlierEdit() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(counted, to: folder + "/old")
    let edited = counted.replacing("a {", with: "z {")
    let resumed = try run(edited, from: folder + "/old", to: folder + "/new")
    #expect(resumed.from == nil)
    #expect(resumed.warnings.count == 1)
    #expect(resumed.told == (try run(edited)).told)
  }

  @Test("parameters may not be changed")
  func parameters() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(counted, to: folder + "/old")
    let resumed = try run(counted, from: folder + "/old", epochs: "3")
    #expect(resumed.from == nil)
    #expect(
      resumed.warnings == [
        "what was kept in cell 'c' is not used: the parameter 'epochs' was 2, and is 3"
      ])
  }

  @Test("a snapshot with any flipped bit is not used, but the one before")
  func damage() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(counted, to: folder + "/old")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/old")
    let last = try #require(names.filter { $0.hasSuffix(".snapshot") }.max())
    let url = URL(filePath: folder + "/old/" + last)
    let whole = try Data(contentsOf: url)
    for place in stride(from: 0, to: whole.count, by: 7) {
      var damaged = whole
      damaged[place] ^= 1 << UInt8(place % 8)
      try damaged.write(to: url)
      let resumed = try run(counted, from: folder + "/old")
      #expect(resumed.from == "cell 'b'", "byte \(place)")
      #expect(resumed.warnings.count == 1)
    }
  }

  @Test("where nothing can be kept, that is told once, and the run goes on")
  func unwritable() throws {
    let kept = try run(counted, to: "/dev/null/snapshots")
    #expect(kept.told == (try run(counted)).told)
    #expect(kept.warnings.count == 1)
    #expect(kept.warnings.first?.hasPrefix("from here on the run cannot be resumed") == true)
  }
}
