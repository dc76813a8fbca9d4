/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { EVENTS } from '@secpaid/core';
import type { IHookFunctions, INodeType } from 'n8n-workflow';
import { SecPaidInstantTrigger } from '../../nodes/SecPaid/SecPaidInstantTrigger.node';
import { SecPaidTrigger } from '../../nodes/SecPaid/SecPaidTrigger.node';
import { evaluated, property, valuesOf } from '../package/description-support.ts';

describe('the trigger', () => {
  const { description, ...trigger } = new SecPaidTrigger() as INodeType;

  it('is a trigger that polls, and no tool', () => {
    expect(description).toMatchObject({ polling: true, group: ['trigger'], inputs: [], outputs: ['main'] });
    expect(description.displayName).toMatch(/ Trigger$/);
    expect(description).not.toHaveProperty('usableAsTool', true);
    expect(trigger).not.toHaveProperty('execute');
  });

  it('leaves the poll times to n8n', () => {
    expect(description.properties.map(({ name }) => name)).not.toContain('pollTimes');
  });

  it.each([
    [['payment'], 'New payment'],
    [['payment', 'refund'], 'New payment, refund'],
    [['payout'], 'New pay-out created'],
    ['refund', 'New refund'],
    [[], 'New payment'],
    [undefined, 'New payment'],
  ])('says under the node what it listens to: %j', (events, subtitle) => {
    expect(evaluated(description.subtitle, { $parameter: { events } })).toBe(subtitle);
  });

  it('offers every event, payments by default', () => {
    const events = property(description.properties, 'events');
    expect(valuesOf(events).sort()).toEqual([...EVENTS, 'payout', 'payOutApproved', 'feeInvoice'].sort());
    expect(events).toMatchObject({ type: 'multiOptions', default: ['payment'], required: true });
  });

  it('calls its events in n8n’s list of nodes by the mission’s words, a pay-in first', () => {
    const { options = [] } = property(description.properties, 'events');
    expect(options.map((option) => 'action' in option && option.action)).toEqual([
      'New pay-in',
      'New refund',
      'New dispute',
      'New pay-out',
      'Pay-out approved',
      'New fee invoice',
    ]);
  });

  it('starts from now by default, and asks for days only if it backfills', () => {
    const startFrom = property(description.properties, 'startFrom');
    expect(startFrom.default).toBe('now');
    expect(valuesOf(startFrom).sort()).toEqual(['backfill', 'eachPublish', 'now']);
    expect(property(description.properties, 'backfillDays')).toMatchObject({
      displayOptions: { show: { startFrom: ['backfill'] } },
      typeOptions: { minValue: 1, maxValue: 365 },
    });
  });
});

describe('the instant trigger', () => {
  const trigger = new SecPaidInstantTrigger() as INodeType;

  it('is a trigger with a webhook, and no tool', () => {
    expect(trigger.description).toMatchObject({ group: ['trigger'], inputs: [], outputs: ['main'] });
    expect(trigger.description.displayName).toMatch(/ Trigger$/);
    expect(trigger.description).not.toHaveProperty('usableAsTool', true);
    expect(trigger.description).not.toHaveProperty('polling');
    expect(trigger.description.webhooks).toEqual([
      expect.objectContaining({ name: 'default', httpMethod: 'POST', responseMode: 'onReceived' }),
    ]);
  });

  it('says in one notice where to add its URL, and what it does not bring', () => {
    const notices = trigger.description.properties.filter(({ type }) => type === 'notice');
    expect(notices).toHaveLength(1);
    const [notice] = notices.map(({ displayName }) => displayName);
    expect(notice).toMatch(/Production URL.*Settings → API & Integrations → Payment Endpoint/);
    expect(notice).toContain('an address that is already there');
    expect(notice).toMatch(/refunds and disputes.*SecPaid Trigger/);
  });

  it('has nothing to register at SecPaid', async () => {
    const { checkExists, create, delete: remove } = trigger.webhookMethods?.['default'] ?? {};
    const none = {} as IHookFunctions;
    const register = async (method: typeof create): Promise<unknown> => await method?.call(none);
    expect(await Promise.all([checkExists, create, remove].map(register))).toEqual([true, true, true]);
  });
});
