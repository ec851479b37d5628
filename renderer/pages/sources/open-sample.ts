import type { ErrorShape } from "../../../shared/errors.ts";
import type { SampleCompany } from "../../../shared/sample-company.ts";
import type { EngineClient } from "../../engine-client.ts";

/** The close of the sample company, step by step; the first step that fails ends it. */
export async function openSample(
  engine: EngineClient,
  onPeriod: (period: string, compare: string | null) => void,
): Promise<ErrorShape | null> {
  const sample = await engine.transport.openSample();
  const { entity, currency, rules, reconciliation, period, compare } = sample;
  const steps: readonly (() => Promise<{ ok: true } | { ok: false; error: ErrorShape }>)[] = [
    () => engine.call("workspace.configure", { entity, currency }),
    () => engine.runJob("import", { files: sampleFiles(sample) }),
    () => engine.call("allocation.save", { text: rules }),
    () => engine.call("reconciliation.save", { text: reconciliation }),
    () => engine.runJob("allocate", { period }),
    () => engine.runJob("reconcile", { period }),
    async () =>
      compare === null
        ? { ok: true }
        : engine.runJob("variance", { from: compare, to: period, by: ["service_name"] }),
  ];
  for (const step of steps) {
    const result = await step();
    if (!result.ok) {
      return result.error;
    }
  }
  onPeriod(period, sample.compare);
  return null;
}

function sampleFiles({ sources }: SampleCompany) {
  return sources.map(({ token, mapping, allowRejects }) => ({
    file: token,
    allowRejects,
    ...(mapping === null ? {} : { mapping }),
  }));
}
