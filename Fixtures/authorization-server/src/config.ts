const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

export const issuer = "https://gatehouse.example";

export const lifetimes = {
  accessToken: 10 * DAY,
  authorizationCode: 2 * MINUTE,
};

export function secret(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is required`);
  return value;
}
