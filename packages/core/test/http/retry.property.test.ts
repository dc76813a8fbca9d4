import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSecPaidError, SecPaidError } from '../../src/errors.ts';
import { retrying } from '../../src/http/retry.ts';

const fault = fc.record({
  kind: fc.constantFrom('rate-limit', 'server', 'network', 'authentication', 'unexpected-answer'),
  retryable: fc.boolean(),
  retryAfterMs: fc.option(fc.nat(200_000), { nil: undefined }),
});

describe('whatever faults come, in whatever order', () => {
  it('a read has at most six tries, each wait is as asked and bounded, and no fault is swallowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { maxLength: 8 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (faults, random) => {
          const waits: number[] = [];
          const wait = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
          let tries = 0;
          const read = (): Promise<string> => {
            const next = faults[tries++];
            if (!next) return Promise.resolve('read');
            return Promise.reject(new SecPaidError(next.kind, { what: 'No.', next: 'Wait.' }, next));
          };
          const helpless = faults.findIndex(
            ({ retryable, retryAfterMs = 0 }) => !retryable || retryAfterMs > 120_000,
          );
          const passes = helpless === -1 && faults.length < 6;
          try {
            expect(await retrying(read, { wait, random: () => random })).toBe('read');
            expect(passes).toBe(true);
            expect(tries).toBe(faults.length + 1);
          } catch (error) {
            if (!isSecPaidError(error)) throw error;
            expect(passes).toBe(false);
            expect(tries).toBe(Math.min(helpless === -1 ? 6 : helpless + 1, 6));
            expect(error.kind).toBe(faults[tries - 1]?.kind);
          }
          expect(waits).toHaveLength(tries - 1);
          waits.forEach((ms, index) => {
            expect(ms).toBeGreaterThanOrEqual(faults[index]?.retryAfterMs ?? 500);
            expect(ms).toBeLessThanOrEqual(120_000 + 8000);
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});
