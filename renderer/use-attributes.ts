import { useMemo } from "react";
import { CHARGE_DIMENSIONS } from "../shared/domain/charge.ts";
import { attributeLabel } from "./attribute-label.ts";
import type { Option } from "./ui/select-box.tsx";
import { useAnswer } from "./use-engine.ts";

/** Everything a charge can be grouped or filtered by: its dimensions, then the files' own. */
export function useAttributes(): readonly Option<string>[] {
  const answer = useAnswer("charges.attributes", {});
  const found = answer.value?.attributes;
  return useMemo(() => {
    const names = found?.map(({ attribute }) => attribute) ?? CHARGE_DIMENSIONS;
    return names.map((value) => ({ value, label: attributeLabel(value) }));
  }, [found]);
}
