import type { ReactNode } from "react";
import styles from "./page.module.css";

export interface PageFrameProps {
  readonly title: string;
  /** The message of the page in one sentence with its real numbers. */
  readonly message?: string | null;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Title, message, actions; then what the page shows. */
export function PageFrame({ title, message, actions, children }: PageFrameProps) {
  return (
    <div className={styles["page"]}>
      <header className={styles["header"]}>
        <h1 className={styles["heading"]}>
          <span className={styles["title"]}>{title}</span>
          {message ? (
            <span className={styles["message"]} title={message} aria-live="polite">
              {message}
            </span>
          ) : null}
        </h1>
        <div className={styles["actions"]}>{actions}</div>
      </header>
      {children}
    </div>
  );
}
