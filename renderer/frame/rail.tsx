import type { Page } from "../pages/define.ts";
import { PAGES } from "../pages/index.ts";
import { useStore } from "../store/index.ts";
import { Dot } from "../ui/badge.tsx";
import { classNames } from "../ui/class-names.ts";
import styles from "./rail.module.css";

/** The close itself, in order, and below it what is kept from one close to the next. */
export function Rail() {
  const period = useStore((state) => state.period);
  const [steps, records] = [PAGES.filter((page) => !isRecord(page)), PAGES.filter(isRecord)];
  return (
    <nav className={styles["rail"]} aria-label="Steps of the close">
      <RailList heading={period === null ? "Close" : `Close ${period}`} pages={steps} />
      <RailList heading="Record" pages={records} />
    </nav>
  );
}

const isRecord = (page: Page): boolean => page.isRecord === true;

function RailList({ heading, pages }: { heading: string; pages: readonly Page[] }) {
  return (
    <>
      <h2 className={styles["heading"]}>{heading}</h2>
      <ul className={styles["list"]}>
        {pages.map((page) => (
          <RailItem key={page.path} page={page} />
        ))}
      </ul>
    </>
  );
}

function RailItem({ page }: { page: Page }) {
  const isCurrent = useStore((state) => state.page === page.path);
  const openPage = useStore((state) => state.openPage);
  const { tone, note, state } = page.useRailNote();
  return (
    <li>
      <button
        type="button"
        className={classNames(styles["item"], isCurrent && styles["current"])}
        aria-current={isCurrent ? "page" : undefined}
        onClick={() => openPage(page.path)}
      >
        <Dot tone={tone} />
        <span className={styles["title"]}>{page.title}</span>
        <span className="screen-reader">, {state}</span>
        <span className={styles["note"]}>{note}</span>
      </button>
    </li>
  );
}
