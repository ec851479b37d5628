import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

type Project = {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  readonly seconds: number;
  /** Projects of one group run together; a browser is given the machine to itself. */
  readonly group?: number;
  readonly oneFileAtATime?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly setup?: string;
};

/** Whole jobs on a real database: part of `npm test`, too slow for `npm run check`. */
const slowEngineTests: readonly string[] = [
  "test/main/engine/{allocation,charges,checks,pivot}/**/*.test.ts",
  "test/main/engine/{reconciliation,variance,workbook}/**/*.test.ts",
  "test/main/engine/imports/import-*.test.ts",
  "test/main/engine/imports/finance-*.test.ts",
  "test/main/engine/imports/parquet.test.ts",
  "test/main/engine/imports/readers/{containers,refusals}.test.ts",
  "test/main/engine/workspace/**/*.test.ts",
  "test/main/hosts/**/*.test.ts",
  "test/formats/**/*.test.ts",
];

const projects: readonly Project[] = [
  {
    name: "unit",
    include: [
      "test/*.test.ts",
      "test/{shared,main,renderer,relations,formats,support}/**/*.test.{ts,tsx}",
    ],
    exclude: slowEngineTests,
    seconds: 20,
  },
  { name: "engine", include: slowEngineTests, seconds: 120 },
  {
    name: "laws",
    include: ["test/laws/**/*.test.ts"],
    seconds: 1500,
    env: { TIEOUT_LAW_RUNS: process.env["TIEOUT_LAW_RUNS"] ?? "1000" },
    setup: "./test/support/law-setup.ts",
  },
  { name: "malformed", include: ["test/malformed/**/*.test.ts"], seconds: 600 },
  { name: "golden", include: ["test/{golden,contract,errors}/**/*.test.ts"], seconds: 300 },
  { name: "real-data", include: ["test/real-data/**/*.test.ts"], seconds: 300 },
  { name: "gates", include: ["test/gates/**/*.test.ts"], seconds: 180, group: 1 },
  { name: "electron", include: ["test/electron/**/*.test.ts"], seconds: 120, group: 1 },
  {
    name: "e2e",
    include: ["test/e2e/**/*.test.ts"],
    seconds: 180,
    group: 2,
    oneFileAtATime: true,
  },
];

/** Calculations of money: `npm run coverage` asks that a test takes every branch of them. */
const everyBranch = [
  "shared/domain/**/*.ts",
  "main/engine/{allocation,reconciliation,variance}/**/*.ts",
  "main/engine/imports/cells/read-amount.ts",
];

export default defineConfig({
  test: {
    pool: "forks",
    passWithNoTests: false,
    coverage: {
      provider: "v8",
      reporter: ["text"],
      include: [...everyBranch],
      thresholds: { branches: 100 },
    },
    reporters: ["default", "./test/support/totals-reporter.ts"],
    projects: projects.map((project) => ({
      test: {
        name: project.name,
        include: [...project.include],
        exclude: [...(project.exclude ?? [])],
        pool: "forks",
        env: { ...project.env },
        setupFiles: project.setup === undefined ? [] : [project.setup],
        testTimeout: project.seconds * 1000,
        hookTimeout: project.seconds * 1000,
        // As long as the browser's own waits: what takes a moment takes longer on a busy machine.
        expect: { poll: { timeout: 15_000 } },
        fileParallelism: project.oneFileAtATime !== true,
        // One for each core: left to itself the runner keeps a core free, half of a small machine.
        ...(project.group === undefined ? { maxWorkers: availableParallelism() } : {}),
        sequence: { groupOrder: project.group ?? 0 },
      },
    })),
  },
});
