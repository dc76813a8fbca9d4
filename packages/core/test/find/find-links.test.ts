import { describe, expect, it } from '@jest/globals';
import { cancelLink, payLink } from '../../../sandbox/src/index.ts';
import { findLinks, listLinks } from '../../src/find/find-links.ts';
import { makeLink } from '../../src/find/find-or-create.ts';
import { getLink } from '../../src/find/one-link.ts';
import { linksOver } from '../endpoints/links-over.ts';
import { BASE_URL, failureOf, type Shop, shop, success } from '../support.ts';

const create = async ({ client }: Shop, recipientNote: string, amount = 5): Promise<string> =>
  (await client.links.create({ amount, recipientNote })).id;

const endpoints = ({ service }: Shop): (string | undefined)[] =>
  service.requests.all().map(({ path }) => path.split('/').at(-1));

/** Many links whose notes all begin with the wanted note, which is neither the first nor the last. */
async function manyOrders(): Promise<Shop & { readonly meant: string }> {
  const one = shop();
  for (let number = 100; number < 220; number++) await create(one, `Order ${number}`);
  const meant = await create(one, 'Order 1');
  for (let number = 10; number < 20; number++) await create(one, `Order ${number}`);
  return { ...one, meant };
}

describe('finding payment links', () => {
  const lists = (): ReturnType<typeof linksOver> =>
    linksOver(
      { body: success([{ linktopay_id: 1, recipient_note: 'Order' }]) },
      { body: success([{ linktopay_id: 2, recipient_note: 'Order' }]) },
    );

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
    expect(bodies()).toEqual(endpoints.map(() => ({ limit: 1000, search: 'Order' })));
  });

  it.each([
    [{ search: ' ' }, 'There is nothing to search for: Search, Exact Note and Link ID are empty.'],
    [{ amount: 5 }, 'Fill in Search, Exact Note or Link ID. Nothing was sent to SecPaid.'],
    [{ search: 'x', states: 'open' }, 'Status must be one of unused, used, but it is "open".'],
    [{ exactNote: 'x', amount: '1.000' }, 'Amount 1.000 may mean 1000 or 1.00.'],
    [{ linkId: 'Order 1' }, 'Link ID must be the ID of a payment link, such as 99290, or its address'],
  ])('%j is refused before any request', async (input, sentence) => {
    const { links, requests } = lists();
    expect((await failureOf(() => findLinks(links, input))).message).toContain(sentence);
    expect(requests).toEqual([]);
  });
});

describe('a search for "Order 1"', () => {
  it('gives Order 1 before Order 10 and 100, wherever SecPaid lists it', async () => {
    const one = await manyOrders();
    const [first, ...others] = await findLinks(one.client.links, { search: 'order 1' });
    expect(first?.id).toBe(one.meant);
    expect(others).toHaveLength(99);
    expect((await listLinks(one.client.links, { search: 'Order 1' }, 1)).map(({ id }) => id)).toEqual([
      one.meant,
    ]);
  });

  it('gives a paid Order 1 before an open Order 10', async () => {
    const one = await manyOrders();
    payLink(one.account, one.meant);
    const found = await findLinks(one.client.links, { search: 'Order 1' });
    expect(found.slice(0, 2)).toMatchObject([{ id: one.meant, status: 'Used' }, { status: 'Unused' }]);
  });
});

