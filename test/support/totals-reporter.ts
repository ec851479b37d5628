import type { Reporter, TestModule, Vitest } from "vitest/node";

export type Totals = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
};

/** The closing lines of a run: the skipped tests by name, then the totals. */
export function describeTotals(totals: Totals): string {
  const names = totals.skipped.map((name) => `skipped: ${name}\n`).join("");
  const skipped = totals.skipped.length > 0 ? `, ${totals.skipped.length} skipped` : "";
  return `${names}${totals.passed} passed, ${totals.failed} failed${skipped}\n`;
}

/** A file that could not be loaded, or an error outside every test, counts as one failure. */
function countModules(modules: readonly TestModule[], errorsOutside: number): Totals {
  let passed = 0;
  let failed = errorsOutside;
  const skipped: string[] = [];
  for (const testModule of modules) {
    failed += testModule.errors().length;
    for (const suite of testModule.children.allSuites()) {
      failed += suite.errors().length;
    }
    for (const test of testModule.children.allTests()) {
      const { state } = test.result();
      passed += state === "passed" ? 1 : 0;
      failed += state === "failed" || state === "pending" ? 1 : 0;
      if (state === "skipped") {
        skipped.push(`${testModule.relativeModuleId} > ${test.fullName}`);
      }
    }
  }
  return { passed, failed, skipped };
}

/** Prints the totals when the process ends, so that they are the last line of any run. */
export default class TotalsReporter implements Reporter {
  #totals: Totals = { passed: 0, failed: 1, skipped: [] };

  onInit(_vitest: Vitest): void {
    process.once("exit", () => {
      process.stdout.write(describeTotals(this.#totals));
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    this.#totals = countModules(modules, unhandledErrors.length);
  }
}
