/// Who is told how far the reading of files is, and asked whether it goes on.
package struct FileReading {
  private let look: (_ path: String, _ done: Int, _ total: Int) -> Bool

  /// Nobody is told.
  package static var unseen: FileReading { FileReading { _, _, _ in true } }

  /// Makes a listener.
  ///
  /// - Parameter look: Called now and then with the file, and how many of its bytes are read; false
  ///   stops the reading.
  package init(_ look: @escaping (_ path: String, _ done: Int, _ total: Int) -> Bool) {
    self.look = look
  }

  /// The same for one file.
  func goesOn(_ path: String) -> (Int, Int) -> Bool {
    { look(path, $0, $1) }
  }
}
