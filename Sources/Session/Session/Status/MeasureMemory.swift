import MNLEvents

/// Passes events on, and remembers the accuracy that was measured last.
final class MeasureMemory: EventSink {
  /// The accuracy that was measured last, from 0 to 1; nil if none was since it was forgotten.
  private(set) var accuracy: Double?
  private let next: any EventSink

  /// Makes a memory in front of a sink.
  init(_ next: any EventSink) { self.next = next }

  /// Remembers what is worth it and passes the event on.
  func receive(_ event: Event) {
    if case .metric(let metric) = event, metric.name == "accuracy" { accuracy = metric.value }
    next.receive(event)
  }

  /// Forgets what was measured, because it is about another model.
  func forget() { accuracy = nil }
}
