import type { ReactNode } from "react";
import styles from "./badge.module.css";
import { classNames } from "./class-names.ts";

export type Tone = "plain" | "good" | "bad" | "warn" | "accent";

/** A state in one or two words; the words carry the meaning, the colour repeats it. */
export function Badge({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={classNames(styles["badge"], styles[tone])}>{children}</span>;
}

/** A state dot; always beside text that says the same. */
export function Dot({ tone }: { tone: Tone | "none" }) {
  return <span aria-hidden="true" className={classNames(styles["dot"], styles[`dot-${tone}`])} />;
}
