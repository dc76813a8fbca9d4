import { describe, expect, it } from '@jest/globals';
import { payLink } from '@secpaid/sandbox';
import { failure, log, sentencesOf, startWorld, TOKEN, type World } from './support.ts';

const sent = ({ sandbox }: { sandbox: { requests: readonly { body: unknown }[] } }): unknown[] =>
  sandbox.requests.map(({ body }) => body);

describe('Create Payment Link', () => {
  it('makes the link that the form asks for', async () => {
    const world = await startWorld();
    const link = await world.createLink({
      amount: ' 49.90 ',
      recipient_note: 'Order 1042',
      callback_url: 'https://shop.example.com/thank-you',
      payment_endpoint: '0, https://shop.example.com/secpaid',
      cancellable: false,
      bank_transfer: 'true',
      bank_statement_description: 'Example Shop',
    });
    expect(sent(world)).toEqual([
      {
        amount: 49.9,
        recipient_note: 'Order 1042',
        callback_url: 'https://shop.example.com/thank-you',
        payment_endpoint: '0,https://shop.example.com/secpaid',
        cancellable: false,
        bank_transfer: 'true',
        bank_statement_description: 'Example Shop',
      },
    ]);
    expect(link).toMatchObject({ amount: 49.9, recipient_note: 'Order 1042', status: 'Unused' });
    expect(link.pay_link).toMatch(/^http/);
    expect(world.account.links.unused()).toHaveLength(1);
  });

  it('leaves what is blank to SecPaid', async () => {
    const world = await startWorld();
    await world.createLink({ amount: 5, recipient_note: '', callback_url: ' ', cancellable: null });
    expect(sent(world)).toEqual([{ amount: 5 }]);
  });

  it('splits the payment with the line items, blank ones aside', async () => {
    const world = await startWorld();
    const recipients = [
      { token: 'testuser-a', share: '30' },
      { token: 'testuser-b', share: '12,5' },
      { token: '', share: '' },
    ];
    const link = await world.createLink({ amount: '50', recipients, split_type: 'Fixed Amount' });
    expect(link).toMatchObject({ is_split_link: true });
    expect(sent(world)).toEqual([
      {
        amount: 50,
        recipients: [
          { token: 'testuser-a', share: 30 },
          { token: 'testuser-b', share: 12.5 },
        ],
        split_type: 'absolute',
      },
    ]);
  });

  it('does not ask to reconnect if a recipient is refused', async () => {
    const { createLink } = await startWorld();
    const error = await failure(createLink({ amount: '50', recipients: [{ token: 'nobody', share: '30' }] }));
    expect(error.name).not.toBe('ExpiredAuthError');
    expect(sentencesOf(error)).toContain('Invalid recipient token at index 0');
  });

  it('makes a link whose payment carries its ID', async () => {
    const { createLink, account, poll } = await startWorld();
    const link = await createLink({ amount: '5' });
    payLink(account, link.id);
    expect((await poll()).map(({ pay_id }) => pay_id)).toEqual([link.id]);
  });

  it.each([
    [{}, 'Amount must be an amount in euros, such as 20 or 49.99, but it is empty.'],
    [{ amount: '1.000' }, 'Amount 1.000 may mean 1000 or 1.00.'],
    [{ amount: '5', recipient_note: { order: 1 } }, 'Note must be a text, but it is an object.'],
    [{ amount: '0' }, 'more than 0'],
    [{ amount: '9.999' }, 'at most two decimals'],
    [{ amount: '5', callback_url: 'shop.example.com' }, 'Callback URL must be an address'],
    [{ amount: '5', bank_transfer: 'perhaps' }, 'Bank Transfer must be true or false'],
  ])('refuses %j in words, before anything is sent', async (input, sentence) => {
    const world = await startWorld();
    const error = await failure(world.createLink(input));
    expect(sentencesOf(error)).toContain(sentence);
    expect(JSON.parse(error.message)).toMatchObject({ code: 'validation', status: 400 });
    expect(sent(world)).toEqual([]);
  });

  it.each([
    '500',
    '503',
    'html',
    'cut-off',
    'drop',
    'lost-answer',
    'redirect',
    'unclear',
    'http-400',
  ] as const)('halts, so that nothing repeats it, where the answer is lost (%s)', async (kind) => {
    const { createLink, sandbox } = await startWorld();
    sandbox.faults.add(kind === 'redirect' ? { kind, location: 'https://elsewhere.example' } : { kind });
    const error = await failure(createLink({ amount: '5' }));
    expect(error.name).toBe('HaltedError');
    expect(sentencesOf(error)).toContain('The payment link may still have been created. Look for it');
    expect(sandbox.requests).toHaveLength(1);
    expect(log() + error.message).not.toContain(TOKEN);
  });

  it('is tried again by Zapier if the limit was used up: no link was made', async () => {
    const { createLink, sandbox, account } = await startWorld();
    sandbox.faults.add({ kind: '429', retryAfter: 7 });
    const error = await failure(createLink({ amount: '5' }));
    expect(error.name).toBe('ThrottledError');
    expect(error.message).toContain('No payment link was created.');
    expect(account.links.unused()).toEqual([]);
  });

  it.each([[{ code: '1', result: 'True' }], [{ code: 1, result: 'true' }], [{ code: 1, result: true }]])(
    'takes a yes in another spelling: %j',
    async (verdict) => {
      const { createLink, sandbox, account } = await startWorld();
      sandbox.faults.add({ kind: 'unclear', ...verdict });
      const { id } = await createLink({ amount: '5' });
      expect(account.links.unused()).toMatchObject([{ id }]);
    },
  );

  it.each([
    { kind: 'firewall' },
    { kind: 'error-envelope', message: 'Invalid recipient token at index 0' },
  ] as const)('does not ask to reconnect for a refusal that is not about the token: %j', async (fault) => {
    const { createLink, sandbox, account } = await startWorld();
    sandbox.faults.add(fault);
    const error = await failure(createLink({ amount: '5' }));
    expect(error.name).not.toBe('ExpiredAuthError');
    expect(error.message).toContain('No payment link was created.');
    expect(account.links.unused()).toEqual([]);
  });

  it('asks to reconnect if the token is refused', async () => {
    const { createLink, sandbox } = await startWorld();
    sandbox.faults.add({ kind: '401' });
    expect((await failure(createLink({ amount: '5' }))).name).toBe('ExpiredAuthError');
  });
});

