package import MNLLearn
package import MNLRuntime

/// How the step size changes while something is trained.
package final class ScheduleHandle: Handle {
  /// The schedule.
  package let schedule: any Schedule

  /// Makes the handle of a schedule; that of any plugin will do.
  package init(_ schedule: any Schedule) { self.schedule = schedule }

  /// `schedule`.
  package var kind: String { "schedule" }

  /// The schedule with its settings: `cosine final=0.1`.
  package var summary: String { schedule.text }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every schedule has.
  package static let fields: [ReturnType.Field] = [
    .init("name", .value(.text), "Which schedule, as in cosine")
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    name == "name" ? .text(schedule.name) : nil
  }
}
