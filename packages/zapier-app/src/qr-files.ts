import { type PaymentLink, type QrFormat, qrCodeOf } from '@secpaid/core';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { withZapierErrors } from './errors.ts';

/** Makes the file of a QR code when a later step asks for it; gives its address at Zapier. */
const qrCode = async (z: ZObject, { inputData }: Bundle): Promise<string> =>
  await withZapierErrors(z, async () => {
    const link = { id: String(inputData['id']), pay_link: String(inputData['pay_link']) };
    const { bytes, name, mimeType } = qrCodeOf(link, inputData['format'] === 'svg' ? 'svg' : 'png');
    // A promise, whatever its type says.
    return await Promise.resolve(z.stashFile(Buffer.from(bytes), bytes.length, name, mimeType));
  });

/** What Zapier runs for a file that a step promised. */
export const hydrators = { qrCode };

/** The fields with the QR code of a payment link, for Zapier's field picker. */
export const QR_FILE_FIELDS = [
  { key: 'qr_png', label: 'QR Code PNG File', type: 'file' },
  { key: 'qr_svg', label: 'QR Code SVG File', type: 'file' },
] as const;
export const QR_FILE_SAMPLE = { qr_png: 'SAMPLE FILE', qr_svg: 'SAMPLE FILE' };

/** A link with its QR code as files, which are made only where a later step uses them. A paid link has none. */
export function withQrFiles<Link extends PaymentLink>(
  z: ZObject,
  link: Link,
): Link & Record<keyof typeof QR_FILE_SAMPLE, string | null> {
  const { id, pay_link } = link;
  const fileOf = (format: QrFormat): string | null =>
    pay_link === null ? null : z.dehydrateFile(qrCode, { id, pay_link, format });
  return { ...link, qr_png: fileOf('png'), qr_svg: fileOf('svg') };
}
