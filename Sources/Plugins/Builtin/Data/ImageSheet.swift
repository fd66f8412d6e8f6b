import MNLData
import MNLEvents
import MNLTensor

/// Images to look at, with their captions.
enum ImageSheet {
  /// The images of some rows of a split, each under what is asked of it.
  ///
  /// - Precondition: the rows exist.
  static func of(rows: [Int], split: Split, size: ImageSize, form: ExampleForm) -> Images {
    Images(
      height: size.height, width: size.width,
      pixels: rows.map { Array(split.inputBytes(at: $0)) },
      captions: rows.map { form.targetText(of: $0, in: split) })
  }

  /// The first images of numbers from 0 to 1; others are clamped.
  ///
  /// - Parameters:
  ///   - tensor: `[n, height * width]` or `[n, height, width]`.
  ///   - height: Rows of pixels.
  ///   - width: Pixels in a row.
  ///   - count: How many images at most.
  /// - Returns: The images, without captions.
  static func of(_ tensor: Tensor<Float>, height: Int, width: Int, count: Int) -> Images {
    let size = height * width
    let available = size == 0 ? 0 : min(count, tensor.count / size)
    let pixels = (0..<available).map { image in
      (0..<size).map { pixel -> UInt8 in
        let value = tensor[image * size + pixel]
        return value > 0 ? UInt8(min(1, value) * 255) : 0
      }
    }
    return Images(height: height, width: width, pixels: pixels, captions: [])
  }
}
