import { answerDeviations } from './answers.ts';
import { listDeviations } from './lists.ts';
import { rowDeviations } from './rows.ts';
import type { DeviationKind } from './setting.ts';
import { spellingDeviations } from './spellings.ts';

/** Every kind of deviation by name. Where several are on, they work in this order, whichever came first. */
const kinds = { ...listDeviations, ...rowDeviations, ...spellingDeviations, ...answerDeviations };

/** The name of a kind of deviation. */
export type DeviationName = keyof typeof kinds;

export const deviationKinds: ReadonlyMap<string, DeviationKind> = new Map(Object.entries(kinds));
