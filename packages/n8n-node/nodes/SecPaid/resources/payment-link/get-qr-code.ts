import { choiceOf, getLink, INPUTS, qrCodeOf, valueOf } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { withFiles } from '../../shared/item-files';
import { choiceField, formOf, textField } from '../../shared/parameters';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['paymentLink'], operation: ['getQrCode'] };

export const getQrCodeProperties: INodeProperties[] = [
  { ...textField('linkId', INPUTS.linkId), required: true, displayOptions: { show } },
  { ...choiceField('format', INPUTS.qrFormat, 'png'), displayOptions: { show } },
  {
    ...textField('binaryPropertyName', INPUTS.fileField),
    default: 'data',
    required: true,
    displayOptions: { show },
  },
];

/** The link, with its QR code as a file. */
export const getQrCode: RunItem = async (context, { links }, itemIndex) => {
  const form = formOf(context, itemIndex, { linkId: '', format: 'png', binaryPropertyName: 'data' });
  const format = choiceOf(form, 'format', INPUTS.qrFormat) ?? 'png';
  const field = valueOf(form, 'binaryPropertyName', INPUTS.fileField) ?? 'data';
  const link = await getLink(links, form);
  const { bytes, name, mimeType } = qrCodeOf(link, format);
  const binary = { [field]: await context.helpers.prepareBinaryData(Buffer.from(bytes), name, mimeType) };
  return [withFiles(link, binary)];
};
