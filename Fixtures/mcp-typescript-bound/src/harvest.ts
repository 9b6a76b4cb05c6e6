import { settings } from "./settings.js";

export interface Harvest {
  variety: string;
  kilograms: number;
}

/** Asks the harvest service as this server, with a client certificate: the caller's token stays here. */
export async function harvests(subject: string, year: number): Promise<Harvest[]> {
  const address = new URL(`/growers/${encodeURIComponent(subject)}/harvests`, settings.harvestApi);
  address.searchParams.set("year", String(year));
  const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`harvest service answered ${response.status}`);
  return (await response.json()) as Harvest[];
}
