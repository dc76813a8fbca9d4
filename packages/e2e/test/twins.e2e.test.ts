import { describe, expect, it, jest } from '@jest/globals';
import { missingForQueue } from '../src/system/find-program.ts';
import { each, polledByTwo } from './polled-by-two.ts';

jest.setTimeout(600_000);

/** They are Debian's packages, which not everyone who runs the tests has; the summary then names what did not run. */
const installed = missingForQueue().length === 0;

(installed ? describe : describe.skip)('two n8n processes on one database, with durable cursors', () => {
  it('deliver each payment once', async () => {
    const durable = {
      N8N_SCHEDULER_ENABLED: 'true',
      N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
      N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
    };
    expect(await polledByTwo(durable, 1)).toEqual(each(1));
  });
});
