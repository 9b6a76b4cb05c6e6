const log: Record<string, string[]> = {};

export function entries(subject: string): string[] {
  return log[subject] ?? [];
}
