import Testing

@testable import SourceScanner

/// What the names of a Swift program mean, across its files.
@Suite struct SwiftResolutionTests {
    /// The value of the argument of the first call of `probe` in the files given.
    private func probed(_ files: String..., environment: String = "Vapor") -> Resolved? {
        var contents: [String: [UInt8]] = [:]
        for (index, text) in files.enumerated() {
            contents["Sources/App/File\(index).swift"] = Array("import \(environment)\n\(text)".utf8)
        }
        let paths = contents.keys.sorted()
        let trees = paths.map { parse(SourceFile(path: $0, language: .swift, bytes: contents[$0] ?? [])) }
        let held = contents
        let program = Program(repository: Repository(paths: paths, read: { held[$0] }), trees: trees)
        let evaluator = Evaluator(program)
        guard let call = program.index.calls["probe"]?.first, let value = call.child(.argument)?.child(.value) else { return nil }
        return evaluator.value(of: value)
    }

    private func seconds(_ expression: String) -> Double? {
        switch probed("func f() { probe(\(expression)) }")?.value.bare {
        case .number(let number)?: number
        case .duration(let seconds)?: seconds
        case .moment(let offset, let scale)?: offset / scale
        default: nil
        }
    }

    @Test func aGlobalIsSeenInEveryFileOfTheModule() {
        #expect(probed("func f() { probe(audience) }", #"let audience = "https://mcp.example""#)?.value.text == "https://mcp.example")
    }

    @Test func aStaticLetIsAMemberOfItsType() {
        #expect(
            probed("func f() { probe(Settings.issuer) }", #"enum Settings { static let issuer = "https://id.example" }"#)?.value.text
                == "https://id.example")
    }

    @Test func anExtensionInAnotherFileAddsMembers() {
        #expect(
            probed("struct Settings {}", #"extension Settings { static let realm = "files" }"#, "func f() { probe(Settings.realm) }")?.value
                .text
                == "files")
    }

    @Test func aCaseHasItsRawValue() {
        #expect(
            probed("func f() { probe(Audience.files) }", #"enum Audience: String { case files = "https://files.example" }"#)?.value.text
                == "https://files.example")
    }

    @Test func aComputedPropertyIsWhatItsGetterReturns() {
        #expect(
            probed(#"struct Settings { var issuer: String { "https://id.example" } }"#, "func f() { probe(Settings().issuer) }")?.value.text
                == "https://id.example")
    }

    @Test func anImplicitInitializerMakesWhatTheResultIsDeclaredAs() {
        let made = probed(
            "struct Session { var id: String; var end: Date }",
            "func session() -> Session { return .init(id: \"a\", end: .init(timeInterval: 60 * 60, since: .now)) }",
            "func f() { probe(session().end) }")
        guard case .moment(let offset, let scale)? = made?.value.bare else {
            Issue.record("no point in time")
            return
        }
        #expect(offset / scale == 3_600)
    }

