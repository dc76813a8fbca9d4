import { expect } from '@jest/globals';
import { emittedItems } from '../src/n8n/database.ts';
import { isRecord } from '../src/system/shape.ts';
import { waitFor } from '../src/system/wait-for.ts';
import type { Counter } from './support.ts';

export const TRIGGER = 'SecPaid Trigger';

/** The payments of a counter, and what one of its workflows was handed of them. */
export function watchPayments({ sandbox, n8n }: Counter, workflow: string) {
  const paid: string[] = [];

  const emitted = (id = workflow): string[] =>
    emittedItems(n8n.home.database, id, TRIGGER).map(({ item }) => String(item['recipient_note']));
  const failures = (): string[] =>
    n8n
      .executions(workflow)
      .filter(({ status }) => status === 'error')
      .map(({ id }) => n8n.executionError(id))
      .map((failure) => `${failure?.message ?? ''} ${failure?.description ?? ''}`);

  async function polls(count: number): Promise<void> {
    const asked = sandbox.requests.length;
    await waitFor(`${count} more polls`, () => sandbox.requests.length >= asked + count);
  }

  return {
    /** The notes of all payments. */
    paid,
    pay(note: string): void {
      paid.push(note);
      sandbox.account.pay({ amount: 12, note });
    },
    emitted,
    failures,
    polls,

    /** Every payment so far in exactly one execution, and none more after two further polls. */
    async eachOnce(): Promise<void> {
      const missing = (): string[] => {
        const reached = new Set(emitted());
        return paid.filter((note) => !reached.has(note));
      };
      await waitFor('every payment', () => {
        const [first, ...rest] = missing();
        if (first !== undefined) throw new Error(`"${first}" and ${rest.length} more are missing`);
        return true;
      });
      await polls(2);
      expect(emitted().sort()).toEqual([...paid].sort());
    },

    /** A failure that was not among the first `before`, and says this. */
    async failed(matching: RegExp, before: number): Promise<void> {
      await waitFor('a failed execution', () => failures().length > before);
      expect(failures().at(-1)).toMatch(matching);
    },

    async workflowNow(): Promise<Record<string, unknown>> {
      const found = await (await n8n.ownerSession()).request('GET', `workflows/${workflow}`);
      if (!isRecord(found)) throw new Error('n8n gave no workflow.');
      return found;
    },
  };
}
