import type { PaymentLink } from '../entries/payment-link.ts';
import { SecPaidError } from '../errors.ts';
import { INPUTS } from '../forms/inputs.ts';
import type { QrFormat } from '../forms/labels.ts';
import { modulesOf } from './modules.ts';
import { pngOf } from './png.ts';
import { svgOf } from './svg.ts';

/** A QR code as a file. */
export interface QrCodeFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mimeType: string;
}

/**
 * The QR code of a link's address as a file. It is made here, so that nobody else learns the link.
 * @throws SecPaidError `validation` for a link without an address: SecPaid lists none for one that was paid
 */
export function qrCodeOf(
  { id, pay_link }: Pick<PaymentLink, 'id' | 'pay_link'>,
  format: QrFormat,
): QrCodeFile {
  if (!pay_link) {
    throw new SecPaidError('validation', {
      what: `SecPaid gives no address for the payment link with the ${INPUTS.linkId.label} ${id}, so it has no QR code.`,
      next: 'SecPaid gives none for links that were paid. Create another link.',
    });
  }
  const modules = modulesOf(pay_link);
  const name = `payment-link-${id}.${format}`;
  return format === 'png'
    ? { bytes: pngOf(modules), name, mimeType: 'image/png' }
    : { bytes: new TextEncoder().encode(svgOf(modules)), name, mimeType: 'image/svg+xml' };
}
