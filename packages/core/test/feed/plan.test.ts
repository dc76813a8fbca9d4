import { describe, expect, it } from '@jest/globals';
import { oldestFirst } from '../../src/feed/plan.ts';
import { numbered, rowAt } from './listing.ts';

describe('the order of what is emitted', () => {
  it('is oldest first, and within a second the reverse of the list, however the pages were read', () => {
    const rows = numbered(rowAt(3, 'e'), rowAt(1, 'b'), rowAt(1, 'c'), rowAt(0, 'a'), rowAt(2, 'd'));
    expect(oldestFirst(rows).map(({ row }) => row.payId)).toEqual(['e', 'd', 'c', 'b', 'a']);
  });
});
