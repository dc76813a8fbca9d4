import { expect, test } from '@jest/globals';
import { executionFailure } from '../src/execution-data.ts';

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
