import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../src/entries/pay-in.ts';
import { provenEnd, ShortPages } from '../../src/paging/end-of-list.ts';
import type { Slice } from '../../src/paging/pages.ts';
import { listOf } from '../feed/listing.ts';
import { failureOf } from '../support.ts';

const always = { most: 1000, needsProof: () => true };
const FIRST = { page: 1, limit: 1000 };

/** A server whose answers have these lengths, one after the other; beyond them an answer is empty. */
function server(...lengths: readonly number[]) {
  const asked: Slice[] = [];
  const ask = (slice: Slice) => {
    asked.push(slice);
    return Promise.resolve({ slice, rows: listOf(lengths[asked.length - 1] ?? 0) });
  };
  return { asked, read: provenEnd<Row>(ask, always) };
}

describe('a page that is shorter than it was asked for', () => {
  it('is the end if a small page around that place shows nothing below', async () => {
    // Around row 500: page 46 of 11 rows begins with row 495.
    const { asked, read } = server(500, 5);
    expect((await read(FIRST))?.rows).toHaveLength(500);
    expect(asked).toEqual([FIRST, { page: 46, limit: 11 }]);
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
    const { kind, what } = await failureOf(() => server(40, 9, 40).read(FIRST));
    expect(kind).toBe('unexpected-answer');
    expect(what).toBe('SecPaid gave 40 entries where 1000 were asked for, and there are more.');
  });

  it('is an error if it ends elsewhere each time: three times, and no further', async () => {
    const { asked, read } = server(500, 9, 510, 9, 520, 9, 530);
    const { what } = await failureOf(() => read(FIRST));
    expect(what).toBe('SecPaid gave 530 entries where 1000 were asked for, and there are more.');
    expect(asked).toHaveLength(7);
  });

  it('needs no proof if a longer page came before', async () => {
    const { asked, read } = server(500, 5, 400);
    await read(FIRST);
    expect((await read(FIRST))?.rows).toHaveLength(400);
    expect(asked).toHaveLength(3);
  });
});
