import { exportPayIns, INPUTS, valueOf } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { withFiles } from '../../shared/item-files';
import { formOf, textField } from '../../shared/parameters';
import { timeRange } from '../../shared/time-range';
import { progressLog } from '../../shared/progress-log';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['export'] };

export const exportProperties: INodeProperties[] = [
  ...timeRange(show, 'lastMonth'),
  {
    ...textField('binaryPropertyName', INPUTS.fileField),
    default: 'data',
    required: true,
    displayOptions: { show },
  },
];

/** One item with the file. Each page is turned into bytes at once, so that no entry is kept. */
export const exportFile: RunItem = async (context, client, itemIndex) => {
  const form = formOf(context, itemIndex, {
    timeRange: '',
    startDate: '',
    endDate: '',
    binaryPropertyName: 'data',
  });
  const { startDate, endDate, pieces } = exportPayIns(client, form, Date.now());
  const tell = progressLog(context.logger);
  const bytes: Buffer[] = [];
  let entries = 0;
  for await (const piece of pieces) {
    bytes.push(Buffer.from(piece.text));
    entries += piece.entries;
    tell(entries);
  }
  const file = Buffer.concat(bytes.splice(0));
  const file_name = `secpaid-${startDate}-to-${endDate}.csv`;
  const field = valueOf(form, 'binaryPropertyName', INPUTS.fileField) ?? 'data';
  const binary = { [field]: await context.helpers.prepareBinaryData(file, file_name, 'text/csv') };
  return [withFiles({ file_name, start_date: startDate, end_date: endDate, entries }, binary)];
};
