import { FIELDS, SAMPLE } from '@secpaid/core';

/** What a step gives, for Zapier's field picker. `id` is what Zapier tells new from known by. */
export const outputFields = FIELDS.map(({ key, label, type }) => ({
  key,
  label,
  type,
  ...(key === 'id' ? { primary: true } : {}),
}));

/** What the Zap editor shows before there is an entry. */
export const sample = { ...SAMPLE };
