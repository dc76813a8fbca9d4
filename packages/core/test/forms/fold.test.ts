import { describe, expect, it } from '@jest/globals';
import { fold } from '../../src/forms/fold.ts';

describe('two texts that a person takes for one', () => {
  it.each([
    ['composed and decomposed letters', 'Müller', 'Mu\u0308ller'],
    ['upper and lower case', 'ORDER 1042', 'order 1042'],
    ['a sharp s', 'Straße', 'STRASSE'],
    ['a no-break space', 'Order 1042', 'Order\u00a01042'],
    ['a narrow space, a tab, a line break', 'Order 1042', ' Order\u202f\t\n1042 '],
    ['full-width letters', 'Order 1042', 'Ｏｒｄｅｒ　１０４２'],
  ])('compare as one: %s', (_, one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it('stay two if a letter differs', () => {
    expect(fold('Muller')).not.toBe(fold('Müller'));
    expect(fold('Order 1042')).not.toBe(fold('Order1042'));
  });
});
