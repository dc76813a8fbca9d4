import { describe, expect, it } from '@jest/globals';
import { findLinks } from '../../src/find/find-links.ts';
import { linksOver } from '../endpoints/links-over.ts';
import { BASE_URL, failureOf, success } from '../support.ts';

describe('finding payment links', () => {
  const lists = (): ReturnType<typeof linksOver> =>
    linksOver({ body: success([{ linktopay_id: 1 }]) }, { body: success([{ linktopay_id: 2 }]) });

  it.each([
    [[], ['Unused', 'Used'], ['getMyUnusedLinks', 'getMyUsedLinks']],
    [
      ['unused', 'used'],
      ['Unused', 'Used'],
      ['getMyUnusedLinks', 'getMyUsedLinks'],
    ],
    ['used', ['Used'], ['getMyUsedLinks']],
    ['unused', ['Unused'], ['getMyUnusedLinks']],
  ])('asks the lists of the chosen status: %j', async (states, found, endpoints) => {
    const { links, requests, bodies } = lists();
    expect((await findLinks(links, { search: ' Order ', states })).map(({ status }) => status)).toEqual(
      found,
    );
    expect(requests.map(({ url }) => url)).toEqual(endpoints.map((name) => `${BASE_URL}/${name}`));
    expect(bodies()).toEqual(endpoints.map(() => ({ limit: 100, search: 'Order' })));
  });

  it.each([
    [{ search: ' ' }, 'There is nothing to search for: Search is empty.'],
    [{ search: 'x', states: 'open' }, 'Status must be one of unused, used, but it is "open".'],
  ])('%j is refused before any request', async (input, sentence) => {
    const { links, requests } = lists();
    expect((await failureOf(() => findLinks(links, input))).message).toContain(sentence);
    expect(requests).toEqual([]);
  });
});