describe('Find Payment Link', () => {
  it('finds by part of the note, unpaid links first', async () => {
    const { createLink, findLinks, account } = await startWorld();
    const [paid, open] = [
      await createLink({ amount: '5', recipient_note: 'Order 1' }),
      await createLink({ amount: '6', recipient_note: 'Order 2' }),
    ];
    await createLink({ amount: '7', recipient_note: 'Invoice' });
    payLink(account, paid.id);
    const found = async (input: object): Promise<unknown[]> =>
      (await findLinks(input)).map(({ id, status }) => [id, status]);
    expect(await found({ search: ' order ' })).toEqual([
      [open.id, 'Unused'],
      [paid.id, 'Used'],
    ]);
    expect(await found({ search: 'Order', status: ['used'] })).toEqual([[paid.id, 'Used']]);
    expect(await found({ search: 'Order', status: 'unused' })).toEqual([[open.id, 'Unused']]);
    expect(await found({ search: 'nobody' })).toEqual([]);
  });

  it('finds one by its ID or address, and the exact note before others', async () => {
    const { createLink, findLinks } = await startWorld();
    const [meant] = [
      await createLink({ amount: '5', recipient_note: 'Order 1' }),
      await createLink({ amount: '5', recipient_note: 'Order 10' }),
    ];
    for (const link_id of [meant.id, meant.pay_link])
      expect(await findLinks({ link_id, search: ' ' })).toMatchObject([{ id: meant.id }]);
    expect(await findLinks({ link_id: '4711' })).toEqual([]);
    expect((await findLinks({ search: 'Order 1' })).map(({ recipient_note: note }) => note)).toEqual([
      'Order 1',
      'Order 10',
    ]);
  });

  it.each([
    [{}, 'There is nothing to search for: Search, Exact Note and Link ID are empty.'],
    [{ search: ' ' }, 'There is nothing to search for'],
    [{ search: 'x', status: 'open' }, 'Status must be one of unused, used, but it is "open".'],
  ])('refuses %j in words, before anything is sent', async (input, sentence) => {
    const world = await startWorld();
    expect(sentencesOf(await failure(world.findLinks(input)))).toContain(sentence);
    expect(sent(world)).toEqual([]);
  });

  it.each(['429', '500', '503', '401', 'html', 'cut-off', 'no-list', 'drop'] as const)(
    'that fails with %s is an error, not "nothing found"',
    async (kind) => {
      const { findLinks, sandbox } = await startWorld();
      sandbox.faults.add({ kind });
      expect((await failure(findLinks({ search: 'x' }))).name).toMatch(/Error$/);
    },
  );
});

