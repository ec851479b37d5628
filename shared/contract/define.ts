import type { z } from "zod";
import type { Result } from "../errors.ts";

/** One question or command: what goes in, what comes out. Both sides parse both. */
export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly verb: "call";
  readonly input: I;
  readonly output: O;
}

/** Something the engine tells everyone who listens. */
export interface EventDefinition<P extends z.ZodType = z.ZodType> {
  readonly verb: "event";
  readonly payload: P;
}

/** Long work: runs in one transaction, reports progress, can be cancelled. */
export interface Job<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly verb: "job";
  readonly input: I;
  readonly output: O;
}

export function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> {
  return { verb: "call", input, output };
}

export function event<P extends z.ZodType>(payload: P): EventDefinition<P> {
  return { verb: "event", payload };
}

export function job<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Job<I, O> {
  return { verb: "job", input, output };
}

export type CallArea = Readonly<Record<string, Call>>;
export type CallContract = Readonly<Record<string, CallArea>>;
export type JobContract = Readonly<Record<string, Job>>;

/** What the engine must supply: parsed input in, unparsed output out. */
export type Handlers<C extends CallContract, Context> = {
  readonly [Area in keyof C]: {
    readonly [Name in keyof C[Area]]: (
      context: Context,
      input: z.output<C[Area][Name]["input"]>,
    ) => Promise<z.input<C[Area][Name]["output"]>>;
  };
};

/** What a host or page receives: the same questions, answered as results. */
export type Client<C extends CallContract> = {
  readonly [Area in keyof C]: {
    readonly [Name in keyof C[Area]]: (
      input: z.input<C[Area][Name]["input"]>,
    ) => Promise<Result<z.output<C[Area][Name]["output"]>>>;
  };
};

export type JobInput<C extends JobContract, K extends keyof C> = z.input<C[K]["input"]>;
export type JobOutput<C extends JobContract, K extends keyof C> = z.output<C[K]["output"]>;

/** What the engine must supply per job. */
export type JobRunners<C extends JobContract, Context> = {
  readonly [K in keyof C]: (
    context: Context,
    input: z.output<C[K]["input"]>,
  ) => Promise<z.input<C[K]["output"]>>;
};
