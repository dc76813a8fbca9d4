import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linkIdIn } from '../../src/forms/link-id.ts';

const id = fc.integer({ min: 1, max: 999_999_999_999_999 }).map(String);

it('any link’s ID is read out of its address, its code and itself', () => {
  fc.assert(
    fc.property(id, fc.constantFrom('', '&x=1', '&chs=300x300&cht=qr', '#top'), (one, rest) => {
      const code = Buffer.from(one).toString('base64');
      for (const text of [one, code, code.replaceAll('=', '')]) expect(linkIdIn(text)).toBe(one);
      for (const written of [code, encodeURIComponent(code), one])
        expect(linkIdIn(`https://app.secpaid.com/payment?link_id=${written}${rest}`)).toBe(one);
    }),
  );
});

it('any other text stays as it is, or is no ID', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = linkIdIn(text);
      expect(read === text || !/^\d+$/.test(text)).toBe(true);
    }),
  );
});
