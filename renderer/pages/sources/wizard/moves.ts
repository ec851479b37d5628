import { mappingToShow } from "./field-rows.ts";
import type { FileDraft } from "./file-draft.ts";
import type { ListedFile } from "./step-files.tsx";
import { neededStep, nextPlace, type Place, previousStep, type Step } from "./steps.ts";

interface Actions {
  go(place: Place): void;
  change(token: string, part: Partial<FileDraft>): void;
}

export interface Moves {
  next(): void;
  back(): void;
  choose(token: string): void;
}

/** Where the buttons of the wizard lead from where it stands. */
export function movesFrom(
  { step }: Place,
  token: string | null,
  files: readonly ListedFile[],
  { go, change }: Actions,
): Moves {
  const standing = files.map(({ draft, state }) => ({ token: draft.file.token, state }));
  const fileOf = (wanted: string | null) => files.find(({ draft }) => draft.file.token === wanted);
  return {
    next() {
      switch (step) {
        case "files":
          return go(nextPlace(standing, null));
        case "header":
          return go({ step: "columns", token });
        case "columns":
          confirmGuess(fileOf(token), change);
          return go({ step: "review", token });
        case "review":
        case "summary":
          return go(nextPlace(standing, token));
      }
    },
    back() {
      const before = step === "summary" ? lastStepOf(files) : previousStep(step);
      if (before !== null) {
        go({ step: before, token });
      }
    },
    choose(wanted) {
      const file = fileOf(wanted);
      const isOfAll = step === "summary" || step === "files";
      const needed = file === undefined ? null : neededStep(file.state);
      go({ step: isOfAll ? (needed ?? "columns") : step, token: wanted });
    },
  };
}

/** Going on with a guess is saying that it is right; the layout is then known the next time. */
function confirmGuess(file: ListedFile | undefined, change: Actions["change"]): void {
  if (file?.state.kind === "guess" && file.look.inspection !== null) {
    change(file.draft.file.token, { mapping: mappingToShow(file.look.inspection, null) });
  }
}

/** From the summary one goes back to what the files were last asked. */
function lastStepOf(files: readonly ListedFile[]): Step {
  return files.some(({ look }) => look.preview !== null) ? "review" : "columns";
}
