import { z } from "zod";

// Zod would compile its checks with `new Function`, which the page's policy forbids; it must know
// before the first schema is used, so the page imports this module before any other.
z.config({ jitless: true });
