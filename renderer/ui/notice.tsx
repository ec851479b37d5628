import type { ReactNode } from "react";
import type { ErrorShape } from "../../shared/errors.ts";
import { Button } from "./button.tsx";
import styles from "./notice.module.css";

/** An empty screen: one sentence saying what it is for, and one next action. */
export function EmptyNote({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles["empty"]}>
      <p className={styles["sentence"]}>{children}</p>
      {action}
    </div>
  );
}

/** A failed operation: what happened and what to do about it. */
export function ErrorNote({ error, onRetry }: { error: ErrorShape; onRetry?: () => void }) {
  return (
    <div className={styles["error"]} role="alert">
      <p className={styles["message"]}>{error.message}</p>
      <p className={styles["remedy"]}>{error.remedy}</p>
      {onRetry === undefined ? null : <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}

/** Holds the place of what is on its way; announced, and shown only when it takes a moment. */
export function LoadingNote({ what }: { what: string }) {
  return (
    <div className={styles["loading"]} role="status">
      Loading {what}…
    </div>
  );
}
