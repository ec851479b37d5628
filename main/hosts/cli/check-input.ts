import type { z } from "zod";
import { fail } from "../../../shared/errors.ts";

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
  const [field] = issue?.path ?? [];
  const option = field === undefined ? "The command" : optionName(String(field));
  const found = field === undefined ? undefined : input[String(field)];
  const says = (issue?.message ?? "is not valid").replace(/\.$/, "");
  const shown = typeof found === "string" || Array.isArray(found) ? ` (found "${found}")` : "";
  return fail("usage", `${option}: ${says}${shown}.`, "Add --help for the options and examples.");
}

const FIELD_OPTIONS: Readonly<Record<string, string>> = {
  measures: "--values",
  filters: "--filter",
  sourceFileId: "ID",
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
