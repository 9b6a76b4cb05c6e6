export interface Bar {
  word: string;
  count: number;
}

export function draw(bars: Bar[], width = 40): string[] {
  const longest = Math.max(1, ...bars.map((bar) => bar.count));
  return bars.map(({ word, count }) => `${word.padStart(20)} ${"#".repeat(Math.round((width * count) / longest))}`);
}
