simport JWT
#if canImport(Vapor)
@_exported import Vapor
#endif
public final class Verifier<Key: Sendable>: Base<Key>, @unchecked Sendable where Key: Hashable {
    @Field(key: "aud") var audience: [String]? = ["https://\(host):\(port)/mcp", #"raw \#(x)"#]
    var total: Int = 0 { didSet { log(oldValue) } }
    indirect enum Failure: Error { case wrong(String, at: Int = 3), other }
    init?(_ key: borrowing Key, rest: Int..., body: @escaping (inout Int) async throws(Failure) -> Void = { _ in }) rethrows { super.init() }
    func verify(_ token: String) async throws -> Payload {
        guard let self, case .some(let key?) = keys[token], #available(iOS 13, *) else { throw Abort(.unauthorized) }
        outer: for (i, _) in xs.enumerated() where i % 2 == 0 { continue outer }
        let payload = try await keys.verify(token, as: Payload.self) { [weak self] (a, b: Int) -> Int in a ?? b }
        switch payload.kind { case .access(let scope) where scope.isEmpty: fallthrough; case 1...5: break; @unknown default: fatalError() }
        do { try check() } catch let error as Failure { throw error } catch { log("\(error)") }
        let path = \Root.items[0]?.name, regex = /a+[b]\/c/, text = """
            one \(two) \
            """
        return run(&state, flag: true ? .a : .b) { a in a } onError: { print($0) }
    }
}
