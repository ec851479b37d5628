import { Dot } from "../../../ui/badge.tsx";
import { classNames } from "../../../ui/class-names.ts";
import type { ListedFile } from "./step-files.tsx";
import { describeState } from "./steps.ts";
import styles from "./wizard.module.css";

export interface FileRailProps {
  readonly files: readonly ListedFile[];
  readonly current: string | null;
  readonly onChoose: (token: string) => void;
}

/** The files of this import, each with what it still needs. */
export function FileRail({ files, current, onChoose }: FileRailProps) {
  return (
    <nav aria-label="Files of the import" className={styles["rail"]}>
      <ul>
        {files.map(({ draft, state }) => {
          const { token, name } = draft.file;
          const { tone, text } = describeState(state);
          return (
            <li key={token}>
              <button
                type="button"
                ref={token === current ? intoView : undefined}
                aria-current={token === current ? "true" : undefined}
                className={classNames(styles["railFile"], token === current && styles["chosen"])}
                onClick={() => onChoose(token)}
              >
                <Dot tone={tone} />
                <span className={styles["railName"]} title={name}>
                  {name}
                </span>
                <span className={styles["railState"]}>{text}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The file that is worked on is never below the edge of the list. */
function intoView(button: HTMLButtonElement | null): void {
  button?.scrollIntoView({ block: "nearest" });
}
