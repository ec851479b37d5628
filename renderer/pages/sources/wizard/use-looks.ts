import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { JobInput } from "../../../../shared/contract/define.ts";
import type { ImportPreview, jobContract } from "../../../../shared/contract/jobs.ts";
import type { Inspection } from "../../../../shared/contract/workspace.ts";
import type { ErrorShape } from "../../../../shared/errors.ts";
import type { EngineClient } from "../../../engine-client.ts";
import { useEngine } from "../../../use-engine.ts";
import { withoutHalves } from "./amount-parts.ts";
import { type FileDraft, type Look, questionsOf, statedMapping, UNSEEN } from "./file-draft.ts";

interface Known {
  readonly first: Inspection | null;
  readonly lookKey: string;
  readonly inspection: Inspection | null;
  readonly lookError: ErrorShape | null;
  readonly tryKey: string;
  readonly preview: ImportPreview | null;
  readonly tryError: ErrorShape | null;
}

const NOTHING: Known = {
  first: null,
  lookKey: "",
  inspection: null,
  lookError: null,
  tryKey: "",
  preview: null,
  tryError: null,
};

type Put = (token: string, part: (before: Known) => Partial<Known>) => void;

/** Looks at every file as it is described, tries the ones nothing is asked about any more. */
export function useLooks(drafts: readonly FileDraft[]): {
  lookOf(draft: FileDraft): Look;
  again(token: string): void;
} {
  const engine = useEngine();
  const [known, setKnown] = useState<Readonly<Record<string, Known>>>({});
  const asked = useRef(new Map<string, string>());
  const { cache } = engine;
  const version = useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () => cache.version,
  );
  const put: Put = (token, part) =>
    setKnown((before) => {
      const one = before[token] ?? NOTHING;
      return { ...before, [token]: { ...one, ...part(one) } };
    });
  const isNew = (what: string, key: string): boolean => {
    const isAsked = asked.current.get(what) === key;
    asked.current.set(what, key);
    return !isAsked;
  };
  const beforeOf = (draft: FileDraft): TriedBefore =>
    readBefore(draft, known[draft.file.token], drafts, known, version);
  const lookOf = (draft: FileDraft): Look =>
    lookFrom(draft, known[draft.file.token], beforeOf(draft), version);

  useEffect(() => {
    for (const draft of drafts) {
      const { token } = draft.file;
      const isCurrent = (what: string, key: string): boolean =>
        asked.current.get(`${what} ${token}`) === key;
      const lookKey = lookKeyOf(draft);
      if (isNew(`look ${token}`, lookKey)) {
        void lookAt(engine, draft, lookKey, put, (key) => isCurrent("look", key));
      }
      const look = lookOf(draft);
      const before = beforeOf(draft);
      const tryKey = tryKeyOf(draft, look, before, version);
      if (tryKey !== null && isNew(`try ${token}`, tryKey)) {
        void tryFile(engine, draft, look, before, tryKey, put, (key) => isCurrent("try", key));
      }
    }
  });

  return {
    lookOf,
    again(token) {
      asked.current.delete(`look ${token}`);
      asked.current.delete(`try ${token}`);
      put(token, () => ({ lookKey: "", tryKey: "", lookError: null, tryError: null }));
    },
  };
}

type TriedBefore = NonNullable<JobInput<typeof jobContract, "preview">["after"]>;

/** Other files that the import reads first and that read well: beside them this one adds less. */
function readBefore(
  draft: FileDraft,
  own: Known | undefined,
  drafts: readonly FileDraft[],
  known: Readonly<Record<string, Known>>,
  version: number,
): TriedBefore {
  const { format = null, comesFirst = false } = own?.inspection ?? {};
  if (format === null || comesFirst) {
    return [];
  }
  return drafts.flatMap((other) => {
    const look = lookFrom(other, known[other.file.token], [], version);
    const { inspection, preview, isTrying, tryError } = look;
    const isBefore = inspection?.comesFirst === true && inspection.format === format;
    if (other === draft || !isBefore || preview === null || isTrying || tryError !== null) {
      return [];
    }
    const mapping = statedMapping(other, look);
    return [{ file: other.file.token, ...(mapping === null ? {} : { mapping }) }];
  });
}

function lookFrom(
  draft: FileDraft,
  known: Known | undefined,
  before: TriedBefore,
  version: number,
): Look {
  if (known === undefined) {
    return UNSEEN;
  }
  const { first, inspection, lookError, preview, tryError } = known;
  const isLooking = known.lookKey !== lookKeyOf(draft);
  const look = { first, inspection, isLooking, lookError, preview, isTrying: false, tryError };
  const tryKey = tryKeyOf(draft, look, before, version);
  return { ...look, isTrying: tryKey !== null && tryKey !== known.tryKey };
}

function lookKeyOf({ mapping, reading }: FileDraft): string {
  return JSON.stringify([mapping === null ? null : withoutHalves(mapping), reading]);
}

/** null while something is still asked about the file. */
function tryKeyOf(
  draft: FileDraft,
  look: Look,
  before: TriedBefore,
  version: number,
): string | null {
  const { inspection, isLooking, lookError } = look;
  const isClear =
    inspection !== null &&
    !isLooking &&
    lookError === null &&
    (inspection.format !== null || draft.mapping !== null) &&
    (inspection.confidence !== "guess" || draft.mapping !== null) &&
    questionsOf(draft, look).length === 0;
  return isClear ? JSON.stringify([statedMapping(draft, look), before, version]) : null;
}

async function lookAt(
  engine: EngineClient,
  { file, mapping, reading }: FileDraft,
  lookKey: string,
  put: Put,
  isCurrent: (key: string) => boolean,
): Promise<void> {
  const result = await engine.call("workspace.inspect", {
    files: [file.token],
    ...(mapping === null ? {} : { mapping: withoutHalves(mapping) }),
    ...(mapping !== null || reading === null ? {} : { reading }),
  });
  if (!isCurrent(lookKey)) {
    return;
  }
  put(file.token, (before) => {
    if (!result.ok) {
      return { lookKey, lookError: result.error };
    }
    const [inspection = null] = result.value.files;
    const first = mapping === null ? inspection : (before.first ?? inspection);
    return { lookKey, lookError: null, inspection, first };
  });
}

async function tryFile(
  engine: EngineClient,
  draft: FileDraft,
  look: Look,
  before: TriedBefore,
  tryKey: string,
  put: Put,
  isCurrent: (key: string) => boolean,
): Promise<void> {
  const { token } = draft.file;
  const mapping = statedMapping(draft, look);
  const result = await engine.runJob("preview", {
    file: token,
    ...(mapping === null ? {} : { mapping }),
    ...(before.length === 0 ? {} : { after: before }),
  });
  if (isCurrent(tryKey)) {
    put(token, () =>
      result.ok
        ? { tryKey, preview: result.value, tryError: null }
        : { tryKey, tryError: result.error },
    );
  }
}
