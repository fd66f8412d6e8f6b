/// What `mnl doctor` found out about the program and its machine: facts, which a renderer words.
package struct DoctorReport: Sendable, Equatable {
  /// The program and the system under it.
  package var program: Program
  /// The processor, and what the engine makes of it.
  package var processor: Processor
  /// The threads that compute.
  package var threads: Threads
  /// The library of matrix products.
  package var blas: BLAS
  /// What was measured.
  package var speed: Speed
  /// Where data sets would come from, in the order in which they are known.
  package var data: [DataSet]
  /// The folder that downloads fill.
  package var cache: Cache
  /// The folders that are searched for data sets, in their order.
  package var dataFolders: [DataFolder]
  /// The terminal, the plugins, and where the user's files lie.
  package var surroundings: Surroundings
  /// The file that prepares the prompt; nil without a home.
  package var startFile: UserFile?
  /// The file of the cells that were typed; nil without a home.
  package var history: UserFile?
  /// The version of zlib.
  package var zlib: String

  /// Makes a report.
  package init(
    program: Program, processor: Processor, threads: Threads, blas: BLAS, speed: Speed,
    data: [DataSet], cache: Cache, dataFolders: [DataFolder], surroundings: Surroundings,
    startFile: UserFile?, history: UserFile?, zlib: String
  ) {
    self.program = program
    self.processor = processor
    self.threads = threads
    self.blas = blas
    self.speed = speed
    self.data = data
    self.cache = cache
    self.dataFolders = dataFolders
    self.surroundings = surroundings
    self.startFile = startFile
    self.history = history
    self.zlib = zlib
  }

  /// The program and the system under it.
  package struct Program: Sendable, Equatable {
    /// The version of `mnl`.
    package var version: String
    /// What the system calls itself: `Debian GNU/Linux 12 (bookworm), Linux 6.1.0`.
    package var system: String
    /// What the program was built for: `x86-64`.
    package var architecture: String
    /// Whether it was built with optimisation.
    package var isOptimised: Bool

    /// Makes the facts about a program.
    package init(version: String, system: String, architecture: String, isOptimised: Bool) {
      self.version = version
      self.system = system
      self.architecture = architecture
      self.isOptimised = isOptimised
    }
  }

  /// The processor, and what the engine makes of it.
  package struct Processor: Sendable, Equatable {
    /// What it calls itself.
    package var name: String
    /// The level of the kernels in use.
    package var level: String
    /// The levels that the processor has, the lowest first.
    package var levels: [String]
    /// Whether `MNL_CPU` named the level, rather than the processor.
    package var isForced: Bool

    /// Makes the facts about a processor.
    package init(name: String, level: String, levels: [String], isForced: Bool) {
      self.name = name
      self.level = level
      self.levels = levels
      self.isForced = isForced
    }
  }

  /// The threads that compute.
  package struct Threads: Sendable, Equatable {
    /// How many there are.
    package var used: Int
    /// How many cores the process may use.
    package var cores: Int
    /// Whether numbers below the normal range count as 0 in every one of them.
    package var flushesDenormals: Bool

    /// Makes the facts about threads.
    package init(used: Int, cores: Int, flushesDenormals: Bool) {
      self.used = used
      self.cores = cores
      self.flushesDenormals = flushesDenormals
    }
  }

  /// The library of matrix products.
  package struct BLAS: Sendable, Equatable {
    /// How it describes itself.
    package var configuration: String
    /// The kind of CPU whose kernels it computes with.
    package var core: String
    /// The level of these kernels; nil if it is not known.
    package var level: String?
    /// The value of `OPENBLAS_CORETYPE` that asks for kernels of the engine's level; nil if the
    /// library has no choice.
    package var coreType: String?
    /// How many threads a product takes in each of the engine's.
    package var threads: Int

    /// Makes the facts about a library.
    package init(
      configuration: String, core: String, level: String?, coreType: String?, threads: Int
    ) {
      self.configuration = configuration
      self.core = core
      self.level = level
      self.coreType = coreType
      self.threads = threads
    }
  }

  /// What was measured.
  package struct Speed: Sendable, Equatable {
    /// Floating-point operations a second in products of big square matrices.
    package var sgemm: Double
    /// Rows and columns of these matrices.
    package var matrixSize: Int
    /// How many threads multiplied at once.
    package var sgemmThreads: Int
    /// Sequences trained a second.
    package var sequences: Double
    /// Sequences in a step.
    package var batch: Int
    /// Floating-point operations of a step.
    package var operations: Double
    /// What was trained: `lstm 100`.
    package var network: String
    /// How many steps a sequence has.
    package var steps: Int
    /// How many numbers a step has.
    package var features: Int

    /// Makes measurements.
    package init(
      sgemm: Double, matrixSize: Int, sgemmThreads: Int, sequences: Double, batch: Int,
      operations: Double, network: String, steps: Int, features: Int
    ) {
      self.sgemm = sgemm
      self.matrixSize = matrixSize
      self.sgemmThreads = sgemmThreads
      self.sequences = sequences
      self.batch = batch
      self.operations = operations
      self.network = network
      self.steps = steps
      self.features = features
    }

    /// Floating-point operations a second in training.
    package var training: Double { sequences / Double(batch) * operations }
    /// What training has of the rate of big products: 1 for all of it.
    package var share: Double { training / sgemm }
  }

  /// Where a data set would come from.
  package struct DataSet: Sendable, Equatable {
    /// Whose folder it is.
    package enum Place: String, Sendable {
      /// One of `MNL_DATA_PATH`.
      case dataPath = "data-path"
      /// `./data`.
      case workingFolder = "working-folder"
      /// The cache.
      case cache
      /// The system's own.
      case system
    }

    /// What `load` calls it.
    package var name: String
    /// The place that has it; nil if none has.
    package var place: Place?
    /// The folder that is read, or that a download would fill; nil if there is none.
    package var folder: String?
    /// The files that the place lacks.
    package var missing: [String]

    /// Makes the facts about a data set.
    package init(name: String, place: Place?, folder: String?, missing: [String] = []) {
      self.name = name
      self.place = place
      self.folder = folder
      self.missing = missing
    }
  }

  /// The folder that downloads fill.
  package struct Cache: Sendable, Equatable {
    /// Where it is; nil without a home.
    package var folder: String?
    /// Why nothing can be written there, in the words of the system; nil if it can.
    package var obstacle: String?

    /// Whether downloads can be kept.
    package var isWritable: Bool { folder != nil && obstacle == nil }

    /// Makes the facts about a cache.
    package init(folder: String?, obstacle: String?) {
      self.folder = folder
      self.obstacle = obstacle
    }
  }
}
