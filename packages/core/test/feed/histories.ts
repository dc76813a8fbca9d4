import fc from 'fast-check';
import { wallClock } from '../../../sandbox/src/index.ts';
import { type Action, actions, burst, perform } from './actions.ts';
import { deviate, type OddAction, ODDITIES, oddities, type Oddity } from './odd-actions.ts';
import { Oracle } from './oracle.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;

export type AnyAction = Action | OddAction;

const ODD = {
  switch: true,
  mend: true,
  rotate: true,
  publish: true,
  pending: true,
  fail: true,
  settleStatus: true,
  spoil: true,
  flip: true,
  form: true,
} satisfies Record<OddAction['do'], true>;
const isOdd = (action: AnyAction): action is OddAction => Object.hasOwn(ODD, action.do);

/** Without the bursts after which small pages would not reach all of the list in one poll. */
function smallEnough(list: readonly AnyAction[]): AnyAction[] {
  let size = 0;
  return list.filter((action) => action.do !== 'burst' || (size += action.size) <= 700);
}

/**
 * Histories in which some kinds of oddities happen among ordinary things. Few kinds in one history meet each other more
 * often than all of them in each.
 */
export const oddActions = (most: number, kinds: readonly Oddity[] = ODDITIES): fc.Arbitrary<AnyAction[]> =>
  fc.subarray([...kinds], { minLength: 1, maxLength: Math.min(3, kinds.length) }).chain((chosen) => {
    const usual = actions(3, 300, 1);
    // A page is cut off where there is more than one.
    const between = chosen.includes('cap') ? fc.oneof(usual, fc.tuple(burst(90, 260, 1))) : usual;
    return fc
      .array(fc.tuple(between, fc.oneof(...chosen.map((kind) => oddities[kind]))), {
        maxLength: most,
        size: 'max',
      })
      .map((parts) => smallEnough(parts.flatMap(([before, odd]): AnyAction[] => [...before, odd])));
  });

/** Arms a feed on an account with some history, lets things happen, brings it to rest and asks the oracle. */
export async function runActions(world: World, history: number, list: readonly AnyAction[]): Promise<Oracle> {
  world.account.addMany(history, (index) => ({
    amount: index + 1,
    at: wallClock(world.serverNow - index * 5 * HOUR),
  }));
  await world.poll();
  const oracle = new Oracle(world);
  for (const action of list) {
    if (isOdd(action)) {
      deviate(action, world, oracle);
      oracle.observe();
    } else await perform(action, world, oracle);
  }
  await comeToRest(world, oracle);
  return oracle;
}

/** No fault is left, and of what stops a feed rightly nothing: then it rests once it has emitted what it owes. */
async function comeToRest(world: World, oracle: Oracle): Promise<void> {
  world.service.before = undefined;
  world.form.set('ascending', undefined);
  world.form.set('out-of-order', undefined);
  if (world.form.cap < 100) world.form.set('limit-capped', undefined);
  oracle.observe();
  const poll = (): ReturnType<World['poll']> => {
    // The way out of an alarm.
    if (oracle.isStopped || world.form.disguise !== oracle.disguise) world.publish();
    return oracle.poll();
  };
  if (!(await world.settle(poll)) || oracle.isStopped) oracle.restless();
}
