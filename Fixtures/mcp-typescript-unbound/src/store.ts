import { randomUUID } from "node:crypto";
import type { NoteStore } from "./tools/notes.js";

interface Row {
  id: string;
  owner: string;
  berth: string;
  text: string;
}

export class MemoryStore implements NoteStore {
  #rows: Row[] = [];

  async list(subject: string, berth?: string) {
    return this.#rows.filter((row) => row.owner === subject && (berth === undefined || row.berth === berth));
  }

  async add(subject: string, berth: string, text: string) {
    const id = randomUUID();
    this.#rows.push({ id, owner: subject, berth, text });
    return id;
  }
}
