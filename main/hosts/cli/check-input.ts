import type { z } from "zod";
import { CHARGE_DIMENSIONS, RUN_DIMENSIONS } from "../../../shared/domain/charge.ts";
import { fail } from "../../../shared/errors.ts";
import { nearestKey } from "../../engine/documents/nearest-key.ts";

/**
 * Checks what the command line gave against the contract before anything is opened.
 * Errors: `usage`, naming the option, what was found and what was expected
 */
export function checkInput<T extends z.ZodType>(
  schema: T,
  input: Readonly<Record<string, unknown>>,
): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  const [field, index] = issue?.path ?? [];
  if (issue === undefined || field === undefined) {
    return fail("usage", "The command is not valid.", HELP);
  }
  const option = optionName(String(field));
  const given = input[String(field)];
  if (given === undefined) {
    return fail("usage", `${option} is missing.`, HELP);
  }
  const found: unknown = Array.isArray(given) && typeof index === "number" ? given[index] : given;
  const shown = typeof found === "string" || Array.isArray(found) ? ` (found "${found}")` : "";
  const remedy = typeof found === "string" ? nearestRemedy(found, knownValues(field, issue)) : HELP;
  return fail("usage", `${option}: ${says(issue)}${shown}.`, remedy);
}

const HELP = "Add --help for the options and examples.";

function says(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") {
    return `expected one of ${issue.values.join(", ")}`;
  }
  return issue.message.replace(/\.$/, "");
}

const DIMENSION_FIELDS: ReadonlySet<PropertyKey> = new Set(["rows", "columns", "by"]);

function knownValues(field: PropertyKey, issue: z.core.$ZodIssue): readonly string[] {
  if (DIMENSION_FIELDS.has(field)) {
    return [...CHARGE_DIMENSIONS, ...RUN_DIMENSIONS];
  }
  return issue.code === "invalid_value" ? issue.values.map(String) : [];
}

function nearestRemedy(found: string, known: readonly string[]): string {
  const nearest = nearestKey(found, known);
  return nearest === null ? HELP : `Did you mean ${nearest}?`;
}

const FIELD_OPTIONS: Readonly<Record<string, string>> = {
  measures: "--values",
  filters: "--filter",
  sourceFileId: "ID",
  statuses: "--status",
  chargeId: "--charge",
};

function optionName(field: string): string {
  return FIELD_OPTIONS[field] ?? `--${field.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
}

/** `a, b` as its parts. */
export function listOf(text: string | undefined): string[] | undefined {
  return text
    ?.split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** The entries that were given, so that schema defaults fill the rest. */
export function given<T extends Readonly<Record<string, unknown>>>(input: T): Partial<T> {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}
