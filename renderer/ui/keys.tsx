import { shortcutKeys } from "../shortcut.ts";
import styles from "./keys.module.css";

const isMac = /Mac/.test(globalThis.navigator?.userAgent ?? "");

/** A shortcut, drawn as its keys. */
export function Keys({ shortcut }: { shortcut: string }) {
  return <kbd className={styles["keys"]}>{shortcutKeys(shortcut, isMac).join(" ")}</kbd>;
}
