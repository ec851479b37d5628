import { digits } from "../seeded.ts";

export type Next = (below: number) => number;

/** A provider's own bill to be invented: its header, and what one record of it holds. */
export interface InventedBill {
  readonly header: readonly string[];
  readonly record: (next: Next) => Readonly<Record<string, string>>;
}

export const ACCOUNTS = 400;
export const TEAMS = 60;
export const REGIONS = ["eu-central-1", "eu-west-1", "us-east-1", "us-west-2", "ap-south-1"];
export const SERVICES = ["Compute", "Object Storage", "Database", "Content Delivery", "Warehouse"];
const DAYS = 30;

export function pick(next: Next, list: readonly string[]): string {
  return list[next(list.length)] ?? "";
}

export function resource(next: Next): string {
  return next(200_000).toString(16);
}

export function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** A day of the month. */
export function day(next: Next): string {
  return two(next(DAYS) + 1);
}

/** An amount, in one case of so many a large one. */
export function amount(next: Next, rarely: number, whole: number, decimals: number): string {
  return `${next(rarely) === 0 ? next(whole) : 0}.${digits(next, decimals)}`;
}

/** A cell of JSON. */
export function json(value: unknown): string {
  return `"${JSON.stringify(value).replaceAll('"', '""')}"`;
}
