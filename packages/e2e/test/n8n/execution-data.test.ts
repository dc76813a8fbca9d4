import { describe, expect, it, test } from '@jest/globals';
import { executionFailure, triggerItems } from '../../src/n8n/execution-data.ts';

test('reads the failure out of the flattened data', () => {
  const data = [
    { resultData: '1' },
    { error: '2', lastNodeExecuted: '5' },
    { message: '3', node: '4' },
    '429 is text here',
    { name: '5' },
    'Send Email',
  ];
  expect(executionFailure(JSON.stringify(data))).toEqual({
    message: '429 is text here',
    description: undefined,
    node: 'Send Email',
  });
});

test('an execution without an error has no failure', () => {
  expect(executionFailure(JSON.stringify([{ resultData: '1' }, {}]))).toBeUndefined();
});

describe('the items that a trigger delivered', () => {
  const item = { json: { id: 'e1', amount: 5 } };

  it('are read from the run of an execution that continued', () => {
    const data = { resultData: { runData: { Trigger: [{ data: { main: [[item]] } }] } } };
    expect(triggerItems(flattened(data), 'Trigger')).toEqual([{ id: 'e1', amount: 5 }]);
    expect(triggerItems(flattened(data), 'Another')).toEqual([]);
  });

  it('are read from what was still to be run in one that crashed', () => {
    const waiting = { node: { name: 'Trigger' }, data: { main: [[item, item]] } };
    const recovered = {
      Trigger: [{ data: { main: [[{ json: { isArtificialRecoveredEventItem: true } }]] } }],
    };
    const data = { resultData: { runData: recovered }, executionData: { nodeExecutionStack: [waiting] } };
    expect(triggerItems(flattened(data), 'Trigger')).toEqual([item.json, item.json]);
    expect(triggerItems(flattened(data), 'Another')).toEqual([]);
  });

  it('are none if the trigger failed', () => {
    const waiting = { node: { name: 'Trigger' }, data: { main: [[{ json: {} }]] } };
    const data = { resultData: { runData: {} }, executionData: { nodeExecutionStack: [waiting] } };
    expect(triggerItems(flattened(data), 'Trigger')).toEqual([]);
  });
});

/** As n8n stores it: every object, list and text is a separate element. */
function flattened(root: unknown): string {
  const list: unknown[] = [];
  const place = (value: unknown): unknown => {
    if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return value;
    const index = list.push(value) - 1;
    if (Array.isArray(value)) list[index] = value.map(place);
    else if (typeof value === 'object')
      list[index] = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, place(one)]));
    return String(index);
  };
  place(root);
  return JSON.stringify(list);
}
