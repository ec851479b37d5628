import type { JobInput } from "../../../../shared/contract/define.ts";
import type { jobContract } from "../../../../shared/contract/jobs.ts";
import type { EngineClient } from "../../../engine-client.ts";
import { tell, tellError, tellFailure } from "../../../ui/toaster.tsx";
import { statedMapping } from "./file-draft.ts";
import type { ListedFile } from "./step-files.tsx";
import { expectedTotals } from "./summary-words.ts";

type FileInput = JobInput<typeof jobContract, "import">["files"][number];

/** One file as the import takes it. */
export function importInput({ draft, look }: ListedFile): FileInput {
  const mapping = statedMapping(draft, look);
  const expected = expectedTotals(draft.expected);
  return {
    file: draft.file.token,
    allowRejects: draft.allowRejects,
    replace: draft.restating === "replace",
    ...(look.preview === null ? {} : { sha256: look.preview.sha256 }),
    ...(mapping === null ? {} : { mapping }),
    ...(expected.length === 0 ? {} : { expectedTotals: expected }),
  };
}

/** Saves what cannot be read where the host lets the user choose. */
export async function downloadRejects(engine: EngineClient, file: ListedFile): Promise<void> {
  try {
    await saveRejects(engine, file);
  } catch (reason) {
    tellFailure(reason);
  }
}

async function saveRejects(engine: EngineClient, { draft, look }: ListedFile): Promise<void> {
  const place = await engine.transport.chooseSaveFile(`${draft.file.name}-rejected.csv`);
  if (place === null) {
    return;
  }
  const mapping = statedMapping(draft, look);
  const result = await engine.runJob("preview", {
    file: draft.file.token,
    rejectsTo: place.token,
    ...(mapping === null ? {} : { mapping }),
  });
  if (!result.ok) {
    tellError(result.error);
    return;
  }
  await engine.transport.fetchSaved(place.token, place.name);
  tell(`${place.name} is written`, "Each row stands with its line, its reason and what to do.");
}
