// The JSON schemas from which n8n shows a node's fields before it ran, so that they can be dragged. n8n looks for them
// in __schema__ beside the node, by version, resource and operation; those of a trigger it has no preview for, but hands
// them to its assistant. They derive from core's tables.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  FEE_INVOICE_FIELDS,
  PAY_OUT_CHECK_FIELDS,
  PAY_IN_FIELDS,
  LINK_FIELDS,
  PAY_OUT_FIELDS,
  STATUS_FIELDS,
  SUMMARY_FIELDS,
} from '@secpaid/core';

/** @typedef {{ readonly key: string, readonly type: string }} Field */

/** @param {Field} field */
const typeOf = ({ type }) => ({ type: type === 'datetime' ? 'string' : type });
/** @param {readonly Field[]} fields */
const objectOf = (fields) => ({
  type: 'object',
  properties: Object.fromEntries(fields.map((field) => [field.key, typeOf(field)])),
});
/** @param {readonly Field[]} fields */
const schemaOf = (fields) => ({ ...objectOf(fields), version: 1 });

const DELETED_FIELDS = [
  { key: 'deleted', type: 'boolean' },
  { key: 'id', type: 'string' },
];

const payOut = schemaOf([...PAY_OUT_FIELDS, ...PAY_OUT_CHECK_FIELDS]);
const WITH_PAYMENTS = {
  ...payOut,
  properties: { ...payOut.properties, payments: { type: 'array', items: objectOf(PAY_IN_FIELDS) } },
};
const EXPORT_FIELDS = [
  { key: 'file_name', type: 'string' },
  { key: 'start_date', type: 'string' },
  { key: 'end_date', type: 'string' },
  { key: 'entries', type: 'number' },
];

const SCHEMAS = {
  'v1.0.0.json': schemaOf(PAY_IN_FIELDS),
  'v1.0.0/payIn/export.json': schemaOf(EXPORT_FIELDS),
  'v1.0.0/payIn/get.json': schemaOf(PAY_IN_FIELDS),
  'v1.0.0/payIn/getMany.json': schemaOf(PAY_IN_FIELDS),
  'v1.0.0/payIn/getStatus.json': schemaOf(STATUS_FIELDS),
  'v1.0.0/payIn/getSummary.json': schemaOf(SUMMARY_FIELDS),
  'v1.0.0/paymentLink/create.json': schemaOf(LINK_FIELDS),
  'v1.0.0/paymentLink/delete.json': schemaOf(DELETED_FIELDS),
  'v1.0.0/paymentLink/get.json': schemaOf(LINK_FIELDS),
  'v1.0.0/paymentLink/getMany.json': schemaOf(LINK_FIELDS),
  'v1.0.0/paymentLink/getQrCode.json': schemaOf(LINK_FIELDS),
  'v1.0.0/payOut/getMany.json': schemaOf(PAY_OUT_FIELDS),
  'v1.0.0/payOut/getPayments.json': WITH_PAYMENTS,
  'v1.0.0/feeInvoice/getMany.json': schemaOf(FEE_INVOICE_FIELDS),
};

/**
 * Writes all of them below a folder.
 *
 * @param {string} folder
 */
export async function writeSchemas(folder) {
  for (const [path, schema] of Object.entries(SCHEMAS)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(schema, null, 2)}\n`);
  }
}
