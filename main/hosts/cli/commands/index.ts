import type { CliCommand } from "../command.ts";
import { allocateCommand } from "./allocate.ts";
import { closeCommand } from "./close.ts";
import { demoCommand } from "./demo.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { inspectCommand } from "./inspect.ts";
import { pivotCommand } from "./pivot.ts";
import { reconcileCommand } from "./reconcile.ts";
import { serveCommand } from "./serve.ts";
import { sourcesCommand } from "./sources.ts";
import { traceCommand } from "./trace.ts";
import { varianceCommand } from "./variance.ts";
import { verifyCommand } from "./verify.ts";
import { withdrawCommand } from "./withdraw.ts";

/** Every word of the command line, in the order the help prints them. */
export const commands: readonly CliCommand[] = [
  demoCommand,
  inspectCommand,
  importCommand,
  sourcesCommand,
  withdrawCommand,
  allocateCommand,
  reconcileCommand,
  varianceCommand,
  pivotCommand,
  traceCommand,
  exportCommand,
  closeCommand,
  verifyCommand,
  serveCommand,
];
