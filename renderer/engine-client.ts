import type { z } from "zod";
import type { Call, JobInput, JobOutput } from "../shared/contract/define.ts";
import { type Contract, contract } from "../shared/contract/index.ts";
import { events, type JobKind, type JobState, jobContract } from "../shared/contract/jobs.ts";
import type { ErrorShape, Result } from "../shared/errors.ts";
import { AnswerCache } from "./answer-cache.ts";
import type { Transport } from "./transport.ts";

/** `area.name` of every question of the contract. */
export type CallName = {
  [Area in keyof Contract]: `${Area}.${keyof Contract[Area] & string}`;
}[keyof Contract];

type Definition<Name extends CallName> = Name extends `${infer Area}.${infer Method}`
  ? Area extends keyof Contract
    ? Method extends keyof Contract[Area]
      ? Contract[Area][Method] extends Call
        ? Contract[Area][Method]
        : never
      : never
    : never
  : never;
export type CallInput<Name extends CallName> = z.input<Definition<Name>["input"]>;
export type CallOutput<Name extends CallName> = z.output<Definition<Name>["output"]>;

const ANSWERS_MAX = 600;

export interface EngineSignals {
  jobChanged(state: JobState): void;
  lost(): void;
}

/** The engine as the pages see it: typed questions, remembered answers, jobs. */
export class EngineClient {
  readonly transport: Transport;
  readonly cache = new AnswerCache(ANSWERS_MAX);

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** Hears the engine's events; returns how to stop. */
  listen(signals: EngineSignals): () => void {
    return this.transport.on((name, payload) => {
      if (name === "data-changed") {
        this.cache.advance(events["data-changed"].payload.parse(payload).dataVersion);
      } else if (name === "job-progress" || name === "job-ended") {
        signals.jobChanged(events[name].payload.parse(payload));
      } else if (name === "engine-lost") {
        signals.lost();
      }
    });
  }

  async call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<Result<CallOutput<Name>>> {
    const result = await this.transport.call(name, input);
    if (!result.ok) {
      return result;
    }
    const parsed = definitionOf(name).output.safeParse(result.value);
    return parsed.success
      ? { ok: true, value: parsed.data as CallOutput<Name> }
      : { ok: false, error: unexpectedAnswer(name) };
  }

  /** Starts a job and waits for its outcome; progress arrives as events. */
  async runJob<K extends JobKind>(
    kind: K,
    input: JobInput<typeof jobContract, K>,
  ): Promise<Result<JobOutput<typeof jobContract, K>>> {
    const started = await this.call("jobs.start", { kind, input });
    if (!started.ok) {
      return started;
    }
    const waited = await this.call("jobs.wait", { jobId: started.value.jobId });
    if (!waited.ok) {
      return waited;
    }
    const { outcome } = waited.value;
    if (!outcome.ok) {
      return outcome;
    }
    const parsed = jobContract[kind].output.safeParse(outcome.value);
    return parsed.success
      ? { ok: true, value: parsed.data as JobOutput<typeof jobContract, K> }
      : { ok: false, error: unexpectedAnswer(kind) };
  }

  async cancelJob(jobId: string): Promise<void> {
    await this.call("jobs.cancel", { jobId });
  }
}

export function answerKey(name: CallName, input: unknown): string {
  return `${name} ${JSON.stringify(input)}`;
}

function definitionOf(name: CallName): Call {
  const [area = "", method = ""] = name.split(".");
  const calls = contract[area as keyof Contract] as Readonly<Record<string, Call>>;
  const definition = calls[method];
  if (definition === undefined) {
    throw new RangeError(`"${name}" is not in the contract`);
  }
  return definition;
}

function unexpectedAnswer(name: string): ErrorShape {
  return {
    code: "internal",
    message: `The answer to "${name}" does not have the agreed form.`,
    remedy: "Reload the window; if it happens again, reinstall Tieout.",
  };
}
