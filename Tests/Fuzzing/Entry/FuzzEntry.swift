import Glibc

/// The target of this process, which `MNL_FUZZ_TARGET` names.
private let target: FuzzTarget = {
  let name = unsafe getenv("MNL_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    fatalError("MNL_FUZZ_TARGET is '\(name)', not one of \(FuzzTarget.allCases)")
  }
  return target
}()

/// What libFuzzer calls with each input; a broken promise ends the process, which is a find.
///
/// - Parameters:
///   - start: The bytes.
///   - count: How many.
/// - Returns: 0, as libFuzzer wants it.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // SAFETY: libFuzzer owns the bytes and keeps them until this returns; they are copied.
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  if let broken = target.brokenPromise(for: bytes) { fatalError(broken) }
  return 0
}
