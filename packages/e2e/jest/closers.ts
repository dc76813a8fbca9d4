import { Closers } from '../src/demo/closers.ts';

const NAME = Symbol.for('secpaid.e2e.closers');

/** jest loads what starts and what ends a run apart from each other; both find the same closers here. */
export function closers(): Closers {
  const known: unknown = Reflect.get(globalThis, NAME);
  // Each of the two has a separate class by that name.
  if (isClosers(known)) return known;
  const made = new Closers();
  Reflect.set(globalThis, NAME, made);
  return made;
}

const isClosers = (value: unknown): value is Closers => typeof value === 'object' && value !== null;
