import type {
  DataAge,
  WatchedFile,
  WatchedFolder,
  WatchedState,
} from "../../../../shared/contract/sources.ts";
import type { Dataset } from "../../../../shared/domain/mapping.ts";
import type { Tone } from "../../../ui/badge.tsx";
import { plural } from "../../../ui/format-amount.ts";

type Counts = WatchedFolder["counts"];

/** One import takes no more: every file of it is shown and tried before it is kept. */
export const TAKEN_MAX = 200;

export const STATE_WORDS: Readonly<Record<WatchedState, { tone: Tone; text: string }>> = {
  new: { tone: "accent", text: "new" },
  changed: { tone: "accent", text: "changed" },
  unknown: { tone: "warn", text: "not recognised" },
  unreadable: { tone: "bad", text: "cannot be read" },
  writing: { tone: "plain", text: "being written" },
  imported: { tone: "good", text: "imported" },
  "left-out": { tone: "plain", text: "left out" },
};

/** The files a person is offered to import. */
export function offered({ files }: WatchedFolder): WatchedFile[] {
  return files.filter(({ state }) => state === "new" || state === "changed").slice(0, TAKEN_MAX);
}

/** "3 new, 1 changed", "nothing new", with what stands in the way beside it. */
export function foundText({ counts }: WatchedFolder): string {
  const parts = [
    counts.new === 0 ? "" : `${counts.new} new`,
    counts.changed === 0 ? "" : `${counts.changed} changed`,
    counts.writing === 0 ? "" : `${plural(counts.writing, "file")} still being written`,
    counts.unknown === 0 ? "" : `${counts.unknown} not recognised`,
    counts.unreadable === 0 ? "" : `${counts.unreadable} cannot be read`,
  ].filter((part) => part !== "");
  if (parts.length > 0) {
    return parts.join(", ");
  }
  return counts.imported > 0
    ? `nothing new; ${plural(counts.imported, "file")} imported already`
    : "no file to import yet";
}

/** What the button does: "Import 3 new files", or "Import 3 new, 1 changed". */
export function importLabel(files: readonly WatchedFile[]): string {
  const changed = files.filter(({ state }) => state === "changed").length;
  const fresh = files.length - changed;
  if (changed === 0) {
    return `Import ${plural(fresh, "new file")}`;
  }
  return fresh === 0
    ? `Import ${plural(changed, "changed file")}`
    : `Import ${fresh} new, ${changed} changed`;
}

/** What the rail says of all folders; null where nothing waits. */
export function waitingNote(folders: readonly WatchedFolder[]): {
  readonly note: string;
  readonly state: string;
} | null {
  const sum = (state: keyof Counts): number =>
    folders.reduce((total, { counts }) => total + counts[state], 0);
  const [fresh, changed] = [sum("new"), sum("changed")];
  if (fresh + changed === 0) {
    return null;
  }
  const words = [fresh === 0 ? "" : `${fresh} new`, changed === 0 ? "" : `${changed} changed`];
  const said = words.filter((word) => word !== "").join(", ");
  const where = folders.length === 1 ? "the watched folder" : "the watched folders";
  return { note: said, state: `${said} in ${where}` };
}

/** "14:32" on the clock of the reader; the engine's moment is UTC. */
export function clockTime(moment: string): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(
    Date.parse(moment),
  );
}

const AGED: readonly (readonly [Dataset, string])[] = [
  ["charge", "Bills"],
  ["ledger", "Ledger"],
  ["fx", "Exchange rates"],
];

/** "Bills to 2026-10-31, imported 2026-11-02 09:12 UTC", for each kind that names days. */
export function ageTexts(ages: readonly DataAge[]): { what: string; text: string }[] {
  return AGED.flatMap(([dataset, what]) => {
    const age = ages.find((one) => one.dataset === dataset);
    if (age === undefined) {
      return [];
    }
    const imported = `imported ${age.importedAt.slice(0, 16).replace("T", " ")} UTC`;
    return [{ what, text: age.lastDay === null ? imported : `to ${age.lastDay}, ${imported}` }];
  });
}
