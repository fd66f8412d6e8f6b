import Glibc
import MNLTensor

/// From where each pixel of a changed image comes: the image is turned, scaled and pulled apart.
///
/// The last is the elastic deformation of Simard, Steinkraus and Platt 2003: a random displacement of
/// each pixel, smoothed by a bell curve whose deviation is a seventh of the shorter side, as 4 of 28.
struct ImageWarp {
  private let height: Int
  private let width: Int
  private let angle: Double
  private let factor: Double
  /// How far each pixel is pulled down and to the right, `[H, W]`; empty for not at all.
  private let down: [Double]
  private let right: [Double]

  /// Draws a change.
  init(_ augmentation: Augmentation, height: Int, width: Int, _ stream: inout RandomStream) {
    (self.height, self.width) = (height, width)
    angle = augmentation.rotation * (2 * stream.uniform() - 1) * Double.pi / 180
    factor = 1 + augmentation.scaling * (2 * stream.uniform() - 1)
    guard augmentation.elasticity > 0 else {
      (down, right) = ([], [])
      return
    }
    let fields = (0..<2).map { _ in
      Self.smooth((0..<height * width).map { _ in 2 * stream.uniform() - 1 }, height, width)
    }
    let squares = fields.joined().reduce(0) { $0 + $1 * $1 }
    let size = (squares / Double(height * width)).squareRoot()
    let strength = size > 0 ? augmentation.elasticity / size : 0
    (down, right) = (fields[0].map { $0 * strength }, fields[1].map { $0 * strength })
  }

  /// Changes an image, `[H, W]`, in place; each pixel lies between the four from which it comes, and
  /// what lies outside is 0.
  func apply(to image: Buffer<Float>) {
    let old = (0..<height * width).map { image[$0] }
    let (middleRow, middleColumn) = (Double(height - 1) / 2, Double(width - 1) / 2)
    let (sine, cosine) = (sin(angle) / factor, cos(angle) / factor)
    for row in 0..<height {
      for column in 0..<width {
        let (y, x) = (Double(row) - middleRow, Double(column) - middleColumn)
        let index = row * width + column
        let pull = down.isEmpty ? (0, 0) : (down[index], right[index])
        let fromRow = middleRow + cosine * y - sine * x + pull.0
        let fromColumn = middleColumn + sine * y + cosine * x + pull.1
        image[index] = sample(old, fromRow, fromColumn)
      }
    }
  }

  private func sample(_ image: [Float], _ row: Double, _ column: Double) -> Float {
    guard row > -1, column > -1, row < Double(height), column < Double(width) else { return 0 }
    let (top, left) = (Int(row.rounded(.down)), Int(column.rounded(.down)))
    let (low, far) = (Float(row - Double(top)), Float(column - Double(left)))
    func pixel(_ row: Int, _ column: Int) -> Float {
      row >= 0 && column >= 0 && row < height && column < width ? image[row * width + column] : 0
    }
    let upper = pixel(top, left) * (1 - far) + pixel(top, left + 1) * far
    let lower = pixel(top + 1, left) * (1 - far) + pixel(top + 1, left + 1) * far
    return upper * (1 - low) + lower * low
  }

  /// The weighted means of a field, along rows and then along columns.
  private static func smooth(_ field: [Double], _ height: Int, _ width: Int) -> [Double] {
    let deviation = max(1, Double(min(height, width)) / 7)
    let reach = Int((3 * deviation).rounded(.up))
    let bell = (-reach...reach).map { exp(-Double($0 * $0) / (2 * deviation * deviation)) }
    func along(_ field: [Double], _ stepRow: Int, _ stepColumn: Int) -> [Double] {
      var result = field
      for row in 0..<height {
        for column in 0..<width {
          var sum = 0.0
          for tap in -reach...reach {
            let (y, x) = (row + tap * stepRow, column + tap * stepColumn)
            guard y >= 0, x >= 0, y < height, x < width else { continue }
            sum += bell[tap + reach] * field[y * width + x]
          }
          result[row * width + column] = sum
        }
      }
      return result
    }
    return along(along(field, 0, 1), 1, 0)
  }
}
