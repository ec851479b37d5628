import { sideBySide } from "./side-by-side.ts";

/**
 * Allocations of a Kubernetes cluster. They cut the cloud bill into other pieces, so that they are
 * weights of drivers and never a cost beside it.
 */
export const opencostAllocation = sideBySide({
  name: "opencost-allocation",
  title: "OpenCost allocation export",
  reference: "OpenCost documentation: CSV export of allocations, and the allocation API",
  says:
    "The total cost of a namespace in a month is its quantity of the driver kubernetes cost, and " +
    "each part of it (CPU, memory, GPU, volumes, network, load balancer, shared, external, idle) " +
    "one of a driver of its own; they are weights and add no cost. __idle__, __unallocated__ and " +
    "__unmounted__ are targets like others.",
  signature: ["date|start|window.start", "namespace|name", "cpucost", "totalcost"],
  targets: ["namespace", "name"],
  periods: ["date|start|window.start"],
  drivers: [
    { driver: "kubernetes cost", names: "totalcost" },
    { driver: "kubernetes cpu cost", names: "cpucost" },
    { driver: "kubernetes memory cost", names: "ramcost" },
    { driver: "kubernetes gpu cost", names: "gpucost" },
    { driver: "kubernetes volume cost", names: "pvcost" },
    { driver: "kubernetes network cost", names: "networkcost" },
    { driver: "kubernetes load balancer cost", names: "loadbalancercost" },
    { driver: "kubernetes shared cost", names: "sharedcost" },
    { driver: "kubernetes external cost", names: "externalcost" },
    { driver: "kubernetes idle cpu cost", names: "cpucostidle" },
    { driver: "kubernetes idle memory cost", names: "ramcostidle" },
    { driver: "kubernetes idle gpu cost", names: "gpucostidle" },
  ],
});
