/** Remembers the proofs of the last minutes, so that none is accepted twice. */
export class ReplayGuard {
  readonly #seen = new Map<string, number>();

  constructor(private readonly seconds: number) {}

  /** False when the identifier was seen before. */
  accept(jti: string, now = Date.now()): boolean {
    for (const [known, until] of this.#seen) {
      if (until > now) break;
      this.#seen.delete(known);
    }
    if (this.#seen.has(jti)) return false;
    this.#seen.set(jti, now + this.seconds * 1000);
    return true;
  }
}
