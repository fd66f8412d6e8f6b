package import MNLEvents

/// A bundle as a picture for notebooks and files.
package enum Picture {
  /// The picture in a format; nil if there is nothing in the bundle that can be drawn so.
  package static func bytes(of bundle: DisplayBundle, as format: PictureFormat) -> [UInt8]? {
    switch format {
    case .svg: svg(of: bundle).map { Array($0.utf8) }
    case .png: png(of: bundle)
    }
  }

  /// Curves, matrices and images as SVG; of a report, all of them one below the other.
  static func svg(of bundle: DisplayBundle) -> String? {
    let parts = parts(of: bundle)
    return parts.isEmpty ? nil : SVGPart.document(parts)
  }

  /// Images as a PNG file; of a report, the first that there are.
  static func png(of bundle: DisplayBundle) -> [UInt8]? {
    for data in bundle.data {
      switch data {
      case .images(let images): return ImageSheetPicture(images).png
      case .report(let parts):
        if let found = parts.lazy.compactMap({ png(of: $0) }).first { return found }
      case .table, .curves, .matrix: continue
      }
    }
    return nil
  }

  private static func parts(of bundle: DisplayBundle) -> [SVGPart] {
    for data in bundle.data {
      switch data {
      // Compact curves have no common measure.
      case .curves(let curves): return curves.isCompact ? [] : [CurvesPicture(curves).part]
      case .matrix(let matrix): return [MatrixPicture(matrix).part]
      case .images(let images): return ImageSheetPicture(images).svg.map { [$0] } ?? []
      case .report(let inner): return inner.flatMap(parts)
      case .table: continue
      }
    }
    return []
  }
}
