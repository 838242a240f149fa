// The fuzzer's way in; compiled only where `make fuzz` builds it. The fuzzer itself comes with the compiler.

import Foundation

/// What the environment chooses.
private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    fatalError("FUZZ_TARGET is none of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
  }
  return target
}()

/// Called by the fuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.take([UInt8](UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
