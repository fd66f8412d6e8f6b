import Glibc
import Testing

@testable import MNLData

/// The value of an environment variable, or nil.
private func variable(_ name: String) -> String? {
  // SAFETY: `getenv` gives a C string or null; it is copied at once.
  guard let value = unsafe getenv(name) else { return nil }
  return unsafe String(cString: value)
}

/// Whether a data set lies in one of the places where `load` looks.
private func isInstalled(_ known: KnownDataSet) -> Bool {
  // A folder may be there without files: a download that failed leaves its lock.
  DataSource(environment: variable).places(for: known.name).contains { place in
    ["", ".gz"].contains {
      InputFile.presence(of: "\(place.folder)/train-images-idx3-ubyte\($0)") == .file
    }
  }
}

/// The published data sets, where this machine has them.
///
/// The hashes are numpy's: `scripts/reference/mnist_hashes.py` prints them.
@Suite struct PublishedDataTests {
  private func check(_ known: KnownDataSet, _ hashes: [(images: String, labels: String)]) throws {
    let loaded = try DataSource(environment: variable).load(known)
    #expect(loaded.warnings == [])
    #expect(loaded.data.splits.map(\.count) == [55_000, 5_000, 10_000])
    for (split, expected) in zip(loaded.data.splits, hashes) {
      let found = split.hashes()
      #expect(found.inputs == expected.images, "\(split.name)")
      #expect(found.targets == expected.labels, "\(split.name)")
    }
  }

  @Test(
    "reads MNIST into the very arrays that numpy makes of it",
    .enabled(
      if: variable("MNL_DATA_PATH") != nil,
      "set MNL_DATA_PATH to a folder that holds 'mnist/' to test with the real data"))
  func mnist() throws {
    try check(
      .mnist,
      [
        (
          "dc93ff6a238d5a9c713ae83cf2008ec97cbb5ca28cfb2a961a8787276eaf94c5",
          "3d27c71e689cee61ecbb132ff2d10b5125aa944b67cc7070d062ce537e8fd948"
        ),
        (
          "6acc4cbcf827aced1a047e46f3dd5bc532ec82a416aa65d2311b2ba0b8964060",
          "7606881a9274463dba0dd00c51c19eb4e4513d6fb53d7824ae3e6b5415806d39"
        ),
        (
          "bea0d7b85ab900e0196e6aa246898405f396f0a53e89fd33dc890629d7f60a9d",
          "2f8f366b93e2a655c1c1a74771f505326f2624697831cf9c8112282bd6c49b7e"
        ),
      ])
  }

  @Test(
    "reads fashion-mnist into the very arrays that numpy makes of it",
    .enabled(
      if: isInstalled(.fashionMNIST),
      "install the Debian package dataset-fashion-mnist to test with the real data"))
  func fashionMNIST() throws {
    try check(
      .fashionMNIST,
      [
        (
          "430bbc27318056335eaa9a652a098bbae8422957458cab2e109deda3b1dc1e73",
          "e53e9ccd9b31b40b44cba4f81c1e283ce21ff4d9dea626f1830f18539301affb"
        ),
        (
          "a3660e528bc95c034a87e989d359f330174c520b07998321bebcf09a2698af6b",
          "20a49073eff67e7e1c26be0d70e6fb08755a4019c780f394830ddfe4dced1647"
        ),
        (
          "6aa22f02eac2f38ee3d53dac6fa5a50f5e0a3e943c09082e3d0b1d1e1598b400",
          "10c968ac4b9b4cba41c0f5db0ae330bb11ad46c5a4c91cf551bac4b4cf4d94ee"
        ),
      ])
  }
}
