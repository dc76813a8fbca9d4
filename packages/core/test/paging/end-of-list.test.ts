import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../src/entries/pay-in.ts';
import { provenEnd, ShortPages } from '../../src/paging/end-of-list.ts';
import type { Slice } from '../../src/paging/pages.ts';
import { listOf } from '../feed/listing.ts';
import { failureOf, june } from '../support.ts';

const always = { most: 1000, needsProof: () => true };
const FIRST = { page: 1, limit: 1000 };

/** A server whose answers have these lengths, one after the other; beyond them an answer is empty. */
function server(...lengths: readonly number[]) {
  return limitedServer(Infinity, ...lengths);
}

/** The same, for so many requests at most. */
function limitedServer(most: number, ...lengths: readonly number[]) {
  const asked: Slice[] = [];
  const ends: unknown[] = [];
  const ask = (slice: Slice) => {
    if (asked.length === most) return Promise.resolve(undefined);
    asked.push(slice);
    return Promise.resolve({ slice, rows: listOf(lengths[asked.length - 1] ?? 0) });
  };
  const needsProof = (last: string, rows: number): boolean => {
    ends.push([last, rows]);
    return true;
  };
  return { asked, ends, read: provenEnd<Row>(ask, { ...always, needsProof }) };
}

describe('a page that is shorter than it was asked for', () => {
  it('is the end if a small page around that place shows nothing below', async () => {
    // Around row 500: page 46 of 11 rows begins with row 495.
    const { asked, read } = server(500, 5);
    expect((await read(FIRST))?.rows).toHaveLength(500);
    expect(asked).toEqual([FIRST, { page: 46, limit: 11 }]);
  });

  it('needs a proof or not by its last date and its length', async () => {
    const { ends, read } = server(500, 5);
    await read(FIRST);
    expect(ends).toEqual([[june(-499), 500]]);
  });

  it.each([
    [9, 1],
    [10, 2],
  ])('of %d rows takes %d request(s): a few rows are no page that a server gives', async (rows, requests) => {
    // Around row 10 are the first 13 rows.
    const { asked, read } = server(rows, rows);
    expect((await read(FIRST))?.rows).toHaveLength(rows);
    expect(asked).toHaveLength(requests);
  });

  it('is believed if no request is left for a proof', async () => {
    expect((await limitedServer(1, 500).read(FIRST))?.rows).toHaveLength(500);
  });

  it('is no answer if no request is left to ask again', async () => {
    expect(await limitedServer(2, 500, 9).read(FIRST)).toBeUndefined();
    expect(await limitedServer(0).read(FIRST)).toBeUndefined();
  });

  it('is a cap of what the first page has, if it is further down', async () => {
    const below = { page: 2, limit: 1000 };
    const { asked, read } = server(300, 9, 300, 400);
    await expect(read(below)).rejects.toThrow('SecPaid gives 400 rows a page');
    expect(asked.at(-1)).toEqual(FIRST);
    await expect(server(300, 9, 300, 1000).read(below)).rejects.toThrow('SecPaid gives 300 rows a page');
    await expect(limitedServer(3, 300, 9, 300).read(below)).rejects.toThrow('SecPaid gives 300 rows a page');
  });

  it('is asked for again if the list changed meanwhile, and believed then', async () => {
    const { asked, read } = server(500, 6, 501, 1);
    expect((await read(FIRST))?.rows).toHaveLength(501);
    expect(asked.map(({ limit }) => limit)).toEqual([1000, 11, 1000, 10]);
  });

  it('is a cap if it has as many rows again', async () => {
    const failure = await server(500, 9, 500)
      .read(FIRST)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ShortPages);
    expect(failure).toMatchObject({ rows: 500, message: 'SecPaid gives 500 rows a page' });
  });

  it('is an error if the pages are smaller than any that can be read', async () => {
    const { kind, what, next } = await failureOf(() => server(40, 9, 40).read(FIRST));
    expect(kind).toBe('unexpected-answer');
    expect(next).toMatch(/^Nothing is lost: try again later/);
    expect(what).toBe('SecPaid gave 40 entries where 1000 were asked for, and there are more.');
  });

  it('is an error if it ends elsewhere each time: three times, and no further', async () => {
    const { asked, read } = server(500, 9, 510, 9, 520, 9, 530);
    const { what } = await failureOf(() => read(FIRST));
    expect(what).toBe('SecPaid gave 530 entries where 1000 were asked for, and there are more.');
    expect(asked).toHaveLength(7);
  });

  it('needs a proof again if it is as long as the longest one: that may be all that a page holds', async () => {
    const { asked, read } = server(500, 5, 500, 5);
    await read(FIRST);
    expect((await read(FIRST))?.rows).toHaveLength(500);
    expect(asked).toHaveLength(4);
  });

  it('needs no proof if a longer page came before', async () => {
    const { asked, read } = server(500, 5, 400);
    await read(FIRST);
    expect((await read(FIRST))?.rows).toHaveLength(400);
    expect(asked).toHaveLength(3);
  });
});
