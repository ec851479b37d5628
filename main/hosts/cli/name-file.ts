import { TieoutError } from "../../../shared/errors.ts";

/** Puts the file's name before what the engine says about its text. */
export async function namingFile<T>(
  file: string | undefined,
  code: "rules-invalid" | "reconciliation-config-invalid",
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (file !== undefined && error instanceof TieoutError && error.shape.code === code) {
      throw new TieoutError({ ...error.shape, message: `${file}: ${error.shape.message}` });
    }
    throw error;
  }
}
