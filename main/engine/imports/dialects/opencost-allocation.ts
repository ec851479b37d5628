import { Mapping } from "../../../../shared/domain/mapping.ts";
import { headerPlace } from "../finance/finance-header.ts";
import type { Dialect } from "./define.ts";
import { OpenedHeader } from "./opened-header.ts";

const SIGNATURE = ["date", "namespace", "pod|controllername|container", "cpucost", "totalcost"];
const COMPONENTS = ["CPUCost", "RAMCost", "GPUCost", "PVCost", "NetworkCost"];

/**
 * Allocations of a Kubernetes cluster. They cut the cloud bill into other pieces, so that they are
 * weights of a driver and never a cost beside it.
 */
export const opencostAllocation: Dialect = {
  name: "opencost-allocation",
  title: "OpenCost allocation export",
  dataset: "driver",
  reference: "OpenCost documentation: CSV export of allocations",
  says:
    "The total cost of a namespace in a month is its quantity of the driver kubernetes cost; it " +
    "is a weight and adds no cost. __idle__, __unallocated__ and __unmounted__ are targets like " +
    "others.",
  read(table) {
    const found = OpenedHeader.find(table, SIGNATURE);
    const target = found?.name("namespace") ?? null;
    const period = found?.name("date") ?? null;
    const quantity = found?.name("totalcost") ?? null;
    if (found === null || target === null || period === null || quantity === null) {
      return null;
    }
    const others = COMPONENTS.filter((name) => found.has(name.toLowerCase()));
    const { delimiter } = table;
    return {
      confidence: "exact",
      header: found.header,
      mapping: Mapping.parse({
        tieout: 1,
        dataset: "driver",
        name: opencostAllocation.title,
        ...(delimiter === null ? {} : { delimiter }),
        columns: { target, period, quantity },
        constants: { driver: "kubernetes cost" },
      }),
      matched: SIGNATURE.length + 3,
      reasons: [
        `${headerPlace(found.header)} has the columns of ${opencostAllocation.title}.`,
        opencostAllocation.says,
        `Weights by ${others.join(", ")} or by another column as target are a mapping away.`,
      ],
      questions: [],
    };
  },
};
