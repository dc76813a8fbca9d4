import { isRecord, valueAt } from '../system/shape.ts';

/** Characters that the feed's state spends on one entry (core's feed/seen.ts). */
const RECORD = 11;

/** How many entries the trigger called `trigger` remembers in a workflow's static data, as n8n has it on disk. */
export function rememberedEntries(staticData: unknown, trigger: string): number {
  const seen = valueAt(staticData, `node:${trigger}`, 'state', 'seen');
  if (!isRecord(seen)) throw new Error(`n8n has stored no position of ${trigger}.`);
  return Object.values(seen).reduce((sum: number, day) => sum + String(day).length / RECORD, 0);
}
