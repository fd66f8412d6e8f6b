/// A reader of the event stream.
///
/// Sinks are called on the thread that runs the session, in order; none is called by two threads.
package protocol EventSink: AnyObject {
  /// Takes the next event.
  func receive(_ event: Event)
}

/// A sink that hands every event to several others, in their order.
package final class FanOutSink: EventSink {
  private var sinks: [any EventSink]

  /// Makes a sink of others.
  package init(_ sinks: [any EventSink]) { self.sinks = sinks }

  /// Adds one, after the others.
  package func attach(_ sink: any EventSink) { sinks.append(sink) }

  /// Hands the event on.
  package func receive(_ event: Event) {
    for sink in sinks { sink.receive(event) }
  }
}

/// A sink that keeps what reaches standard output, as plain text.
package protocol TranscriptSink: EventSink {
  /// Gives back the text since it was asked last.
  func takeText() -> String
}

/// A sink that keeps all events, for tests and for whoever wants to look at a run afterwards.
package final class RecordingSink: EventSink {
  /// The events so far.
  package private(set) var events: [Event] = []

  /// Makes an empty recording.
  package init() {}

  /// Keeps the event.
  package func receive(_ event: Event) { events.append(event) }
}
