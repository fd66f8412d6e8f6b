import Foundation
import MNLData

// Readers of files: the input becomes one.
extension FuzzTarget {
  /// Reads a table.
  static func readTable(_ bytes: [UInt8]) -> String? {
    withFile(bytes) { path in
      let options = TableOptions()
      do throws(DataError) {
        let sketch = try TableSketch(path: path, options)
        let table = try TableReader.read(path, sketch, options, TableRoles())
        guard table.values.count == table.count * table.features.count else {
          return "\(table.values.count) numbers in \(table.count) rows"
        }
        let missing = table.features.map(\.missing).reduce(0, +)
        guard table.values.count(where: \.isNaN) == missing else {
          return "other numbers are missing than those that are counted"
        }
        let data = try table.examples(
          named: "fuzz", TableShape(), Division(way: .random)
        ).data
        for split in data.splits {
          for row in 0..<split.count where !split.inputs(at: row).allSatisfy({ !$0.isNaN }) {
            return "row \(row) of \(split.name) has no number"
          }
        }
      } catch {
        return fault(error)
      }
      return nil
    }
  }

  /// Reads an image.
  static func readImage(_ bytes: [UInt8]) -> String? {
    withFile(bytes) { path in
      do throws(DataError) {
        let image = try ImageFile.read(path: path)
        guard image.pixels.count == image.size.pixels else {
          return "\(image.pixels.count) values for \(image.size.pixels) pixels"
        }
        let small = image.scaled(to: ImageSize(height: 3, width: 5))
        return small.pixels.count == 15 ? nil : "\(small.pixels.count) values for 15 pixels"
      } catch {
        return fault(error)
      }
    }
  }

  /// Reads an array, and those of an archive.
  static func readArrays(_ bytes: [UInt8]) -> String? {
    withFile(bytes) { path in
      do throws(DataError) {
        if let found = broken(try NumberArray(path: path)) { return found }
      } catch {
        if let found = fault(error) { return found }
      }
      do throws(DataError) {
        let archive = try NPZArchive(path: path)
        for name in archive.names {
          if let found = broken(try archive.array(named: name)) { return found }
        }
      } catch {
        return fault(error)
      }
      return nil
    }
  }

  /// Reads an array in MNIST's form, and as the file of a published data set.
  static func readIDX(_ bytes: [UInt8]) -> String? {
    withFile(bytes) { path in
      do throws(DataError) {
        if let found = broken(try NumberArray(idx: path)) { return found }
      } catch {
        if let found = fault(error) { return found }
      }
      for rank in 1...3 {
        do throws(DataError) {
          let file = try IDXFile.read(path: path, rank: rank)
          guard file.values.count == file.dimensions.reduce(1, *) else {
            return "\(file.values.count) bytes of \(file.dimensions)"
          }
        } catch {
          if let found = fault(error) { return found }
        }
      }
      return nil
    }
  }

  private static func broken(_ array: NumberArray) -> String? {
    let count =
      switch array.contents {
      case .bytes(let bytes): bytes.count
      case .integers(let integers): integers.count
      case .numbers(let numbers): numbers.count
      case .texts(let texts): texts.count
      }
    return count == array.shape.reduce(1, *)
      ? nil : "\(count) elements of the shape \(array.shapeText)"
  }

  /// Reads a text, in pieces and in lines of classes.
  static func readText(_ bytes: [UInt8]) -> String? {
    withFile(bytes) { path in
      for units in TextUnits.allCases {
        do throws(DataError) {
          let file = try TextFile(path: path)
          let division = Division(way: .time, test: 0, validation: 0)
          let pieces = try file.pieces(
            named: "fuzz", units, steps: 5, vocabulary: 9, division)
          let known = pieces.data.train
          let count = (0..<known.count).flatMap(known.targetClasses).count { $0 != nil }
          guard count == pieces.units - 1 else {
            return "\(count) units are asked for of \(pieces.units)"
          }
          _ = try file.labelled(named: "fuzz", units, steps: 5, vocabulary: 9, division)
        } catch {
          if let broken = fault(error) { return broken }
        }
      }
      return nil
    }
  }

  /// Reads series, as examples and as questions.
  static func readSeries(_ bytes: [UInt8]) -> String? {
    withFile(bytes) { path in
      do throws(DataError) {
        let file = try SeriesFile(path: path, labelling: .asked(areClasses: nil))
        let data = try SeriesExamples(file, test: file, targetIsClass: nil).data(
          named: "fuzz", Division(way: .time, validation: 0), isScaled: true)
        guard data.train.count == file.count, data.test.count == file.count else {
          return "\(data.train.count) examples of \(file.count) series"
        }
        for row in 0..<file.count {
          let values = data.train.inputs(at: row)
          let end = data.train.length(at: row) * file.dimensions
          guard Int(file.lengths[row]) * file.dimensions == end,
            values.allSatisfy(\.isFinite), values[end...].allSatisfy({ $0 == 0 })
          else { return "series \(row) has other values than those of its steps" }
        }
        guard let meaning = data.meaning.flatMap(SeriesMeaning.init(decoding:)) else {
          return "what the series mean cannot be kept"
        }
        let same = try SeriesFile(path: path, labelling: .ignored)
        guard try meaning.questions(same).count == file.count else {
          return "not as many questions as series"
        }
      } catch {
        if let broken = fault(error) { return broken }
      }
      do throws(DataError) {
        _ = try SeriesFile(path: path, labelling: .absent)
      } catch {
        return fault(error)
      }
      return nil
    }
  }

  private static func fault(_ error: DataError) -> String? {
    if error.message.isEmpty { return "an error without words" }
    if case .text(_, let place, _) = error, place.line < 1 || place.column < 1 {
      return "a fault at \(place)"
    }
    if case .series(_, let place, _) = error, place.line < 1 || place.column < 1 {
      return "a fault at \(place)"
    }
    guard case .table(_, let place, _) = error else { return nil }
    return place.line >= 1 && place.column >= 1 ? nil : "a fault at \(place)"
  }

  private static func withFile(_ bytes: [UInt8], _ body: (String) -> String?) -> String? {
    let path = NSTemporaryDirectory() + "mnl-fuzz-\(UUID().uuidString)"
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      return "'\(path)' cannot be written"
    }
    defer { try? FileManager.default.removeItem(atPath: path) }
    return body(path)
  }
}
