import { X } from "lucide-react";
import type { Schedule } from "../../../shared/contract/reconciliation.ts";
import { Amount } from "../../ui/amount.tsx";
import { Button } from "../../ui/button.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { formatAmount, fullIn } from "../../ui/format-amount.ts";
import { Headline, InspectorSection, InspectorTitle } from "../../ui/inspector-parts.tsx";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { useAnswer } from "../../use-engine.ts";
import styles from "./reconciliation.module.css";
import { scheduleName } from "./schedule-name.ts";

const TERM_FROM: Readonly<Record<NonNullable<Schedule["termFrom"]>, string>> = {
  invoice: "the service period of the invoice",
  commitment: "the FOCUS contract commitments",
  contract: "the contract register",
  charge: "the charge period of the purchase",
};

const OPEN_TERM: Readonly<Record<Schedule["kind"], string>> = {
  invoice:
    "Its service period ends before it begins. Correct the dates in the file and import it " +
    "again; until then nothing of it is spread.",
  commitment:
    "No file states one term for it. Import the FOCUS contract commitments or a contract " +
    "register that names it; until then nothing of it is spread.",
};

export interface ScheduleDetailProps {
  readonly schedule: Schedule;
  readonly onClose: () => void;
}

/** One amount month by month: as the ledger spreads it, by its days, and in the bills. */
export function ScheduleDetail({ schedule, onClose }: ScheduleDetailProps) {
  const { amount, currency, bought, firstDay, lastDay, termFrom, account, costCentre } = schedule;
  return (
    <>
      <div className={styles["detailHead"]}>
        <InspectorTitle>Explain this number</InspectorTitle>
        <Button isIcon tone="quiet" aria-label="Close the schedule" onClick={onClose}>
          <X size={14} aria-hidden="true" />
        </Button>
      </div>
      <Headline
        figure={formatAmount(amount, fullIn(currency))}
        unit={currency}
        what={scheduleName(schedule)}
      />
      <DefinitionList
        entries={[
          ["Bought in", bought],
          ["First day", firstDay ?? "not known"],
          ["Last day", lastDay ?? "not known"],
          ["Account", account ?? "not stated"],
          ["Cost centre", costCentre ?? "not stated"],
        ]}
      />
      <InspectorSection title="Where the term comes from">
        <p>{termFrom === null ? OPEN_TERM[schedule.kind] : `From ${TERM_FROM[termFrom]}.`}</p>
      </InspectorSection>
      {termFrom === null ? null : (
        <InspectorSection title="Month by month">
          <Months scheduleId={schedule.scheduleId} currency={currency} />
        </InspectorSection>
      )}
    </>
  );
}

function Months({ scheduleId, currency }: Pick<Schedule, "scheduleId" | "currency">) {
  const answer = useAnswer("reconciliation.schedule", { scheduleId });
  if (answer.error !== undefined) {
    return <ErrorNote error={answer.error} />;
  }
  if (answer.value === undefined) {
    return <LoadingNote what="the months" />;
  }
  const { months } = answer.value;
  const hasProvider = months.some(({ provider }) => provider !== null);
  return (
    <table className={styles["months"]}>
      <thead>
        <tr>
          <th scope="col">Month</th>
          {hasProvider ? null : <th scope="col">Days</th>}
          <th scope="col">By month</th>
          <th scope="col">By day</th>
          {hasProvider ? <th scope="col">Bills</th> : null}
        </tr>
      </thead>
      <tbody>
        {months.map(({ period, days, byMonth, byDay, provider }) => (
          <tr key={period}>
            <th scope="row">{period}</th>
            {hasProvider ? null : <td>{days}</td>}
            <td>
              <Amount value={byMonth} style={fullIn(currency)} />
            </td>
            <td>
              <Amount value={byDay} style={fullIn(currency)} />
            </td>
            {hasProvider ? (
              <td>
                <Amount value={provider} style={fullIn(currency)} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
