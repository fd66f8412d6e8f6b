/// A format of pictures in files.
package enum PictureFormat: String, Sendable, CaseIterable {
  /// Scalable drawings: curves, matrices, images.
  case svg
  /// Pixels: images.
  case png

  /// The format that the ending of a path names; nil if it names none.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }
}

/// Draws a bundle as a picture; nil if it holds nothing that the format can show.
///
/// Who makes a bundle does not know how it is drawn: this is what a command is given to write one
/// into a file.
package typealias PictureMaker = @Sendable (DisplayBundle, PictureFormat) -> [UInt8]?
