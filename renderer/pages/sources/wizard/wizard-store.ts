import { create } from "zustand";
import type { ImportedFile } from "../../../../shared/contract/jobs.ts";
import type { GrantedFile } from "../../../transport.ts";
import { type FileDraft, newDraft } from "./file-draft.ts";
import type { Place } from "./steps.ts";

interface WizardState {
  readonly drafts: readonly FileDraft[];
  /** null until every file was looked at once; then the wizard goes where it is needed. */
  readonly place: Place | null;
  /** What the last import did, until it is dismissed or undone. */
  readonly imported: readonly ImportedFile[];
  add(files: readonly GrantedFile[]): void;
  remove(token: string): void;
  change(token: string, part: Partial<FileDraft>): void;
  go(place: Place): void;
  close(imported: readonly ImportedFile[]): void;
  dismiss(): void;
}

/** The import in progress; it outlives the page, so that looking elsewhere loses nothing. */
export const useWizard = create<WizardState>()((set) => ({
  drafts: [],
  place: null,
  imported: [],
  add: (files) =>
    set(({ drafts }) => ({ drafts: [...drafts, ...files.map(newDraft)], place: null })),
  remove: (token) =>
    set(({ drafts, place }) => {
      const rest = drafts.filter(({ file }) => file.token !== token);
      return { drafts: rest, place: rest.length === 0 ? null : place };
    }),
  change: (token, part) =>
    set(({ drafts }) => ({
      drafts: drafts.map((draft) => (draft.file.token === token ? { ...draft, ...part } : draft)),
    })),
  go: (place) => set({ place }),
  close: (imported) => set({ drafts: [], place: null, imported }),
  dismiss: () => set({ imported: [] }),
}));
