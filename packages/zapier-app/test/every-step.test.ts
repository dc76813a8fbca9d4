import { describe, expect, it } from '@jest/globals';
import app from '../src/index.ts';
import { Engine } from './engine.ts';
import { CASES, caseOf } from './step-cases.ts';
import { nameOf, perform, type Step, STEPS } from './steps.ts';
import { AUTH, DAY, startWorld, type World } from './support.ts';

const named = (kinds: readonly Step['kind'][]): [string, Step][] =>
  STEPS.filter(({ kind }) => kinds.includes(kind)).map((step) => [nameOf(step), step]);

/** More than the window of any trigger, and always another month. */
const LONG = 31 * DAY;

/** Runs the case of a step; gives the form and the expected result. */
const happen = ({ account, now }: World, name: string): { input: object; gives: object } => ({
  input: {},
  ...caseOf(name)(account, now()),
});

/** Every field that a step promises is there; line items are written "payments[]amount". */
function expectEveryField({ operation }: Step, entry: Readonly<Record<string, unknown>>): void {
  const promised = operation.outputFields.map(({ key }) => key.replace(/\[].*/, ''));
  expect(Object.keys(entry)).toEqual(expect.arrayContaining(promised));
}

it('there is a case for every step, and none without its step', () => {
  expect(Object.keys(CASES).sort()).toEqual(STEPS.map(nameOf).sort());
});

it('a search that creates is made of a search and a create that have a case', () => {
  for (const { search, create } of Object.values(app.searchOrCreates ?? {})) {
    expect(Object.keys(CASES)).toEqual(expect.arrayContaining([`search ${search}`, `create ${create}`]));
  }
});

describe('a Zap', () => {
  it.each(named(['trigger']))(
    'with %s starts once (T004: with every field), for nothing of the time it was off, and again once it is on',
    async (name, step) => {
      const world = await startWorld();
      const { input } = happen(world, name);
      const zap = new Engine((meta) => perform(step, { authData: AUTH, inputData: input, meta }));
      await zap.turnOn();
      expect(await zap.turn()).toEqual([]);
      const next = async (): Promise<void> => {
        world.sleep(LONG);
        const { gives } = happen(world, name);
        const started = await zap.turn();
        expect(started).toEqual([expect.objectContaining(gives)]);
        for (const entry of started) expectEveryField(step, entry);
        expect(await zap.turn()).toEqual([]);
      };
      await next();
      zap.turnOff();
      world.sleep(LONG);
      happen(world, name);
      expect(await zap.turn()).toEqual([]);
      await zap.turnOn();
      expect(await zap.turn()).toEqual([]);
      await next();
    },
  );
});

describe('a step', () => {
  it.each(named(['create', 'search']))(
    '%s gives what it promises (T004: every field of it)',
    async (name, step) => {
      const world = await startWorld();
      const { input, gives } = happen(world, name);
      const [first] = await perform(step, { authData: AUTH, inputData: input });
      expect(first).toMatchObject(gives);
      expectEveryField(step, first ?? {});
    },
  );

  it.each(named(['trigger']))(
    '%s shows the editor up to three samples of the account',
    async (name, step) => {
      const world = await startWorld();
      for (let i = 0; i < 5; i++) {
        happen(world, name);
        world.sleep(LONG);
      }
      const samples = await perform(step, { authData: AUTH, inputData: {}, meta: { isLoadingSample: true } });
      expect(samples).toHaveLength(3);
      for (const sample of samples) expectEveryField(step, sample);
    },
  );

  it.each(named(['search']))('%s finds nothing in an account without it, or says so', async (name, step) => {
    const { input } = happen(await startWorld(), name);
    await startWorld();
    const found = perform(step, { authData: AUTH, inputData: input });
    if (step.key === 'find_payment_status') await expect(found).rejects.toThrow('SecPaid knows no payment');
    else if (step.key === 'get_summary') expect(await found).toMatchObject([{ total_transactions: 0 }]);
    else expect(await found).toEqual([]);
  });
});
