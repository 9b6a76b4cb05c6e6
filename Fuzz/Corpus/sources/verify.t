timport { jwtVerify as verify, type JWTPayload } from "jose";
const options = { issuer: `https://${host}/${path ?? "x"}`, ...(audience && { audience }) } satisfies Options;
export class Guard<T extends object = {}> extends mix(Base)<T> {
  static #count = 0n; private readonly [key: string]: unknown;
  async *each({ a, b: [c, , d = 2], ...rest }: T) { for await (const x of rest) yield* x as T }
  get key(): string | undefined { return this?.keys!.at(-1) }
}
label: for (let i = 0; i < 3; i++) { if (!/[/\]]+/g.test(s)) continue label; else switch (i) { case 1: break; default: delete o["k"] } }
const f = async <U,>(x: U): Promise<U> => { try { return (await verify(x, key, options)).payload } catch { throw new Error("\u{41}\x42") } };
type Q<T> = T extends (infer U)[] ? { [K in keyof U]?: U[K] } : `${string}-x`;
enum E { A = 1 << 2, B = "b" } declare namespace N.M { function g(this: Window): asserts this is N }
x = a < b && c > d >>> 2 ** -3; f<number>(1)`t${2}`; // end
