/// A published data set of four IDX files: two of images, two of labels.
package struct KnownDataSet: Sendable, Equatable {
  /// A file, by its name without `.gz`, and what its unpacked content is.
  package struct File: Sendable, Equatable {
    /// The name, for instance `train-images-idx3-ubyte`.
    package let name: String
    /// The SHA-256 of the published file in hexadecimal.
    package let sha256: String
    /// How many bytes the published file has.
    package let length: Int

    /// The name under which it is fetched and cached.
    var packedName: String { name + ".gz" }

    /// The most bytes that it can have when packed: deflate adds little to what it cannot pack.
    var packedLimit: Int { length + length / 1000 + 1024 }
  }

  /// What `load` calls it, and the name of its folder.
  package let name: String
  /// 60,000 training images, 28 × 28.
  package let trainImages: File
  /// Their labels.
  package let trainLabels: File
  /// 10,000 test images, 28 × 28.
  package let testImages: File
  /// Their labels.
  package let testLabels: File
  /// What the labels 0…9 stand for.
  package let classNames: [String]
  /// The Debian package that installs it, if there is one.
  package let debianPackage: String?
  /// The base addresses of public mirrors, to which the names of the packed files are appended.
  package let mirrors: [String]

  /// The size of every image.
  package static let imageSize = ImageSize(height: 28, width: 28)

  /// The four files, in the order in which they are read.
  package var files: [File] { [trainImages, trainLabels, testImages, testLabels] }

  /// How many dimensions the file at an index of `files` has: images 3, labels 1.
  func rank(of index: Int) -> Int { index % 2 == 0 ? 3 : 1 }

  /// The data set `load` knows by a name, or nil.
  package static func named(_ name: String) -> KnownDataSet? {
    all.first { $0.name == name }
  }

  /// All data sets `load` finds in files.
  package static let all = [mnist, fashionMNIST]

  /// Handwritten digits, by LeCun, Cortes and Burges.
  package static let mnist = KnownDataSet(
    name: "mnist",
    hashes: [
      "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
      "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ],
    classNames: (0...9).map(String.init), debianPackage: nil,
    mirrors: [
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ])

  /// Articles of clothing in the form of MNIST, by Xiao, Rasul and Vollgraf, 2017.
  ///
  /// The hashes are those of Debian's package, which ships the published files unchanged.
  package static let fashionMNIST = KnownDataSet(
    name: "fashion-mnist",
    hashes: [
      "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
      "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
      "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
      "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    ],
    classNames: [
      "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
      "Ankle boot",
    ],
    debianPackage: "dataset-fashion-mnist",
    mirrors: [
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
    ])

  /// Makes a data set of the usual file names; the hashes in the order of `files`.
  ///
  /// - Precondition: there are four hashes.
  package init(
    name: String, hashes: [String], counts: (train: Int, test: Int) = (60_000, 10_000),
    classNames: [String], debianPackage: String?, mirrors: [String]
  ) {
    precondition(hashes.count == 4, "\(hashes.count) hashes for 4 files")
    self.name = name
    let pixels = Self.imageSize.pixels
    trainImages = File(
      name: "train-images-idx3-ubyte", sha256: hashes[0], length: 16 + counts.train * pixels)
    trainLabels = File(
      name: "train-labels-idx1-ubyte", sha256: hashes[1], length: 8 + counts.train)
    testImages = File(
      name: "t10k-images-idx3-ubyte", sha256: hashes[2], length: 16 + counts.test * pixels)
    testLabels = File(name: "t10k-labels-idx1-ubyte", sha256: hashes[3], length: 8 + counts.test)
    self.classNames = classNames
    self.debianPackage = debianPackage
    self.mirrors = mirrors
  }
}
