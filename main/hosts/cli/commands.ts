import type { CliCommand } from "./command.ts";
import { allocateCommand } from "./commands/allocate.ts";
import { calendarCommand } from "./commands/calendar.ts";
import { closeCommand } from "./commands/close.ts";
import { configureCommand } from "./commands/configure.ts";
import { conformanceCommand } from "./commands/conformance.ts";
import { demoCommand } from "./commands/demo.ts";
import { exportCommand } from "./commands/export.ts";
import { identifiersCommand } from "./commands/identifiers.ts";
import { importCommand } from "./commands/import.ts";
import { inspectCommand } from "./commands/inspect.ts";
import { pivotCommand } from "./commands/pivot.ts";
import { pricesCommand } from "./commands/prices.ts";
import { qualityCommand } from "./commands/quality.ts";
import { reconcileCommand } from "./commands/reconcile.ts";
import { schedulesCommand } from "./commands/schedules.ts";
import { serveCommand } from "./commands/serve.ts";
import { sourcesCommand } from "./commands/sources.ts";
import { taxonomyCommand } from "./commands/taxonomy.ts";
import { traceCommand } from "./commands/trace.ts";
import { treatmentsCommand } from "./commands/treatments.ts";
import { varianceCommand } from "./commands/variance.ts";
import { verifyCommand } from "./commands/verify.ts";
import { watchCommand } from "./commands/watch.ts";
import { withdrawCommand } from "./commands/withdraw.ts";

/** Every word of the command line, in the order the help prints them. */
export const commands: readonly CliCommand[] = [
  demoCommand,
  configureCommand,
  calendarCommand,
  inspectCommand,
  importCommand,
  watchCommand,
  sourcesCommand,
  conformanceCommand,
  qualityCommand,
  identifiersCommand,
  taxonomyCommand,
  withdrawCommand,
  allocateCommand,
  reconcileCommand,
  schedulesCommand,
  treatmentsCommand,
  varianceCommand,
  pivotCommand,
  pricesCommand,
  traceCommand,
  exportCommand,
  closeCommand,
  verifyCommand,
  serveCommand,
];
