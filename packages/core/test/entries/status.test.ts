import { describe, expect, it } from '@jest/globals';
import { standingOf } from '../../src/entries/status.ts';

describe('a status', () => {
  it.each(['Pending', 'pending', ' PENDING ', 'Processing', 'InProgress', 'in progress', 'In-Progress'])(
    'of %j waits',
    (status) => {
      expect(standingOf(status)).toBe('pending');
    },
  );

  it.each([
    ...['Failed', 'failure', 'Cancelled', 'canceled', 'cancel', 'Declined', 'rejected', 'EXPIRED'],
    ...[' failed ', 'can-celled'],
  ])('of %j never becomes a payment', (status) => {
    expect(standingOf(status)).toBe('failed');
  });

  it.each([
    'Success',
    'Paid',
    'Approved',
    'Refunded',
    'not pending',
    'Something new',
    '',
    ' ',
    '123',
    null,
    undefined,
  ])('of %j is final: a payment must not wait for ever', (status) => {
    expect(standingOf(status)).toBeUndefined();
  });
});
