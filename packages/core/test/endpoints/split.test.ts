import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { payLink } from '../../../sandbox/src/index.ts';
import { createLinkBody } from '../../src/endpoints/link-requests.ts';
import { readLinkForm } from '../../src/endpoints/link-form.ts';
import { splitFields } from '../../src/endpoints/split.ts';
import { BASE_URL, failureOf, madeLink, shop, success } from '../support.ts';
import { linksOver, refusal } from './links-over.ts';

const A = { token: 'testuser-a', share: 30 };
const B = { token: 'testuser-b', share: 12.5 };

describe('a split link', () => {
  it('is made by createSplitLink, with the recipients as the form has them', async () => {
    const { links, requests, bodies } = linksOver({ body: success(madeLink({ is_split_link: 'true' })) });
    const input = readLinkForm({ amount: '25', recipients: [A, { token: ' testuser-b ', share: '12,5' }] });
    expect(await links.create(input)).toMatchObject({ id: '99290', is_split_link: true });
    expect(requests.map(({ url }) => url)).toEqual([`${BASE_URL}/createSplitLink`]);
    expect(bodies()).toEqual([{ amount: 25, recipients: [A, B], split_type: 'normal' }]);
  });

  it('is listed with its recipients, and its payment with the account’s own share', async () => {
    const { client, account, service } = shop();
    const split = { recipients: [A, B], splitType: 'absolute' } as const;
    const { id } = await client.links.create({ amount: 50, recipientNote: 'Order 1', ...split });
    expect(await client.links.unused({ limit: 10 })).toMatchObject([
      { id, is_split_link: true, amount: 50, recipients: JSON.stringify([A, B]) },
    ]);
    payLink(account, id);
    expect(await client.payIns.get(id)).toMatchObject([{ amount: 7.5, is_split_link: true }]);
    expect(service.requests.all()[0]?.path).toMatch(/createSplitLink$/);
  });

  it('without recipients is an ordinary one, blank rows aside', async () => {
    const { links, requests } = linksOver({ body: success(madeLink()) });
    for (const recipients of [undefined, '', [], [{ token: '', share: '' }, { token: ' ' }]]) {
      await links.create(readLinkForm({ amount: 5, ...(recipients === undefined ? {} : { recipients }) }));
    }
    expect(new Set(requests.map(({ url }) => url))).toEqual(new Set([`${BASE_URL}/createLink`]));
  });
});

describe('an impossible split', () => {
  const secret = 'secret-token-of-a-recipient';
  it.each([
    [{ recipients: [{ token: 'a', share: 0 }] }, 'Share of recipient 1 must be a percentage above 0'],
    [
      { recipients: [A, { token: 'b', share: 101 }] },
      'Share of recipient 2 must be a percentage above 0, at most 100, but it is 101.',
    ],
    [
      {
        recipients: [
          { ...A, share: 60 },
          { ...B, share: 40.01 },
        ],
      },
      'The shares add up to 100.01 percent, more than 100.',
    ],
    [
      { recipients: [{ ...A, share: 50.01 }], splitType: 'absolute' },
      'Share of recipient 1 must be euros above 0',
    ],
    [{ recipients: [{ ...A, share: 1.234 }], splitType: 'Fixed Amount' }, 'at most two decimals'],
    [
      { recipients: [A, { ...B, share: 20.01 }], splitType: 'absolute' },
      'The shares add up to 50.01 euros, more than the amount of 50.',
    ],
    [
      { recipients: [{ token: '', share: 5 }] },
      'Recipient Token of recipient 1 must be a text, but it is empty.',
    ],
    [
      { recipients: [A, { token: secret }] },
      'Share of recipient 2 must be a number above 0, such as 30 or 12.50, but it is empty.',
    ],
    [{ recipients: [{ token: secret, share: 'half' }] }, 'Share of recipient 1 must be a number above 0'],
    [{ recipients: [secret] }, 'Recipients must be a list, each with a token and a share'],
    [{ recipients: secret }, 'Recipients must be a list'],
    [{ splitType: 'absolute' }, 'Split Type is chosen, but there are no Recipients.'],
    [{ recipients: [A], splitType: 'even' }, 'Split Type must be one of normal, absolute'],
  ])('is refused before anything is sent: %j', async (form, sentence) => {
    const error = await failureOf(() => createLinkBody(readLinkForm({ amount: 50, ...form })));
    expect(error.kind).toBe('validation');
    expect(error.message).toContain(sentence);
    expect(error.message).not.toContain(secret);
  });

  it('is one whose shares add up to more than the amount, to the cent', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom('normal', 'absolute'),
        (cents, splitType) => {
          const recipients = cents.map((one, index) => ({ token: `user-${index}`, share: one / 100 }));
          const total = cents.reduce((sum, one) => sum + one, 0);
          const split = (): unknown => splitFields(100, { recipients, splitType });
          if (total > 10_000) expect(split).toThrow('The shares add up to');
          else expect(split()).toEqual({ recipients, split_type: splitType });
        },
      ),
    );
  });
});

describe('a recipient that SecPaid refuses', () => {
  const input = { amount: 50, recipients: [A, { token: 'their-token-4711', share: 5 }] };
  it.each([
    ['Invalid recipient token at index 1', 200],
    ['Invalid recipient token at index 1', 400],
    ['Invalid recipient token at index 1', 401],
    ['Your token cannot be among the recipients', 200],
    ['Invalid token in recipients', 401],
    ['Missing token for recipient their-token-4711', 200],
  ])('is not a refused API token: %s, HTTP %d', async (message, status) => {
    const { links, requests } = linksOver({ status, body: refusal(message) });
    const error = await failureOf(() => links.create(input));
    expect(error).toMatchObject({ kind: 'server', mayHaveHappened: false });
    expect(error.what).toContain('No payment link was created.');
    expect(error.next).toContain('Copy that Recipient Token again');
    expect(JSON.stringify([error.message, error.where])).not.toContain('their-token-4711');
    expect(requests).toHaveLength(1);
  });

  it('is not mistaken for a refused API token', async () => {
    for (const answer of [{ status: 401, body: '' }, { body: refusal('Incorrect token or missing token') }]) {
      const { links } = linksOver(answer);
      expect((await failureOf(() => links.create(input))).kind).toBe('authentication');
    }
  });
});
