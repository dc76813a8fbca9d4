import { describe, expect, it } from '@jest/globals';
import { payLink } from '@secpaid/sandbox';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { readPng, readSvg } from '../../core/test/qr/read-qr-code.ts';
import app from '../src/index.ts';
import { startWorld } from './support.ts';

/** What Zapier does with the pointer of a file in a field when a later step uses it: it runs the hydrator with what is in it. */
async function fetchFile(
  link: unknown,
  field: string,
): Promise<{ file: Buffer; name: string; type: string }> {
  const pointer = new Map(Object.entries(Object(link) as object)).get(field) as unknown;
  const [, payload = ''] = String(pointer).split('|||');
  const { type, method, bundle } = JSON.parse(payload) as Record<string, unknown>;
  expect([type, method]).toEqual(['file', 'hydrators.qrCode']);
  const stashed: { file: Buffer; name: string; type: string }[] = [];
  const z = {
    stashFile: (file: Buffer, length: number, name: string, mimeType: string) => {
      expect(length).toBe(file.length);
      stashed.push({ file, name, type: mimeType });
      return Promise.resolve('https://files.example.com/1');
    },
  } as unknown as ZObject;
  expect(await app.hydrators?.['qrCode']?.(z, { inputData: bundle } as Bundle)).toMatch(/^https/);
  const [file] = stashed;
  if (!file) throw new Error('No file was stashed.');
  return file;
}

describe('the QR code of a payment link as a file', () => {
  it('is there for a link that was created or found, and is made only when a step uses it', async () => {
    const { createLink, findLinks, sandbox } = await startWorld();
    const made = await createLink({ amount: '5', recipient_note: 'Order 1' });
    const [found] = await findLinks({ link_id: made.id });
    const asked = sandbox.requests.length;
    for (const link of [made, found]) {
      const png = await fetchFile(link, 'qr_png');
      expect(png).toMatchObject({ name: `payment-link-${made.id}.png`, type: 'image/png' });
      expect(readPng(png.file)).toBe(made.pay_link);
      const svg = await fetchFile(link, 'qr_svg');
      expect(svg).toMatchObject({ name: `payment-link-${made.id}.svg`, type: 'image/svg+xml' });
      expect(readSvg(svg.file)).toBe(made.pay_link);
    }
    expect(sandbox.requests).toHaveLength(asked);
  });

  it('is empty for a link that was paid, which has no address', async () => {
    const { createLink, findLinks, account } = await startWorld();
    const { id } = await createLink({ amount: '5' });
    payLink(account, id);
    expect(await findLinks({ link_id: id })).toMatchObject([{ status: 'Used', qr_png: null, qr_svg: null }]);
  });
});
