import { afterEach } from "vitest";
import type { Clock } from "../../main/engine/clock.ts";
import { createEngine, type Engine, type EngineOptions } from "../../main/engine/engine.ts";

const engines: Engine[] = [];

/** A clock that stands at one moment, so that equal inputs give equal bytes. */
export const standingClock: Clock = { now: () => "2026-11-03T09:12:00Z", elapsed: () => 0 };

/** An engine on a private workspace that closes after the test. */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const engine = await createEngine({ clock: standingClock, actor: "tester", ...options });
  engines.push(engine);
  return engine;
}

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});
