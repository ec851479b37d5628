import { test } from "vitest";
import { benchAllocation } from "../../../bench/allocation.bench.ts";
test("bench", async () => { console.log(await benchAllocation(1_000_000, 1)); }, 600000);
