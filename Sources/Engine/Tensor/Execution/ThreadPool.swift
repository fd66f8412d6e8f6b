import CMNLShims
import Glibc
import Synchronization

/// Threads that share out the parts of a computation.
///
/// A hand-over costs about a microsecond: who waits spins for a short while (parts follow each
/// other quickly in training), then sleeps, so that an idle program takes no time. Which thread
/// takes which part never matters to a result.
package final class ThreadPool {
  /// How many threads compute, the caller's included.
  package let threads: Int
  private let shared: PoolState
  private var handles: [pthread_t] = []

  /// A pool of so many threads, the caller's included.
  ///
  /// Where the system grants fewer, those that there are do the work.
  ///
  /// - Precondition: `threads` is at least 1.
  package init(threads: Int) {
    precondition(threads >= 1, "a pool has at least the caller's thread")
    let shared = PoolState()
    var handles: [pthread_t] = []
    for worker in 1..<max(threads, 1) {
      let start = WorkerStart(shared: shared, worker: worker)
      var handle = pthread_t()
      // SAFETY: the worker takes over the retained start; it is released here if none starts.
      let context = unsafe Unmanaged.passRetained(start)
      let status = unsafe pthread_create(
        &handle, nil,
        { context in
          guard let context = unsafe context else { return nil }
          let start = unsafe Unmanaged<WorkerStart>.fromOpaque(context).takeRetainedValue()
          start.shared.work(as: start.worker)
          return nil
        }, context.toOpaque())
      if status != 0 {
        unsafe context.release()
        break
      }
      handles.append(handle)
    }
    self.shared = shared
    self.handles = handles
    self.threads = handles.count + 1
    shared.workers = handles.count
  }

  deinit {
    shared.stop()
    for handle in handles { pthread_join(handle, nil) }
  }

  /// Calls `body` for every part from 0 up to `parts`, on all threads, and waits for all.
  ///
  /// `body` gets the number of the thread, from 0, and that of the part. The first parts always go
  /// to the same threads, whose caches then hold their data. Numbers below the normal range count
  /// as 0 meanwhile.
  ///
  /// What is called again and again is to be made once: `body` outlives the call in the eyes of the
  /// compiler, so that making it takes memory.
  package func run(_ parts: Int, _ body: @escaping (_ thread: Int, _ part: Int) -> Void) {
    guard parts > 0 else { return }
    let mode = mnl_cpu_flush_denormals()
    defer { mnl_cpu_restore_mode(mode) }
    if threads == 1 || parts == 1 {
      for part in 0..<parts { body(0, part) }
      return
    }
    shared.run(parts, body)
  }
}

/// What a worker is started with.
private final class WorkerStart: Sendable {
  let shared: PoolState
  let worker: Int

  init(shared: PoolState, worker: Int) {
    self.shared = shared
    self.worker = worker
  }
}

/// What the threads of a pool share.
///
/// The caller writes `body` and `parts` before it raises `round`, workers read them after they saw
/// it raised, and it changes them only when all have reported: `round` and `pending` order that.
@safe private final class PoolState: @unchecked Sendable {
  var workers = 0
  private var body: ((Int, Int) -> Void)?
  private var parts = 0
  private let next = Atomic<Int>(0)
  private let round = Atomic<Int>(0)
  private let pending = Atomic<Int>(0)
  private let isStopping = Atomic<Bool>(false)
  private let sleepers = Atomic<Int>(0)
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let wake: UnsafeMutablePointer<pthread_cond_t>

  init() {
    // SAFETY: both stay at their address until `deinit`, as pthreads demand.
    unsafe lock = .allocate(capacity: 1)
    unsafe wake = .allocate(capacity: 1)
    unsafe pthread_mutex_init(lock, nil)
    unsafe pthread_cond_init(wake, nil)
  }

  deinit {
    // SAFETY: the last reference is gone, so no thread waits.
    unsafe pthread_cond_destroy(wake)
    unsafe pthread_mutex_destroy(lock)
    unsafe wake.deallocate()
    unsafe lock.deallocate()
  }

  func run(_ parts: Int, _ body: @escaping (Int, Int) -> Void) {
    self.body = body
    self.parts = parts
    next.store(workers + 1, ordering: .relaxed)
    pending.store(workers, ordering: .relaxed)
    announce()
    share(of: 0)
    var spins = 0
    while pending.load(ordering: .acquiring) > 0 {
      spins += 1
      if spins < Self.spins { mnl_cpu_pause() } else { sched_yield() }
    }
    self.body = nil
  }

  func stop() {
    isStopping.store(true, ordering: .relaxed)
    announce()
  }

  /// Raises the round and wakes who sleeps.
  private func announce() {
    round.wrappingAdd(1, ordering: .sequentiallyConsistent)
    guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
    unsafe pthread_mutex_lock(lock)
    unsafe pthread_cond_broadcast(wake)
    unsafe pthread_mutex_unlock(lock)
  }

  func work(as worker: Int) {
    _ = mnl_cpu_flush_denormals()
    var seen = 0
    while true {
      sleep(after: seen)
      seen += 1
      if isStopping.load(ordering: .relaxed) { return }
      share(of: worker)
      pending.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    }
  }

  /// Returns when the round is above `seen`: by spinning for a while, then asleep.
  private func sleep(after seen: Int) {
    for _ in 0..<Self.spins {
      if round.load(ordering: .acquiring) != seen { return }
      mnl_cpu_pause()
    }
    unsafe pthread_mutex_lock(lock)
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    while round.load(ordering: .sequentiallyConsistent) == seen {
      unsafe pthread_cond_wait(wake, lock)
    }
    sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    unsafe pthread_mutex_unlock(lock)
  }

  /// Does the part with the worker's number, then whatever parts are left.
  private func share(of worker: Int) {
    guard let body else { return }
    var part = worker
    while part < parts {
      body(worker, part)
      part = next.wrappingAdd(1, ordering: .relaxed).oldValue
    }
  }

  /// How often to look before going to sleep: some 50 to 100 µs.
  private static let spins = 2000
}
