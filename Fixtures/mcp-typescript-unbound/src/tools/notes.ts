import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

export interface NoteStore {
  list(subject: string, berth?: string): Promise<{ id: string; text: string }[]>;
  add(subject: string, berth: string, text: string): Promise<string>;
}

export function registerNoteTools(server: McpServer, store: NoteStore, subject: string) {
  server.tool("list-notes", { berth: z.string().optional() }, async ({ berth }) => {
    const notes = await store.list(subject, berth);
    return { content: notes.map((note) => ({ type: "text" as const, text: `${note.id}: ${note.text}` })) };
  });

  server.tool("add-note", { berth: z.string(), text: z.string().max(2_000) }, async ({ berth, text }) => {
    const id = await store.add(subject, berth, text);
    return { content: [{ type: "text" as const, text: `added ${id}` }] };
  });
}
