import { describe, expect, test } from "vitest";
import { AnswerCache, UNASKED } from "../../renderer/answer-cache.ts";
import type { Result } from "../../shared/errors.ts";

const value = (text: string) => async (): Promise<Result<unknown>> => ({ ok: true, value: text });

describe("AnswerCache", () => {
  test("asks once per question and version", async () => {
    const cache = new AnswerCache(10);
    let asked = 0;
    const ask = async (): Promise<Result<unknown>> => {
      asked += 1;
      return { ok: true, value: asked };
    };
    await Promise.all([cache.load("a", ask), cache.load("a", ask)]);
    expect(asked).toBe(1);
    cache.advance(1);
    await cache.load("a", ask);
    expect(asked).toBe(2);
    expect(cache.peek("a").value).toBe(2);
  });

  test("keeps the old value in sight until the new one arrives", async () => {
    const cache = new AnswerCache(10);
    await cache.load("a", value("before"));
    cache.advance(1);
    const loading = cache.load("a", value("after"));
    expect(cache.peek("a")).toEqual({ value: "before", error: undefined, isLoading: true });
    await loading;
    expect(cache.peek("a")).toEqual({ value: "after", error: undefined, isLoading: false });
  });

  test("drops an answer that arrives after the data changed again", async () => {
    const cache = new AnswerCache(10);
    let release: (result: Result<unknown>) => void = () => undefined;
    const late = new Promise<Result<unknown>>((resolve) => {
      release = resolve;
    });
    const loading = cache.load("a", () => late);
    cache.advance(1);
    await cache.load("a", value("new"));
    release({ ok: true, value: "old" });
    await loading;
    expect(cache.peek("a").value).toBe("new");
  });

  test("never goes back to an older version", () => {
    const cache = new AnswerCache(10);
    cache.advance(5);
    cache.advance(3);
    expect(cache.version).toBe(5);
  });

  test("forgets the oldest beyond its size", async () => {
    const cache = new AnswerCache(2);
    await cache.load("a", value("1"));
    await cache.load("b", value("2"));
    await cache.load("c", value("3"));
    expect(cache.peek("a")).toBe(UNASKED);
    expect(cache.peek("c").value).toBe("3");
  });

  test("carries an error as an error", async () => {
    const cache = new AnswerCache(2);
    const error = { code: "period-empty", message: "Empty.", remedy: "Import." } as const;
    await cache.load("a", async () => ({ ok: false, error }));
    expect(cache.peek("a")).toEqual({ value: undefined, error, isLoading: false });
  });
});
