import Testing

@Suite struct TypeScriptModuleTests {
    @Test(arguments: [
        TypeScriptReading("import 'side'", "(importDeclaration side)"),
        TypeScriptReading(
            "import jwt from 'm'", "(importDeclaration binding:(importBinding imported:(identifier default) jwt) m)"),
        TypeScriptReading("import * as jose from \"jose\";", "(importDeclaration binding:(importBinding #namespace jose) jose)"),
        TypeScriptReading(
            "import d, { a, b as c } from './x.js'",
            "(importDeclaration binding:(importBinding imported:(identifier default) d) binding:(importBinding imported:(identifier a) a)"
                + " binding:(importBinding imported:(identifier b) c) ./x.js)"),
        TypeScriptReading(
            "import d, * as all from 'm'",
            "(importDeclaration binding:(importBinding imported:(identifier default) d) binding:(importBinding #namespace all) m)"),
        TypeScriptReading(
            "import type { A } from 'm'",
            "(importDeclaration #typeOnly binding:(importBinding #typeOnly imported:(identifier A) A) m)"),
        TypeScriptReading(
            "import { type A, type as, type } from 'm'",
            "(importDeclaration binding:(importBinding #typeOnly imported:(identifier A) A)"
                + " binding:(importBinding #typeOnly imported:(identifier as) as) binding:(importBinding imported:(identifier type) type) m)"
        ),
        TypeScriptReading(
            "import type from 'm'", "(importDeclaration binding:(importBinding imported:(identifier default) type) m)"),
        TypeScriptReading(
            "import type T from 'm'",
            "(importDeclaration #typeOnly binding:(importBinding #typeOnly imported:(identifier default) T) m)"),
        TypeScriptReading(
            "import { 'a-b' as c } from 'm'", "(importDeclaration binding:(importBinding imported:(identifier a-b) c) m)"),
        TypeScriptReading(
            "import data from './d.json' with { type: 'json' }\nf()",
            "(importDeclaration binding:(importBinding imported:(identifier default) data) ./d.json)\n(call callee:(identifier f))"),
        TypeScriptReading("import x = require('m')", "(importDeclaration binding:(importBinding #namespace x) m)"),
        TypeScriptReading(
            "import x = A.B", "(variable #constant target:(identifier x) value:(member base:(identifier A) B))"),
    ])
    func importsBindNames(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test(arguments: [
        TypeScriptReading(
            "export { a, b as c }",
            "(exportDeclaration binding:(exportBinding imported:(identifier a) a) binding:(exportBinding imported:(identifier b) c))"),
        TypeScriptReading(
            "export { default } from 'm'", "(exportDeclaration binding:(exportBinding imported:(identifier default) default) m)"),
        TypeScriptReading("export * from 'm'", "(exportDeclaration #namespace m)"),
        TypeScriptReading("export * as ns from 'm'", "(exportDeclaration binding:(exportBinding #namespace ns) m)"),
        TypeScriptReading(
            "export type { A } from 'm'",
            "(exportDeclaration #typeOnly binding:(exportBinding #typeOnly imported:(identifier A) A) m)"),
        TypeScriptReading(
            "export const a = 1, b = 2",
            "(variable #exported #constant target:(identifier a) value:(number 1))\n(variable #exported #constant target:(identifier b) value:(number 2))"
        ),
        TypeScriptReading("export function f() {}", "(function #exported body:(block) f)"),
        TypeScriptReading("export async function f() {}", "(function #exported #async body:(block) f)"),
        TypeScriptReading("export abstract class A {}", "(classDeclaration #exported A)"),
        TypeScriptReading(
            "export declare const v: string", "(variable #exported #constant target:(identifier v) type:(typeReference string))"),
        TypeScriptReading("export default function f() {}", "(function #defaultExport #exported body:(block) f)"),
        TypeScriptReading("export default function () {}", "(function #defaultExport #exported body:(block))"),
        TypeScriptReading("export default class {}", "(classDeclaration #defaultExport #exported)"),
        TypeScriptReading(
            "export default { a }", "(exportDeclaration #defaultExport value:(object element:(property #shorthand value:(identifier a) a)))"
        ),
        TypeScriptReading(
            "export default async (x) => x",
            "(exportDeclaration #defaultExport value:(function #async #arrow #expressionBody parameter:(parameter x) body:(identifier x)))"),
        TypeScriptReading("export = f", "(exportDeclaration #defaultExport value:(identifier f))"),
        TypeScriptReading("export as namespace Lib;", "(exportDeclaration #namespace)"),
        TypeScriptReading("export import x = require('m')", "(importDeclaration #exported binding:(importBinding #namespace x) m)"),
    ])
    func exportsNameWhatTheyOffer(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test(arguments: [
        TypeScriptReading("module.exports = f", "(exportDeclaration #defaultExport value:(identifier f))", path: "a.js"),
        TypeScriptReading(
            "module.exports = { a, b: c }",
            "(exportDeclaration #defaultExport value:(object element:(property #shorthand value:(identifier a) a) element:(property value:(identifier c) b)))",
            path: "a.cjs"),
        TypeScriptReading("exports.a = 1", "(exportDeclaration binding:(exportBinding value:(number 1) a))", path: "a.js"),
        TypeScriptReading("module.exports.a = 1;", "(exportDeclaration binding:(exportBinding value:(number 1) a))", path: "a.js"),
        TypeScriptReading("exports['a-b'] = 1", "(exportDeclaration binding:(exportBinding value:(number 1) a-b))", path: "a.js"),
        TypeScriptReading("exports = module.exports = f", "(exportDeclaration #defaultExport value:(identifier f))", path: "a.js"),
        TypeScriptReading(
            "exports.a = exports.b = void 0",
            "(exportDeclaration binding:(exportBinding a) binding:(exportBinding value:(unary value:(number 0) void) b))", path: "a.js"),
        TypeScriptReading(
            "exports.a.b = 1", "(assignment target:(member base:(member base:(identifier exports) a) b) value:(number 1) =)", path: "a.js"),
        TypeScriptReading(
            "const { sign } = require('m')",
            "(variable #constant target:(objectPattern element:(patternElement target:(identifier sign) sign)) value:(moduleReference m))",
            path: "a.js"),
        TypeScriptReading("require(name)", "(call callee:(identifier require) argument:(argument value:(identifier name)))", path: "a.js"),
        TypeScriptReading(
            "const m = await import('m')", "(variable #constant target:(identifier m) value:(awaitExpression value:(moduleReference m)))"),
        TypeScriptReading(
            "import('m').then(f)", "(call callee:(member base:(moduleReference m) then) argument:(argument value:(identifier f)))"),
        TypeScriptReading("import(x)", "(call callee:(identifier import) argument:(argument value:(identifier x)))"),
        TypeScriptReading("import.meta.url", "(member base:(member base:(identifier import) meta) url)"),
    ])
    func commonJSAndDynamicModulesAreModules(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }
}
