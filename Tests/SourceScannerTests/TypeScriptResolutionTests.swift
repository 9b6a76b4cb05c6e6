import SourceScanner
import Testing

/// What expressions are worked out to be, in one file.
@Suite struct TypeScriptResolutionTests {
    private func probe(_ source: String) -> String { ResolvedProgram(source).probed }

    @Test func constantsAreFollowed() {
        #expect(probe("const a = 'x'; const b = a; probe(b)") == "'x'")
        #expect(probe("const a = 'x' as const; probe(a satisfies string)") == "'x'")
        #expect(probe("const host = 'h'; probe(`https://${host}/mcp`)") == "'https://h/mcp'")
        #expect(probe("enum Aud { Mcp = 'mcp' } probe(Aud.Mcp)") == "'mcp'")
    }

    @Test func aLaterWriteWins() {
        #expect(probe("let a = 'x'; a = 'y'; probe(a)") == "'y'")
        #expect(probe("let a = 'x'; probe(a); a = 'y'") == "'x'")
        #expect(probe("let a = 'x'; if (flag) a = 'y'; probe(a)") == "'x' | 'y'")
        #expect(probe("let a; if (flag) a = 'y'; probe(a)") == "null | 'y'")
    }

    @Test func aTypeThatLeadsBackToItselfIsNotKnown() {
        #expect(probe("import * as store from 'store'; function open(store: store.Client) { probe(store.url) }") == "store.Client.url")
        #expect(
            probe("interface Node { next: Node['next'] } function walk(node: Node) { probe(node.next.next) }") == "parameter node.next.next"
        )
    }

    @Test(.timeLimit(.minutes(10))) func manyAdditionsAreWorkedOutOnceEach() {
        let additions = (0..<60).map { "if (flag\($0)) size += 1" }.joined(separator: "; ")
        #expect(probe("let size = 0; \(additions); probe(size)") != "0")
        #expect(probe("let size = 1; if (flag) size += 2; probe(size)") == "1 | 3")
        #expect(probe("let size = 1; if (flag) size += 2; size += 4; probe(size)") == "5 | 7")
    }

    @Test func theEnvironmentMayLackAVariable() {
        #expect(probe("probe(process.env.AUD)") == "env AUD?")
        #expect(probe("probe(process.env['AUD'])") == "env AUD?")
        #expect(probe("probe(process.env.AUD ?? 'd')") == "env AUD | 'd'")
        #expect(probe("const a = process.env.AUD; if (!a) throw new Error('unset'); probe(a)") == "env AUD")
        #expect(probe("const a = process.env.AUD; if (!a) { console.error('unset'); process.exit(1) } probe(a)") == "env AUD")
        #expect(probe("const a = process.env.AUD; if (!a) console.warn('unset'); probe(a)") == "env AUD?")
        #expect(probe("const a = process.env.AUD ?? ''; if (!a) throw new Error('unset'); probe(a)") == "env AUD")
        #expect(probe("const a = process.env.AUD ?? ''; probe(a)") == "env AUD | ''")
    }

    @Test func spreadsKeepTheirOrder() {
        #expect(probe("const base = { aud: 'a', iss: 'i' }; probe({ ...base, aud: 'b' })") == "{iss: 'i', aud: 'b'}")
        #expect(probe("const base = { aud: 'a' }; probe({ aud: 'b', ...base })") == "{aud: 'a'}")
        #expect(probe("probe({ aud: 'b', ...(flag && { aud: 'a' }) })") == "{aud: 'b', aud?: 'a'}")
        #expect(probe("probe({ aud: 'b', ...given() })") == "{aud: 'b', …}")
    }

    @Test func objectsAreFilledStepByStep() {
        #expect(probe("const o: any = {}; o.aud = 'a'; o['iss'] = 'i'; probe(o)") == "{aud: 'a', iss: 'i'}")
        #expect(probe("const o: any = { iss: 'i' }; if (aud) o.aud = 'a'; probe(o)") == "{iss: 'i', aud?: 'a'}")
        #expect(probe("const o = Object.assign({}, { aud: 'a' }, { iss: 'i' }); probe(o)") == "{aud: 'a', iss: 'i'}")
        #expect(probe("const o = Object.freeze({ aud: 'a' }); probe(o.aud)") == "'a'")
    }

    @Test func patternsTakeObjectsApart() {
        #expect(probe("const { aud } = { aud: 'a' }; probe(aud)") == "'a'")
        #expect(probe("const { aud: mine = 'd' } = {}; probe(mine)") == "'d'")
        #expect(probe("const { iss, ...rest } = { iss: 'i', aud: 'a' }; probe(rest)") == "{aud: 'a'}")
        #expect(probe("const [, second] = ['a', 'b']; probe(second)") == "'b'")
        #expect(probe("const { auth: { aud } } = { auth: { aud: 'a' } }; probe(aud)") == "'a'")
    }

    @Test func typesSayWhatMayBeAbsent() {
        func member(_ type: String) -> String { probe("\(type); function f(o: Options) { probe(o.aud) }") }
        #expect(member("interface Options { aud?: string }") == "parameter o.aud?")
        #expect(member("type Options = { aud: string; iss?: string }") == "parameter o.aud")
        #expect(member("type Options = { iss: string; aud?: string }") == "parameter o.aud?")
        #expect(member("type Options = { aud: string | undefined }") == "parameter o.aud?")
        #expect(member("type Base = { aud?: string }; type Options = Base & { iss: string }") == "parameter o.aud?")
        #expect(member("type Config = { auth: { aud: string | null } }; type Options = Config['auth']") == "parameter o.aud?")
        #expect(member("type Options = { [K in 'aud']?: string }") == "parameter o.aud")
        #expect(probe("function f(o: { aud?: string }) { probe(o.aud) }") == "parameter o.aud?")
        #expect(probe("function f(aud: string | null) { probe(aud) }") == "parameter aud?")
        #expect(probe("function f(aud: string | number) { probe(aud) }") == "parameter aud")
        #expect(probe("type Claims = { aud: string }; const c: Claims = decode(t); probe(c)") == "decode()")
    }

    @Test func classesKnowTheirMembers() {
        #expect(probe("class C { aud = 'a'; m() { probe(this.aud) } }") == "'a'")
        #expect(probe("class C { aud: string; constructor() { this.aud = 'a' } m() { probe(this.aud) } }") == "'a'")
        #expect(probe("class C { constructor(private readonly aud: string) {} m() { probe(this.aud) } } new C('a')") == "'a'")
        #expect(probe("class C { static AUD = 'a' } probe(C.AUD)") == "'a'")
        #expect(probe("class C { get aud() { return 'a' } } probe(new C().aud)") == "'a'")
        #expect(probe("class B { aud = 'a' } class C extends B { m() { probe(this.aud) } }") == "'a'")
    }

    @Test func functionsGiveWhatTheyReturn() {
        #expect(probe("const f = (x: string) => x + '!'; probe(f('a'))") == "'a!'")
        #expect(probe("function f(x = 'd') { return x } probe(f())") == "'d'")
        #expect(probe("async function f() { return { aud: 'a' } } probe((await f()).aud)") == "'a'")
        #expect(probe("function f({ aud }: any) { return aud } probe(f({ aud: 'a' }))") == "'a'")
        #expect(probe("function f(...all: string[]) { return all } probe(f('a', 'b'))") == "['a', 'b']")
        #expect(probe("function f() { if (flag) return 'a'; return undefined } probe(f())") == "'a' | null")
        #expect(probe("function f(n) { return f(n) } probe(f(1))") == "function f()")
    }

    @Test func aFunctionCalledInPlaceIsItsResult() {
        #expect(probe("const aud = (() => { return 'a' })(); probe(aud)") == "'a'")
        #expect(probe("const list = ['a']; probe((() => { if (list.length === 0) return undefined; return list[0] })())") == "'a'")
        #expect(probe("const list = names; probe((() => { if (list.length === 0) return undefined; return 'a' })())") == "null | 'a'")
    }

    @Test func listsKnowHowLongTheyAre() {
        #expect(probe("const l = ['a']; l.push('b'); probe(l)") == "['a', 'b']")
        #expect(probe("const l: string[] = []; if (flag) l.push('a'); probe(l)") == "[…]")
        #expect(probe("const l = names.split(','); if (l.length === 0) l.push('a'); probe(l.length > 0)") == "unknown")
        #expect(
            probe("const l = (process.env.A ?? '').split(',').filter(Boolean); if (!l.length) l.push('a'); probe(l.length === 0)")
                == "false")
        #expect(probe("const l = ['a', 'b']; probe(l.length >= 2)") == "true")
        #expect(probe("const l = ['a', ...more]; probe(l.length < 1)") == "false")
        #expect(probe("const l = ['a'].map(String); probe(l)") == "[…]")
    }

    @Test func timesAreCounted() {
        #expect(probe("probe(60 * 60 * 24)") == "86400")
        #expect(probe("probe(Math.floor(Date.now() / 1000) + 3600)") == "now + 3600 s")
        #expect(probe("probe(new Date(Date.now() + 7 * 24 * 60 * 60 * 1000))") == "now + 604800 s")
        #expect(probe("const TTL = 15 * 60; probe(Date.now() + TTL * 1000)") == "now + 900 s")
        #expect(probe("import { addMinutes } from 'date-fns'; probe(addMinutes(new Date(), 15))") == "now + 900 s")
        #expect(probe("import dayjs from 'dayjs'; probe(dayjs().add(7, 'day').toDate())") == "now + 604800 s")
        #expect(probe("import { DateTime } from 'luxon'; probe(DateTime.now().plus({ hours: 1, minutes: 30 }).toISO())") == "now + 5400 s")
        #expect(probe("const end = new Date(); end.setDate(end.getDate() + 7); probe(end.getTime())") == "now + 604800 s")
    }

    @Test func choicesStayChoices() {
        #expect(probe("probe(flag ? 'a' : 'b')") == "'a' | 'b'")
        #expect(probe("probe(true ? 'a' : 'b')") == "'a'")
        #expect(probe("probe(flag ? 'a' : undefined)") == "'a' | null")
        #expect(probe("const a = process.env.A || undefined; probe(a)") == "env A | null")
    }

    @Test func whatNobodyKnowsIsUnknown() {
        #expect(probe("probe(strange.thing())") == "strange.thing()")
        #expect(probe("function f(aud: string) { probe(aud) }") == "parameter aud")
        #expect(probe("for (const x of list) probe(x)") == "unknown")
    }
}
