import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import type { Reader, Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";

export interface AuditEntry {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

export const GENESIS_HASH = "0".repeat(64);

const StoredEvent = z.object({
  sequence: z.number(),
  operation_id: z.string(),
  recorded_at: z.string(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
  previous_hash: z.string(),
  hash: z.string(),
});

/** The newest event's sequence and hash; the genesis hash where nothing was recorded. */
export async function chainHead(reader: Reader): Promise<{ sequence: number; hash: string }> {
  const [head] = await reader.rows(
    z.object({ sequence: z.number(), hash: z.string() }),
    statement("select sequence, hash from audit_event order by sequence desc limit 1"),
  );
  return head ?? { sequence: 0, hash: GENESIS_HASH };
}

/**
 * Appends an event in the caller's transaction, so that it stands or falls with the change.
 * Law: hash = SHA-256(previous hash ‖ RFC 8785 form of the event) (test/laws/audit-chain.test.ts)
 */
export async function appendAudit(
  writer: Writer,
  operationId: string,
  entry: AuditEntry,
): Promise<{ sequence: number; hash: string }> {
  const head = await chainHead(writer);
  const sequence = head.sequence + 1;
  const detail = canonicalize(entry.detail) ?? "{}";
  const hash = hashEvent(head.hash, { ...entry, sequence, operationId, detail });
  await writer.run(
    statement(
      "insert into audit_event values " +
        "($sequence, $operationId, $at, $actor, $action, $subject, $detail, $previous, $hash)",
      {
        sequence,
        operationId,
        at: entry.at,
        actor: entry.actor,
        action: entry.action,
        subject: entry.subject,
        detail,
        previous: head.hash,
        hash,
      },
    ),
  );
  return { sequence, hash };
}

interface HashedEvent {
  readonly sequence: number;
  readonly operationId: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

function hashEvent(previous: string, event: HashedEvent): string {
  const { sequence, operationId, at, actor, action, subject, detail } = event;
  const text = canonicalize({ sequence, operationId, at, actor, action, subject, detail }) ?? "";
  return createHash("sha256").update(previous).update(text).digest("hex");
}

/** The first sequence whose hash or link is wrong, or null where the chain holds. */
export async function firstBrokenSequence(reader: Reader): Promise<number | null> {
  const events = await reader.rows(
    StoredEvent,
    statement("select * from audit_event order by sequence"),
  );
  let previous = GENESIS_HASH;
  let expected = 1;
  for (const event of events) {
    const { operation_id: operationId, previous_hash: stored, recorded_at: at, ...rest } = event;
    const isLinked = stored === previous && event.sequence === expected;
    if (!isLinked || hashEvent(previous, { ...rest, operationId, at }) !== event.hash) {
      return expected;
    }
    previous = event.hash;
    expected += 1;
  }
  return null;
}
