import SourceScanner
import Testing

/// What names mean across files.
@Suite struct TypeScriptModuleResolutionTests {
    private func probe(_ source: String, _ others: [String: String], path: String = "src/main.ts") -> String {
        ResolvedProgram(source, others, path: path).probed
    }

    @Test(arguments: [
        ("./config", "src/config.ts"), ("./config.js", "src/config.ts"), ("./config", "src/config/index.ts"),
        ("../shared/config", "shared/config.ts"),
    ])
    func relativeImportsFindTheirFile(_ specifier: String, _ path: String) {
        #expect(probe("import { AUD } from '\(specifier)'; probe(AUD)", [path: "export const AUD = 'a'"]) == "'a'")
    }

    @Test func exportsAreForwarded() {
        let files = [
            "src/index.ts": "export * from './inner'; export { B as C } from './other'",
            "src/inner.ts": "export const A = 'a'",
            "src/other.ts": "export const B = 'b'",
        ]
        #expect(probe("import { A } from './index'; probe(A)", files) == "'a'")
        #expect(probe("import { C } from './index'; probe(C)", files) == "'b'")
        #expect(probe("import * as all from './index'; probe(all.A)", files) == "'a'")
    }

    @Test func exportsThatForwardEachOtherEnd() {
        let files = ["src/a.ts": "export * from './b'", "src/b.ts": "export * from './a'"]
        #expect(probe("import { X } from './a'; probe(X)", files) == "./a.X")
    }

    @Test func defaultAndCommonJSExportsAreOne() {
        #expect(probe("import config from './config'; probe(config.aud)", ["src/config.ts": "export default { aud: 'a' }"]) == "'a'")
        #expect(
            probe(
                "const { aud } = require('./config'); probe(aud)", ["src/config.js": "module.exports = { aud: 'a' }"], path: "src/main.js")
                == "'a'")
        #expect(
            probe("const config = require('./config'); probe(config.aud)", ["src/config.js": "exports.aud = 'a'"], path: "src/main.js")
                == "'a'")
    }

    @Test func aliasesOfTheCompilerAreFollowed() {
        let files = [
            "tsconfig.json": #"{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }"#,
            "src/lib/config.ts": "export const AUD = 'a'",
        ]
        #expect(probe("import { AUD } from '@/lib/config'; probe(AUD)", files) == "'a'")
    }

    @Test func packagesOfAWorkspaceAreFound() {
        let files = [
            "package.json": #"{ "workspaces": ["packages/*"] }"#,
            "packages/auth/package.json": #"{ "name": "@acme/auth", "exports": { ".": "./dist/index.js" } }"#,
            "packages/auth/src/index.ts": "export const AUD = 'a'",
        ]
        #expect(probe("import { AUD } from '@acme/auth'; probe(AUD)", files, path: "packages/server/src/main.ts") == "'a'")
    }

    @Test func outsidePackagesKeepTheirName() {
        #expect(probe("import { jwtVerify as check } from 'jose'; probe(check)", [:]) == "jose.jwtVerify")
        #expect(probe("import { jwtVerify } from 'npm:jose@5'; probe(jwtVerify)", [:]) == "jose.jwtVerify")
        #expect(probe("const jose = await import('jose'); probe(jose.jwtVerify)", [:]) == "jose.jwtVerify")
        #expect(
            probe("class V { v; async load() { const j = await import('jose'); this.v = j.jwtVerify } m() { probe(this.v) } }", [:])
                == "jose.jwtVerify")
    }

    @Test func aSettingIsThereWhereItsModuleRefusesToStartWithoutIt() {
        let config = """
            export const config = { auth: { audience: process.env.AUD } }
            function check(c) { if (!c.auth.audience) throw new Error('no audience') }
            check(config)
            """
        let use = "import { config } from './config'; probe(config.auth.audience)"
        #expect(probe(use, ["src/config.ts": config]) == "env AUD")
        #expect(
            probe(use, ["src/config.ts": config.replacing("throw new Error('no audience')", with: "console.warn('no audience')")])
                == "env AUD?")
    }

    @Test func schemasOfTheEnvironmentAreRead() {
        let env = """
            import { z } from 'zod'
            export const env = z.object({ AUD: z.string(), ISS: z.string().optional(), TTL: z.string().default('1h') }).parse(process.env)
            """
        #expect(probe("import { env } from './env'; probe(env.AUD)", ["src/env.ts": env]) == "env AUD")
        #expect(probe("import { env } from './env'; probe(env.ISS)", ["src/env.ts": env]) == "env ISS?")
    }

    @Test func importsInACircleEnd() {
        let files = ["src/a.ts": "import { B } from './b'; export const A = B", "src/b.ts": "import { A } from './a'; export const B = A"]
        #expect(probe("import { A } from './a'; probe(A)", files) == "unknown")
    }
}
