import { describe, expect, test } from '@jest/globals';
import { featureRows, fieldRows } from '../../src/texts/parity.ts';
import { placesOfN8n, placesOfZapier } from '../../src/texts/places.ts';

/** A field of n8n's form, shown for Delete. */
const ofDelete = (name: string) => ({
  name,
  displayName: name,
  displayOptions: { show: { resource: ['paymentLink'], operation: ['delete'] } },
});

/** A node with one operation and a trigger with one event; a Zapier app with the same. */
function definitions({ n8n = ['linkId'], zapier = ['link_id'] } = {}) {
  const operation = {
    name: 'operation',
    displayOptions: { show: { resource: ['paymentLink'] } },
    options: [{ value: 'delete', name: 'Delete', description: 'Delete it' }],
  };
  return {
    credentials: [],
    nodes: [
      {
        name: 'secPaid',
        displayName: 'SecPaid',
        properties: [
          { name: 'resource', options: [{ value: 'paymentLink', name: 'Payment Link' }] },
          operation,
          ...n8n.map(ofDelete),
        ],
      },
      {
        name: 'secPaidTrigger',
        displayName: 'SecPaid Trigger',
        properties: [{ name: 'events', options: [{ value: 'refund', name: 'Refund' }] }],
      },
    ],
    zapier: {
      authentication: { fields: [] },
      triggers: { new_refund: { key: 'new_refund', display: { label: 'New Refund' } } },
      creates: {
        delete_payment_link: {
          key: 'delete_payment_link',
          display: { label: 'Delete Payment Link', description: 'Deletes it' },
          operation: { inputFields: zapier.map((key) => ({ key, label: key })) },
        },
      },
    },
  };
}

const refund = {
  feature: 'Start with a refund',
  n8n: ['secPaidTrigger.refund'],
  zapier: ['triggers.new_refund'],
};
const remove = {
  feature: 'Delete a link',
  n8n: ['paymentLink.delete'],
  zapier: ['creates.delete_payment_link'],
};
const [n8n, zapier] = [placesOfN8n(definitions()), placesOfZapier(definitions())];

describe('the table of features', () => {
  test('has the names that people see', () => {
    expect(featureRows(n8n, zapier, [refund, remove])).toEqual([
      ['Start with a refund', 'SecPaid Trigger: Refund', 'New Refund', ''],
      ['Delete a link', 'Payment Link → Delete', 'Delete Payment Link', ''],
    ]);
  });

  test.each([
    [[refund], 'paymentLink.delete: in the definition for n8n, but in no feature.'],
    [
      [refund, { ...remove, zapier: [], why: 'not yet' }],
      'creates.delete_payment_link: in the definition for zapier',
    ],
    [
      [refund, remove, { ...remove, n8n: ['payIn.gone'] }],
      'payIn.gone: in a feature, but not in the definition',
    ],
    [[refund, remove, { ...remove, zapier: [] }], 'Delete a link: of one platform alone, without a why.'],
  ])('fails where a place has no feature, or a feature no place or reason (%#)', (features, sentence) => {
    expect(() => featureRows(n8n, zapier, features)).toThrow(sentence);
  });
});

describe('the table of fields', () => {
  test('has the fields of only one platform, with the reason', () => {
    expect(fieldRows(definitions(), {})).toEqual([]);
    expect(fieldRows(definitions({ n8n: ['linkId', 'simplify'] }), { simplify: 'no need' })).toEqual([
      ['Delete Payment Link', 'simplify', '–', 'no need'],
    ]);
    expect(fieldRows(definitions({ zapier: ['link_id', 'exact_note'] }), { exactNote: 'no need' })).toEqual([
      ['Delete Payment Link', '–', 'exact_note', 'no need'],
    ]);
  });

  test('fails for a new field without a reason, and for a reason without its field', () => {
    expect(() => fieldRows(definitions({ n8n: ['linkId', 'simplify'] }), {})).toThrow(
      'simplify: a field of one platform alone, without a reason.',
    );
    expect(() => fieldRows(definitions(), { simplify: 'no need' })).toThrow(
      'simplify: a reason, but the field',
    );
  });
});
