import Glibc

/// A thread with a stack of its own, for an interpreter that calls itself as deeply as a script
/// nests.
package enum LargeStack {
  private final class Job {
    let body: () -> Int32
    var result: Int32 = 0

    init(_ body: @escaping () -> Int32) { self.body = body }
  }

  /// Runs the body on a thread with so many bytes of stack, and waits for it.
  ///
  /// The memory is only taken as far as the stack really grows. The calling thread does nothing in
  /// the meantime, so the body may use all that the caller could.
  ///
  /// - Parameters:
  ///   - size: Bytes, a multiple of the page size.
  ///   - body: What to run.
  /// - Returns: What the body returns.
  package static func run(bytes size: Int, _ body: @escaping () -> Int32) -> Int32 {
    let job = Job(body)
    var attributes = pthread_attr_t()
    var thread = pthread_t()
    // SAFETY: `job` outlives the thread, because this function waits for it; the attributes are
    // initialised before they are used and destroyed once.
    unsafe pthread_attr_init(&attributes)
    let sizing = unsafe pthread_attr_setstacksize(&attributes, size)
    precondition(sizing == 0, "a stack of \(size) bytes: error \(sizing)")
    let status = unsafe pthread_create(
      &thread, &attributes,
      { context in
        guard let context = unsafe context else { return nil }
        let job = unsafe Unmanaged<Job>.fromOpaque(context).takeUnretainedValue()
        job.result = job.body()
        return nil
      }, Unmanaged.passUnretained(job).toOpaque())
    precondition(status == 0, "a thread for the script: error \(status)")
    pthread_join(thread, nil)
    unsafe pthread_attr_destroy(&attributes)
    return withExtendedLifetime(job) { job.result }
  }
}
