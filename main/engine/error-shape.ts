import { z } from "zod";
import { type ErrorShape, TieoutError } from "../../shared/errors.ts";
import { diskFull, isDiskFull } from "./database/disk-full.ts";
import type { Log } from "./log.ts";

/** Any thrown value as the error that crosses a process; a defect keeps its detail in the log. */
export function toErrorShape(error: unknown, log: Log): ErrorShape {
  if (error instanceof TieoutError) {
    return error.shape;
  }
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : issue.path.join(".");
    return {
      code: "usage",
      message: `${where === "" ? "The request" : where}: ${issue?.message ?? "is not valid"}.`,
      remedy: "Correct the named value and repeat.",
    };
  }
  if (isDiskFull(error)) {
    return diskFull().shape;
  }
  log.error("internal", error);
  return {
    code: "internal",
    message: "Something went wrong inside Tieout; nothing was changed.",
    remedy: "Repeat the step; if it fails again, report it with the log file.",
  };
}
