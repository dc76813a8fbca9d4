import type { Field } from '@secpaid/core';

interface OutputField {
  key: string;
  label: string;
  type: Field['type'];
  primary?: boolean;
}

/** What a step gives, for Zapier's field picker. The primary field is what Zapier tells new from known by. */
export function outputFieldsOf(fields: readonly Field[], primary = 'id'): OutputField[] {
  return fields.map(({ key, label, type }) => ({
    key,
    label,
    type,
    ...(key === primary ? { primary: true } : {}),
  }));
}
