import { describe, expect, it, jest } from '@jest/globals';
import { each, polledByTwo } from '../test/polled-by-two.ts';

jest.setTimeout(600_000);

/* What the documents warn of. With durable cursors it does not happen: `test/twins.e2e.test.ts`, which every run has. */
describe('two n8n processes on one database, as n8n is set up today', () => {
  it('deliver each payment twice', async () => {
    expect(await polledByTwo({}, 2)).toEqual(each(2));
  });
});
