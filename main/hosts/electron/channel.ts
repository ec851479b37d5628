/** The one channel between page and host, and the one that carries events back. */
export const CHANNEL = "tieout";
export const EVENT_CHANNEL = "tieout-event";
