/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
/** To be imported before the node: from then on nobody waits, and `waits` says how long it would have been. */
import { jest } from '@jest/globals';

export const waits: number[] = [];

jest.mock('n8n-workflow', () => ({
  ...jest.requireActual<object>('n8n-workflow'),
  sleep: (ms: number) => {
    waits.push(ms);
    return Promise.resolve();
  },
}));
