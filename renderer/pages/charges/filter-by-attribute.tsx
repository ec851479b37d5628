import { Popover } from "@base-ui/react/popover";
import { ListFilter } from "lucide-react";
import { useState } from "react";
import type { Scope } from "../../../shared/contract/scope.ts";
import { Button } from "../../ui/button.tsx";
import menuStyles from "../../ui/menu.module.css";
import { SelectBox } from "../../ui/select-box.tsx";
import { useAttributes } from "../../use-attributes.ts";
import { FacetFilter } from "./facet-filter.tsx";

/** A filter on any attribute, tags and custom columns included. */
export function FilterByAttribute({ scope }: { scope: Scope }) {
  const [isOpen, setOpen] = useState(false);
  const [attribute, setAttribute] = useState("service_name");
  const options = useAttributes();
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger render={<Button />}>
        <ListFilter size={13} aria-hidden="true" /> Filter
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={menuStyles["positioner"]} sideOffset={4} align="end">
          <Popover.Popup className={menuStyles["panel"]} aria-label="Filter charges">
            <SelectBox label="By" value={attribute} options={options} onChange={setAttribute} />
            <FacetFilter
              key={attribute}
              scope={scope}
              attribute={attribute}
              onDone={() => setOpen(false)}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
