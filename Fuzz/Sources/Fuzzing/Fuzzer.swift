import CFuzzer
import Foundation

@testable import skillaudit

/// The property under test; set once before libFuzzer starts.
nonisolated(unsafe) private var property: (([UInt8]) -> Void)?

/// Hands every input that libFuzzer makes to a property, on a thread as large as the program's own, until the time on the command line is over.
package func fuzz(_ check: @escaping @Sendable ([UInt8]) -> Void) -> Never {
    property = check
    let code = Threads.run { () -> Int32 in
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        return withUnsafeMutablePointer(to: &arguments) { pointer in
            pointer.withMemoryRebound(to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self, capacity: 1) {
                LLVMFuzzerRunDriver(&count, $0) { bytes, count in LLVMFuzzerTestOneInput(bytes, count) }
            }
        }
    }
    exit(code)
}

/// libFuzzer's own `main`, which is linked but not used, wants this name.
@_cdecl("LLVMFuzzerTestOneInput")
package func LLVMFuzzerTestOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    property?(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

/// Ends the run with a message where a property does not hold.
package func require(_ holds: Bool, _ message: @autoclosure () -> String) {
    guard !holds else { return }
    FileHandle.standardError.write(Data("the property does not hold: \(message())\n".utf8))
    abort()
}
