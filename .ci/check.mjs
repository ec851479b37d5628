// Runs every gate, two at a time, and prints the whole output of each one that fails.
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

const gates = [
  [
    "lint and format",
    "biome ci --colors=off --error-on-warnings --reporter=concise --max-diagnostics=100",
  ],
  ["types of test", "tsc -p tsconfig.test.json"],
  ["types of main", "tsc -p tsconfig.main.json"],
  ["types of renderer", "tsc -p tsconfig.renderer.json"],
  ["types of shared", "tsc -p tsconfig.shared.json"],
  ["dependency rules", "depcruise --config .dependency-cruiser.cjs main renderer shared"],
  ["unused code", "knip"],
  ["unit tests", "vitest run --project unit"],
];

const projectFolder = join(import.meta.dirname, "..");
const programs = join(projectFolder, "node_modules", ".bin");
const env = {
  ...process.env,
  NO_COLOR: "1",
  FORCE_COLOR: "0",
  PATH: `${programs}${delimiter}${process.env.PATH}`,
};

function run([name, command]) {
  return new Promise((resolve) => {
    const start = performance.now();
    const output = [];
    const child = spawn(command, {
      shell: true,
      cwd: projectFolder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("close", (code) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      const passed = code === 0;
      process.stdout.write(`${passed ? "ok  " : "FAIL"} ${name} (${seconds} s)\n`);
      if (!passed) {
        process.stdout.write(`${Buffer.concat(output)}\n`);
      }
      resolve(passed);
    });
  });
}

const waiting = [...gates];
const results = [];
async function work() {
  for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
    results.push(await run(gate));
  }
}
await Promise.all([work(), work()]);
const failed = results.filter((passed) => !passed).length;
process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
