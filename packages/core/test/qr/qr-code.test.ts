import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { LINK_SAMPLE, qrCodeOf } from '../../src/index.ts';
import { readPng, readSvg } from './read-qr-code.ts';

const READERS = { png: readPng, svg: readSvg };
const ADDRESS = 'https://app.secpaid.com/payment?link_id=OTkyOTA=';

describe('the QR code of a payment link', () => {
  it.each([
    ['png', 'image/png'],
    ['svg', 'image/svg+xml'],
  ] as const)('is a %s file that a scanner reads as the address', (format, mimeType) => {
    const file = qrCodeOf(LINK_SAMPLE, format);
    expect(file).toMatchObject({ name: `payment-link-99290.${format}`, mimeType });
    expect(READERS[format](file.bytes)).toBe(ADDRESS);
  });

  it('has the light border that scanners need, on all sides', () => {
    const { width, height, data } = PNG.sync.read(Buffer.from(qrCodeOf(LINK_SAMPLE, 'png').bytes));
    expect(width).toBe(height);
    const isDark = (x: number, y: number): boolean => data[4 * (y * width + x)] === 0;
    const dark = Array.from(
      { length: width * height },
      (_, at) => [at % width, Math.floor(at / width)] as const,
    )
      .filter(([x, y]) => isDark(x, y))
      .flat();
    expect(Math.min(...dark)).toBe(40);
    expect(Math.max(...dark)).toBe(width - 41);
  });

  it('is read back whatever the address, a long one too', () => {
    const address = fc.webUrl({ withQueryParameters: true, withFragments: true });
    fc.assert(
      fc.property(address, fc.constantFrom('png' as const, 'svg' as const), (pay_link, format) => {
        const { bytes } = qrCodeOf({ id: '1', pay_link: pay_link.slice(0, 100) }, format);
        expect(READERS[format](bytes)).toBe(pay_link.slice(0, 100));
      }),
      { numRuns: 4 },
    );
    const long = `${ADDRESS}&note=${'x'.repeat(260)}`;
    expect(readPng(qrCodeOf({ id: '1', pay_link: long }, 'png').bytes)).toBe(long);
  });

  it('is refused for a link without an address, as SecPaid lists paid ones', () => {
    expect(() => qrCodeOf({ id: '99290', pay_link: null }, 'png')).toThrow(
      'SecPaid gives no address for the payment link with the Link ID 99290, so it has no QR code.',
    );
  });
});
