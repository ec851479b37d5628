import { useAnswer } from "../../../use-engine.ts";
import styles from "./watch.module.css";
import { ageTexts } from "./watch-words.ts";

/** How recent what every figure rests on is: the last day covered, and when it was imported. */
export function DataAges() {
  const answer = useAnswer("sources.age", {});
  const ages = ageTexts(answer.value?.ages ?? []);
  return ages.length === 0 ? null : (
    <dl className={styles["ages"]} aria-label="How recent the data is">
      {ages.map(({ what, text }) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
