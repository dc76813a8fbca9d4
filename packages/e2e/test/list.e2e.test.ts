import { afterAll, beforeAll, describe } from '@jest/globals';
import { chain } from '../src/workflows/types.ts';
import { paymentToTable } from '../src/workflows/workflows.ts';
import { listScenes, pauseScene } from './list-scenes.ts';
import { type Counter, openCounter } from './support.ts';

const WORKFLOW = 'listNotAsDocumented';

let counter: Counter;

beforeAll(async () => {
  counter = await openCounter();
  const { nodes } = paymentToTable({ secPaidCredential: counter.secPaid });
  await counter.open(chain(WORKFLOW, 'Listening to an odd list', nodes.slice(0, 1)));
});

afterAll(() => counter.close());

describe('a trigger that starts from now at each publishing', () => {
  pauseScene(() => counter, 'eachPublish');
});

describe('a list that is not as documented', () => {
  listScenes(() => counter, WORKFLOW);
});
