/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { INPUTS } from '@secpaid/core';
import { type INodeProperties, NodeHelpers } from 'n8n-workflow';
import { SecPaid } from '../../nodes/SecPaid/SecPaid.node';
import { evaluated, property, valuesOf } from '../package/description-support.ts';

describe('the SecPaid node', () => {
  const { description } = new SecPaid();
  const { properties } = description;

  it('can be a tool of an agent', () => {
    expect(description).toMatchObject({ usableAsTool: true, inputs: ['main'], outputs: ['main'] });
  });

  it.each([
    ['payIn', 'getSummary', 'Get summary: pay-in'],
    ['payOut', 'getMany', 'Get many: pay-out'],
    ['paymentLink', 'create', 'Create: payment link'],
    ['somethingNewer', 'unknown', 'Unknown: somethingNewer'],
  ])('says under the node what it does: %s, %s', (resource, operation, subtitle) => {
    expect(evaluated(description.subtitle, { $parameter: { resource, operation } })).toBe(subtitle);
  });

  it.each([
    ['secPaid', false],
    ['secPaidTool', true],
  ])('simplifies by default only where an agent calls it: %s, %s', (name, expected) => {
    const chosen = { resource: 'payIn', operation: 'getMany' };
    const given = (parameters: object) =>
      NodeHelpers.getNodeParameters(properties, { ...chosen, ...parameters }, true, false, null, {
        ...description,
        name,
      });
    expect(given({})).toHaveProperty('simplify', expected);
    expect(given({ simplify: !expected })).toHaveProperty('simplify', !expected);
  });

  it('explains every parameter so that an agent can fill it: the form, an example or the values', () => {
    const inCollections = properties.flatMap((one) =>
      one.type === 'collection' ? (one.options as INodeProperties[]) : [one],
    );
    for (const { name, type, description: text, options = [] } of inCollections) {
      if (['resource', 'operation'].includes(name)) continue;
      if (type === 'string') expect({ name, text }).toEqual({ name, text: expect.stringContaining('e.g. ') });
      if (type === 'options' || type === 'multiOptions') {
        for (const option of options) expect(text).toContain('value' in option ? option.value : '');
      }
    }
  });

  const operationOf = (resource: string): INodeProperties =>
    property(
      properties.filter(({ displayOptions }) => displayOptions?.show?.['resource']?.includes(resource)),
      'operation',
    );

  it('has the resources in alphabetical order, pay-ins by default', () => {
    const resource = property(properties, 'resource');
    expect(valuesOf(resource)).toEqual(['feeInvoice', 'payIn', 'payOut', 'paymentLink']);
    expect(resource.default).toBe('payIn');
  });

  it.each([
    [
      'payIn',
      'getMany',
      {
        export: 'Export payments to a CSV file',
        get: 'Get everything of a pay ID',
        getMany: 'Get many pay ins',
        getStatus: 'Get the payment status of a pay ID',
        getSummary: 'Get a summary of payments in a time range',
      },
    ],
    [
      'payOut',
      'getMany',
      {
        getMany: 'Get many pay outs',
        getPayments: 'Get the payments of a pay out',
      },
    ],
    ['feeInvoice', 'getMany', { getMany: 'Get many fee invoices' }],
    [
      'paymentLink',
      'create',
      {
        create: 'Create a real payment link that can be paid',
        delete: 'Delete a payment link',
        get: 'Get a payment link',
        getMany: 'Get many payment links',
        getQrCode: 'Get the QR code of a payment link',
      },
    ],
  ])('tells an agent by its actions what the tool does with a %s', (resource, first, actions) => {
    const operation = operationOf(resource);
    const options = (operation.options ?? []) as { value: string; action: string; description: string }[];
    expect(Object.fromEntries(options.map(({ value, action }) => [value, action]))).toEqual(actions);
    expect(operation.default).toBe(first);
    for (const { description: text } of options) expect(text).toMatch(/^[A-Z].{20,}[^.]$/);
  });

  it('offers nothing that moves money out', () => {
    const operations = ['payIn', 'payOut', 'feeInvoice', 'paymentLink'].flatMap((resource) =>
      valuesOf(operationOf(resource)),
    );
    expect(operations.map(String).filter((name) => /refund|pay(out)?$|transfer/i.test(name))).toEqual([]);
  });

  it('hides a key like a password', () => {
    expect(property(properties, 'additionalFields', 'encryptionKey').typeOptions).toEqual({ password: true });
  });

  it('has n8n’s usual Limit of 50, which is hidden by Return All', () => {
    expect(property(properties, 'limit')).toMatchObject({
      default: 50,
      typeOptions: { minValue: 1 },
      displayOptions: { show: { operation: ['getMany'], returnAll: [false] } },
    });
    expect(property(properties, 'returnAll')).toMatchObject({
      type: 'boolean',
      default: false,
      description: expect.stringMatching(/^Whether /),
    });
  });

  it('offers every kind as a filter', () => {
    expect(valuesOf(property(properties, 'filters', 'kinds')).sort()).toEqual(
      Object.keys(INPUTS.kinds.choices).sort(),
    );
  });
});
