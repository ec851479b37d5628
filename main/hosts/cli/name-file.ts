import { type ErrorShape, TieoutError } from "../../../shared/errors.ts";
import type { Place } from "../../engine/documents/read-document.ts";

/** A place of a file, as every message about a text file begins. */
export function placed(file: string, { line, column }: Place): string {
  return `${file}, line ${line}, column ${column}`;
}

/** Puts the file's name before what the engine says about its text. */
export async function namingFile<T>(
  file: string | undefined,
  code: "rules-invalid" | "reconciliation-config-invalid" | "taxonomy-invalid",
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (file !== undefined && error instanceof TieoutError && error.shape.code === code) {
      throw new TieoutError(namedIn(file, error.shape));
    }
    throw error;
  }
}

function namedIn(file: string, shape: ErrorShape): ErrorShape {
  const { line, column } = shape.details ?? {};
  const says = shape.message.replace(/^Line \d+: /, "");
  const place =
    typeof line !== "number"
      ? file
      : typeof column === "number"
        ? placed(file, { line, column })
        : `${file}, line ${line}`;
  return { ...shape, message: `${place}: ${says}`, details: { ...shape.details, file } };
}
