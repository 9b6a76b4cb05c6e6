import SourceScanner
import Testing

@testable import AuditRules

/// Source text may write any number for a length of time.
@Suite struct TimeSpanTests {
    @Test(arguments: [
        (90, "90 s"), (900, "15 min"), (86_400, "24 h"), (172_800, "2 d"), (3_661, "3661 s"), (0.5, "0 s"), (1e30, "1e+30 s"),
        (-1e300, "-1e+300 s"), (.infinity, "inf s"), (.nan, "nan s"),
    ])
    func everyNumberHasWords(seconds: Double, words: String) { #expect("\(TimeSpan(seconds: seconds))" == words) }

    @Test(arguments: [
        "1e30", "9e307", "1e999", "10**30", "float('inf')", "float('nan')", "-1e30", "9" + String(repeating: "0", count: 400),
    ])
    func anyLengthIsTold(number: String) {
        let program = PythonInventory(
            """
            import jwt
            from datetime import datetime, timedelta
            claims = jwt.decode(token, key, algorithms=["HS256"], audience="a", issuer="i", leeway=\(number))
            issued = jwt.encode({"exp": datetime.utcnow() + timedelta(weeks=\(number))}, key, algorithm="HS256")
            ACCESS_TOKEN_EXPIRE_MINUTES = \(number)
            """)
        #expect(program.site(.verify, line: 3) != nil && program.site(.issue, line: 4) != nil)
        let lengths = program.inventory.sites.flatMap { [$0.lifetime?.seconds, $0.expiry.leewaySeconds] }.compactMap { $0 }
        #expect(lengths.allSatisfy { $0.isFinite })
        for rule in Rule.all { _ = program.findings(rule) }
    }

    @Test func aLifetimeOfAgesIsAFinding() throws {
        let program = PythonInventory(
            """
            import jwt
            from datetime import datetime, timedelta
            issued = jwt.encode({"exp": datetime.utcnow() + timedelta(days=1e30)}, key, algorithm="HS256")
            """)
        #expect(program.site(.issue, line: 3)?.lifetime?.seconds == 0)
        #expect(!program.findings(.tokenWithoutExpiry).isEmpty)
    }
}
