import CZlib

/// The library that unpacks files.
package enum ZlibVersion {
  /// Its version as it says itself: `1.2.13`.
  package static var current: String {
    // SAFETY: a constant string of the library.
    unsafe String(cString: zlibVersion())
  }
}
