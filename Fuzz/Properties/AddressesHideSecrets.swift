import Fuzzing

@testable import skillaudit

/// Whatever stands on the command line, what is printed of an address holds no password; glob patterns end in time for any pattern and path.
@main
struct AddressesHideSecrets {
    static func main() {
        fuzz { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let secret = "hunter-22-hunter"
            for target in [text, "https://\(text):\(secret)@example.com/\(text)", "\(text)://u:\(secret)@h/\(text)"] {
                let shown = GitAddress.redacted(target)
                // Behind one of these a path begins, whatever marks combine with it, and in it nothing is a password.
                let isLogin =
                    target != text && !text.contains(secret) && !text.unicodeScalars.contains { "/?#".unicodeScalars.contains($0) }
                if isLogin { require(!shown.utf8.contains(secret.utf8), "\(shown) shows the password of \(target)") }
                let meaning: GitAddress.Meaning
                do throws(Failure) { meaning = try GitAddress.meaning(of: target, exists: { _ in false }) } catch {
                    if isLogin { require(!error.sentence.utf8.contains(secret.utf8), "\(error.sentence) shows the password of \(target)") }
                    continue
                }
                guard case .address(let address) = meaning else { continue }
                require(!address.host.hasPrefix("-") && address.user?.hasPrefix("-") != true, "\(target) reads like an option")
                if let password = address.password, password.utf8.count > 7 {
                    require(
                        !address.display.utf8.contains(password.utf8) || isRepeated(password, in: target),
                        "\(address.display) shows \(password)")
                }
            }
            let halves = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
            if halves.count == 2 {
                _ = GlobPattern(String(decoding: halves[0], as: UTF8.self)).matches(String(decoding: halves[1], as: UTF8.self))
            }
            _ = ByteCount.parse(text)
        }
    }

    /// A password that is also a part of the path is no secret. In the login it may stand in percent escapes.
    private static func isRepeated(_ password: String, in target: String) -> Bool {
        target.utf8.ranges(of: password.utf8).count > (target.utf8.contains(":\(password)@".utf8) ? 1 : 0)
    }
}
