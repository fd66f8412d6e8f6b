package import MNLEvents
package import MNLSyntax

/// Something that a plugin made and that the language passes on without looking into it: a tensor, a
/// data set, a model.
///
/// The runtime knows no numerics: all that operators, fields, indices and output do with a handle,
/// they ask of it. Handles live on the thread that runs the session.
package protocol Handle: AnyObject, Sendable {
  /// The kind that its plugin declares: `tensor`, `data`, `model`.
  var kind: String { get }

  /// One line that says what it is: `mnist: 55000 train, 5000 validation, 10000 test`.
  var summary: String { get }

  /// The names of its fields.
  var fieldNames: [String] { get }

  /// The value of a field; nil if there is none of that name.
  func field(_ name: String) throws(CommandFailure) -> Value?

  /// How many elements `length` and indices see; nil if it cannot be indexed.
  var elementCount: Int? { get }

  /// The element at an index from 0 below `elementCount`; never called without one.
  func element(at index: Int) throws(CommandFailure) -> Value

  /// The value of an operator with this handle on at least one side; nil where it has no meaning.
  ///
  /// `-x` arrives as `0 - x`.
  func applying(_ operator: BinaryOperator, _ left: Value, _ right: Value) throws(CommandFailure)
    -> Value?

  /// A handle that stands for this one in the check: it has its shape, and nothing else. Nil if
  /// nothing can be said before the run.
  var standIn: (any Handle)? { get }

  /// What is known of every element of a stand-in; nil if nothing is.
  var foreseenElement: Value? { get }

  /// What `print` and `{…}` write of it.
  var printed: String { get }

  /// How it is shown as a result.
  var display: DisplayBundle { get }

  /// What of it journaled commands change; nil if nothing.
  var changing: (any ChangingState)? { get }

  /// What proves that it was made of the same things from outside, as a hash; nil if it is made of
  /// what the script says alone.
  var contentMark: String? { get }
}

extension Handle {
  /// No fields.
  package var fieldNames: [String] { [] }

  /// No fields.
  package func field(_ name: String) throws(CommandFailure) -> Value? { nil }

  /// No elements.
  package var elementCount: Int? { nil }

  /// Never called, because there are no elements.
  package func element(at index: Int) throws(CommandFailure) -> Value {
    preconditionFailure("a \(kind) has no elements")
  }

  /// No operators.
  package func applying(
    _ operator: BinaryOperator, _ left: Value, _ right: Value
  ) throws(CommandFailure) -> Value? { nil }

  /// Nothing is known before the run.
  package var standIn: (any Handle)? { nil }

  /// Nothing is known before the run.
  package var foreseenElement: Value? { nil }

  /// Nothing changes.
  package var changing: (any ChangingState)? { nil }

  /// Made of what the script says.
  package var contentMark: String? { nil }

  /// The summary.
  package var printed: String { summary }

  /// The summary.
  package var display: DisplayBundle { DisplayBundle(text: summary) }
}
