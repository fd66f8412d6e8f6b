/// Something that the prompt can say of what is current.
enum PromptPart: String, CaseIterable, Sendable {
  /// The name of the data set.
  case data
  /// The name of the model.
  case model
  /// How many epochs it was trained.
  case epochs
  /// The accuracy of the model that was measured last.
  case accuracy
  /// The number of the cell that is asked for.
  case cell
}
