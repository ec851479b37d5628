import type { ComponentType } from "react";
import type { Tone } from "../ui/badge.tsx";

/** What the rail says beside a page's name. */
export interface RailNote {
  readonly tone: Tone | "none";
  readonly note: string;
  /** The state in words, for screen readers. */
  readonly state: string;
}

/** One step of the close: a file in this folder and a line in `index.ts`. */
export interface Page {
  readonly path: string;
  readonly title: string;
  /** Under a heading of its own in the rail: what is kept from one close to the next. */
  readonly isRecord?: boolean;
  readonly component: ComponentType;
  readonly useRailNote: () => RailNote;
}

export const NO_NOTE: RailNote = { tone: "none", note: "", state: "nothing yet" };