describe('an exact note', () => {
  it('finds only links with exactly this note that can still be paid, oldest first', async () => {
    const one = shop();
    const [first, second, cancelled, paid] = [
      await create(one, 'Order 1'),
      await create(one, 'Order 1', 6),
      await create(one, 'Order 1'),
      await create(one, 'Order 1'),
    ];
    await create(one, 'Order 10');
    await create(one, 'order 1');
    cancelLink(one.account, cancelled);
    payLink(one.account, paid);
    const { links } = one.client;
    const ids = async (form: object): Promise<string[]> =>
      (await findLinks(links, { ...form })).map(({ id }) => id);
    expect(await ids({ exactNote: ' Order 1 ' })).toEqual([first, second]);
    expect(await ids({ exactNote: 'Order 1', amount: '6,00' })).toEqual([second]);
    expect(await ids({ exactNote: 'Order 1', amount: 7 })).toEqual([]);
    expect(await ids({ exactNote: 'Order 1', states: 'used' })).toEqual([paid]);
  });

  it('is an error if SecPaid lists as many links as it can, and none with it: there may be one', async () => {
    const many = Array.from({ length: 1000 }, (_, id) => ({
      linktopay_id: id + 1,
      recipient_note: `A${id}`,
    }));
    const { links } = linksOver({ body: success(many) });
    expect((await failureOf(() => findLinks(links, { exactNote: 'A' }))).message).toContain(
      'More than 1000 unused links have “A” in their note',
    );
  });
});

describe('one link', () => {
  it('is found by its ID, its address or the code in it, be it paid or not', async () => {
    const one = shop();
    const link = await one.client.links.create({ amount: 5, recipientNote: 'Order 1' });
    const code = Buffer.from(link.id).toString('base64');
    for (const linkId of [link.id, Number(link.id), link.pay_link, link.qr_img, code, `0${link.id}`]) {
      expect(await getLink(one.client.links, { linkId })).toMatchObject({ id: link.id, status: 'Unused' });
      expect(await findLinks(one.client.links, { linkId })).toMatchObject([{ id: link.id }]);
    }
    payLink(one.account, link.id);
    expect(await getLink(one.client.links, { linkId: code })).toMatchObject({ id: link.id, status: 'Used' });
    expect(await findLinks(one.client.links, { linkId: code, states: 'unused' })).toEqual([]);
  });

  it('that SecPaid does not list is an error for Get, and nothing for a search', async () => {
    const one = shop();
    const error = await failureOf(() => getLink(one.client.links, { linkId: 4711 }));
    expect(error.what).toBe('SecPaid lists no payment link with the Link ID 4711.');
    expect(await findLinks(one.client.links, { linkId: '4711' })).toEqual([]);
  });
});

describe('If One Exists', () => {
  const form = { ifExists: 'returnExisting' };
  const input = { amount: 49.9, recipientNote: 'Order 1' };

  it('returns the open link with this note and amount, and makes one if there is none', async () => {
    const one = shop();
    const { links } = one.client;
    await create(one, 'Order 10', 49.9);
    await create(one, 'Order 1', 50);
    const made = await makeLink(links, form, input);
    expect(made).toMatchObject({ isNew: true, link: { amount: 49.9, recipient_note: 'Order 1' } });
    for (let turn = 0; turn < 3; turn++) {
      expect(await makeLink(links, form, input)).toMatchObject({ isNew: false, link: { id: made.link.id } });
    }
    payLink(one.account, made.link.id);
    expect(await makeLink(links, form, input)).toMatchObject({ isNew: true });
  });

  it('makes a lost answer harmless: trying again finds the created link', async () => {
    const one = shop();
    one.service.faults.add({ kind: 'lost-answer', onEndpoint: 'createLink' });
    expect((await failureOf(() => makeLink(one.client.links, form, input))).mayHaveHappened).toBe(true);
    expect(await makeLink(one.client.links, form, input)).toMatchObject({ isNew: false });
    expect(one.account.links.unused()).toHaveLength(1);
  });

  it('creates another one by default, without a search', async () => {
    const one = shop();
    for (const ifExists of [undefined, 'createAnother'])
      await makeLink(one.client.links, ifExists === undefined ? {} : { ifExists }, input);
    expect(endpoints(one)).toEqual(['createLink', 'createLink']);
  });

  it.each([
    [{ ...input, recipientNote: ' ' }, 'Note is empty, so no link can be found by it.'],
    [{ ...input, amount: 0 }, 'Amount must be'],
  ])('refuses %j before any request', async (wrong, sentence) => {
    const one = shop();
    expect((await failureOf(() => makeLink(one.client.links, form, wrong))).message).toContain(sentence);
    expect(endpoints(one)).toEqual([]);
  });
});
