import { useEffect, useState } from "react";
import type { ErrorShape } from "../../../../shared/errors.ts";
import { useStore } from "../../../store/index.ts";
import { useEngine } from "../../../use-engine.ts";
import { importInput } from "./commit.ts";
import { isWaiting, stateOf } from "./file-draft.ts";
import type { ListedFile } from "./step-files.tsx";
import { nextPlace, type Place } from "./steps.ts";
import { useLooks } from "./use-looks.ts";
import { useWizard } from "./wizard-store.ts";

/** Every file with what is known of it, and where the wizard stands. */
export function useImportFiles(): {
  readonly files: readonly ListedFile[];
  readonly place: Place;
  readonly token: string | null;
  readonly isSettled: boolean;
  again(token: string): void;
} {
  const { drafts, place, go } = useWizard();
  const { lookOf, again } = useLooks(drafts);
  const files = drafts.map((draft): ListedFile => {
    const look = lookOf(draft);
    return { draft, look, state: stateOf(draft, look) };
  });
  const isSettled = files.every(({ state }) => !isWaiting(state));
  useEffect(() => {
    if (place === null && isSettled && files.length > 0) {
      go(
        nextPlace(
          files.map(({ draft, state }) => ({ token: draft.file.token, state })),
          null,
        ),
      );
    }
  });
  return {
    files,
    place: place ?? { step: "files", token: null },
    token: knownToken(files, place),
    isSettled,
    again,
  };
}

/** The file the wizard stands at, or the first where that one was removed. */
function knownToken(files: readonly ListedFile[], place: Place | null): string | null {
  const tokens = files.map(({ draft }) => draft.file.token);
  return tokens.find((token) => token === place?.token) ?? tokens[0] ?? null;
}

interface Commit {
  start(): Promise<void>;
  /** Forgets what was refused; the files are looked at anew. */
  forget(): void;
  readonly error: ErrorShape | null;
  readonly isImporting: boolean;
}

/** Imports every file that is ready; all of them or none. */
export function useCommit(
  files: readonly ListedFile[],
  onDone: (sourceFileId: string | null) => void,
): Commit {
  const engine = useEngine();
  const close = useWizard((state) => state.close);
  const isImporting = useStore((state) => state.job?.kind === "import");
  const [error, setError] = useState<ErrorShape | null>(null);
  return {
    error,
    isImporting,
    forget: () => setError(null),
    async start() {
      setError(null);
      const ready = files.filter(({ state }) => state.kind === "ready");
      const result = await engine.runJob("import", { files: ready.map(importInput) });
      if (result.ok) {
        close(result.value.files);
        onDone(result.value.files[0]?.sourceFileId ?? null);
      } else {
        setError(result.error);
      }
    },
  };
}
