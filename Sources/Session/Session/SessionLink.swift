/// What commands about the session know it by: they are declared before it is there.
package final class SessionLink {
  private weak var linked: Session?

  /// Makes a link to no session yet, which is enough for help.
  package init() {}

  /// The session; only running commands ask for it.
  var session: Session {
    guard let linked else { preconditionFailure("a command about no session") }
    return linked
  }

  /// Makes the session known.
  func connect(_ session: Session) { linked = session }
}