    @Test func anImplicitInitializerMakesWhatTheParameterIsDeclaredAs() {
        let made = probed(
            "struct Limits { var seconds: Int; var name: String }", "func limits(_ chosen: Limits) -> Limits { chosen }",
            #"func f() { probe(limits(.init(seconds: 90, name: "a")).seconds) }"#)
        #expect(made?.value.double == 90)
    }

    @Test func aDecodedTypeIsAnInstanceOfIt() {
        let asked = "func f(_ req: Request) throws { let login = try req.content.decode(Login.self); probe(login.realm) }"
        #expect(probed("struct Login { let realm = \"files\" }", asked)?.value.text == "files")
    }

    @Test func aMethodOfAnObjectOfUnknownTypeIsTheOnlyOneOfThatName() {
        let asked = "func f(_ db: Database) async throws { let user = await db.first(); probe(user.sessionRealm()) }"
        let one = "final class User { func sessionRealm() -> String { \"files\" } }"
        #expect(probed(asked, one)?.value.text == "files")
        #expect(probed(asked, one, "final class Guest { func sessionRealm() -> String { \"guests\" } }")?.value.text == nil)
    }

    @Test func aTypeIsFoundInTheFileThatIsNamedAfterIt() {
        let contents: [String: [UInt8]] = [
            "Package.swift": Array("// swift-tools-version:6.0".utf8),
            "Sources/App/Asked.swift": Array("func f() { probe(Realm.name) }".utf8),
            "Sources/App/Models/Realm.swift": Array("enum Realm { static let name = \"files\" }".utf8),
        ]
        let paths = contents.keys.sorted()
        let asked = parse(
            SourceFile(path: "Sources/App/Asked.swift", language: .swift, bytes: contents["Sources/App/Asked.swift"] ?? []))
        let program = Program(repository: Repository(paths: paths, read: { contents[$0] }), trees: [asked])
        let argument = program.index.calls["probe"]?.first?.child(.argument)?.child(.value)
        #expect(argument.flatMap { Evaluator(program).value(of: $0).value.text } == "files")
    }

    @Test func aDateThatIsMovedInPlaceIsLater() {
        let moved = probed("func f() { var end = Date()\n end.addTimeInterval(3_600)\n probe(end) }")?.value.bare
        guard case .moment(let offset, _)? = moved else {
            Issue.record("no moment: \(String(describing: moved))")
            return
        }
        #expect(offset == 3_600)
    }

    @Test func aParameterThatNobodyPassesHasItsDefault() {
        let resolved = probed("func made(_ lifetime: Double = 900) -> Double { lifetime }\nfunc f() { probe(made()) }")
        #expect(resolved?.value.double == 900)
    }

    @Test func aParameterHasTheArgumentOfItsLabel() {
        let resolved = probed(
            #"func made(for audience: String, by issuer: String) -> String { audience }"#, #"func f() { probe(made(for: "a", by: "b")) }"#)
        #expect(resolved?.value.text == "a")
    }

    @Test func anUnsetVariableMayBeAbsentUnlessThereIsAFallback() {
        #expect(probed(#"func f() { probe(Environment.get("AUDIENCE")) }"#)?.value.presence == .maybe)
        #expect(probed(#"func f() { probe(Environment.get("AUDIENCE") ?? "https://mcp.example") }"#)?.value.presence == .always)
    }

    @Test func anOptionalParameterIsThereBehindAGuard() {
        let bound = #"func f(_ audience: String?) throws { guard let audience else { throw Missing() }; probe(audience) }"#
        #expect(probed(bound)?.value.presence == .always)
        #expect(probed("func f(_ audience: String?) { probe(audience) }")?.value.presence == .maybe)
    }

    @Test func theValueOfABindingIsWhatItsNameMeansOutside() {
        #expect(probed(#"func f(_ given: String?) { if let given = given { other(given) }; probe(given) }"#)?.value.presence == .maybe)
        let shadowed = #"let audience = Environment.get("AUDIENCE")"# + "\nfunc f() { if let audience { probe(audience) } }"
        guard case .environment(let name, isRequired: true)? = probed(shadowed)?.value.bare else {
            Issue.record("the name inside the binding does not lead to the variable outside")
            return
        }
        #expect(name == "AUDIENCE")
    }

    @Test(arguments: [
        ("60 * 60", 3600.0), ("TimeInterval(60 * 15)", 900), ("Date().addingTimeInterval(60 * 60 * 24)", 86_400),
        ("Date(timeIntervalSinceNow: 300)", 300), ("Duration.seconds(90)", 90),
    ])
    func durationsAreWorkedOut(_ expression: String, _ expected: Double) {
        #expect(seconds(expression) == expected)
    }

    @Test func aMemberWithoutSelfIsThatOfTheObjectAtHand() {
        let type = """
            struct Verifier {
                let audience: String?
                init(audience: String? = nil) { self.audience = audience }
                func expected() -> String? { audience }
            }
            """
        #expect(
            probed(type, #"func f() { probe(Verifier(audience: "https://mcp.example").expected()) }"#)?.value.text == "https://mcp.example")
    }

    @Test func aConformanceInAnotherFileCounts() {
        let files = [
            "struct Access {}", "protocol Signable: JWTPayload {}", "extension Access: Signable {}", "func f() { probe(Access.self) }",
        ]
        var contents: [String: [UInt8]] = [:]
        for (index, text) in files.enumerated() { contents["Sources/App/File\(index).swift"] = Array("import JWT\n\(text)".utf8) }
        let paths = contents.keys.sorted()
        let held = contents
        let program = Program(
            repository: Repository(paths: paths, read: { held[$0] }),
            trees: paths.map { parse(SourceFile(path: $0, language: .swift, bytes: held[$0] ?? [])) })
        let type = program.index.classes["Access"]?.first { !$0.has(.typeExtension) }
        #expect(type.map { Evaluator(program).bases(of: $0).map { $0.path.last } } == ["JWTPayload"])
    }

    @Test func aTypeAliasMeansItsType() {
        let resolved = probed("enum Tokens { struct Access {} }\ntypealias Access = Tokens.Access", "func f() { probe(Access.self) }")
        guard case .type(let type)? = resolved?.value.bare else {
            Issue.record("no type")
            return
        }
        #expect(type.name == "Access" && type.kind == .classDeclaration)
    }
}