/** As Zapier runs a search-or-create: the create step, if the search finds nothing. */
async function findOrCreate({ findLinks, createLink }: World, note: string, amount: string) {
  const [found] = await findLinks({ exact_note: note, amount });
  return found ?? (await createLink({ recipient_note: note, amount }));
}

describe('Find or Create Payment Link', () => {
  it('makes one link for a note and an amount, however often it runs, and another once it is paid', async () => {
    const world = await startWorld();
    await world.createLink({ amount: '49.90', recipient_note: 'Order 10' });
    const { id } = await findOrCreate(world, 'Order 1', '49.90');
    expect(await findOrCreate(world, 'Order 1', '49,90')).toMatchObject({ id });
    expect((await findOrCreate(world, 'Order 1', '50')).id).not.toBe(id);
    payLink(world.account, id);
    expect((await findOrCreate(world, 'Order 1', '49.90')).id).not.toBe(id);
  });

  it('finds the link of a step whose answer was lost', async () => {
    const world = await startWorld();
    world.sandbox.faults.add({ kind: 'lost-answer', onEndpoint: 'createLink' });
    await failure(findOrCreate(world, 'Order 1', '5'));
    await findOrCreate(world, 'Order 1', '5');
    expect(world.account.links.unused()).toHaveLength(1);
  });
});

describe('Delete Payment Link', () => {
  it('deletes a link by its ID or its address', async () => {
    const { createLink, deleteLink, account } = await startWorld();
    for (const name of ['id', 'pay_link'] as const) {
      const link = await createLink({ amount: '5' });
      expect(await deleteLink({ link_id: link[name] })).toEqual({ id: link.id, deleted: true });
    }
    expect(account.links.unused()).toEqual([]);
  });

  it('says in SecPaid’s words why it did not', async () => {
    const { createLink, deleteLink, account } = await startWorld();
    const { id } = await createLink({ amount: '5' });
    payLink(account, id);
    const error = await failure(deleteLink({ link_id: id }));
    expect(sentencesOf(error)).toContain('“This link is already used”. No payment link was deleted.');
  });

  it('halts if the answer is lost, and refuses what is no ID', async () => {
    const { deleteLink, sandbox } = await startWorld();
    for (const input of [{ link_id: 'Order 1' }, {}]) {
      expect(sentencesOf(await failure(deleteLink(input)))).toContain('Link ID must be');
    }
    expect(sandbox.requests).toEqual([]);
    sandbox.faults.add({ kind: 'lost-answer' });
    const error = await failure(deleteLink({ link_id: '99290' }));
    expect(error.name).toBe('HaltedError');
    expect(sentencesOf(error)).toContain('may still have been deleted');
  });
});
