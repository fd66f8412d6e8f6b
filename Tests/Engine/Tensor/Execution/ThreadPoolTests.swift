import Glibc
import MNLTensor
import Synchronization
import Testing

@Suite struct ThreadPoolTests {
  @Test("every part is done once", arguments: [1, 2, 3, 8], [0, 1, 2, 3, 100])
  func everyPartOnce(threads: Int, parts: Int) {
    let pool = ThreadPool(threads: threads)
    let memory = Arena<Float>()
    let done = memory.allocate(parts)
    for round in 1...50 {
      pool.run(parts) { thread, part in
        precondition(thread >= 0 && thread < threads)
        done[part] += 1
      }
      #expect((0..<parts).allSatisfy { done[$0] == Float(round) })
    }
  }

  @Test("threads that wait take no time")
  func idle() {
    let pool = ThreadPool(threads: 2)
    let clock = Atomic<Int32>(0)
    pool.run(2) { thread, _ in
      if thread == 1 {
        var own = clockid_t()
        unsafe pthread_getcpuclockid(pthread_self(), &own)
        clock.store(own, ordering: .relaxed)
      }
      // The second part is left to the other thread.
      if thread == 0 { usleep(10_000) }
    }
    usleep(20_000)
    let before = seconds(clock.load(ordering: .relaxed))
    usleep(200_000)
    #expect(seconds(clock.load(ordering: .relaxed)) - before < 0.01)
    pool.run(2) { _, _ in }
  }

  @Test("numbers below the normal range count as 0 in every thread")
  func flushesDenormals() {
    let memory = Arena<Float>()
    let results = memory.allocate(2)
    ThreadPool(threads: 2).run(2) { _, part in
      results[part] = Float.leastNormalMagnitude * Float(part + 1) / 4
    }
    #expect(results[0] == 0)
    #expect(results[1] == 0)
    #expect(Float.leastNormalMagnitude / 4 != 0)
  }

  @Test(
    "shards cover the rows and depend on their number alone", arguments: [0, 1, 7, 8, 50, 55_000])
  func shards(batch: Int) {
    for shards in [Shards.training(batch: batch), .streaming(batch: batch)] {
      let rows = (0..<shards.count).flatMap { Array(shards.rows(of: $0)) }
      #expect(rows == Array(0..<batch))
      #expect((0..<shards.count).allSatisfy { shards.rows(of: $0).count <= shards.largest })
    }
    #expect(Shards.training(batch: 50).count == 2)
    #expect(Shards.training(batch: 4).count == 1)
    #expect(Shards.training(batch: 10_000).count == 16)
  }

  /// The seconds on a clock of processor time.
  private func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
