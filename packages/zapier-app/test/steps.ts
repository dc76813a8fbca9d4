import { createAppTester, type Bundle, type ZObject } from 'zapier-platform-core';
import app from '../src/index.ts';

/** What a step gives. Only what a trigger gives needs an `id`; every step but one has one. */
type Entry = Readonly<Record<string, unknown>> & { readonly id: string };
type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;

/** A field of a form as Zapier is told of it. */
export interface InputField {
  readonly key: string;
  readonly label: string;
  readonly helpText?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly choices?: readonly { readonly value: string }[];
  readonly children?: readonly InputField[];
}

/** A step of the app as its definition has it. */
export interface Step {
  readonly kind: 'trigger' | 'create' | 'search';
  readonly key: string;
  readonly noun: string;
  readonly display: { readonly label: string; readonly description: string };
  readonly operation: {
    readonly perform: Perform;
    readonly inputFields?: readonly InputField[];
    readonly outputFields: readonly { readonly key: string; readonly label: string; readonly type: string }[];
    readonly sample: Entry;
  };
}

const LISTS = { trigger: app.triggers, create: app.creates, search: app.searches } as const;

/** Every step of the app; searches that create if they find nothing are made of two of them. */
export const STEPS: readonly Step[] = (['trigger', 'create', 'search'] as const).flatMap((kind) =>
  // Zapier's types allow a request or a function for each part; ours are as `Step` says, and the tests use all of it.
  Object.values(LISTS[kind] as unknown as Record<string, Omit<Step, 'kind'>>).map((step) => ({
    kind,
    ...step,
  })),
);

/** What a step's case is filed under, such as `trigger new_pay_in`: a search and a create may share a key. */
export const nameOf = ({ kind, key }: Pick<Step, 'kind' | 'key'>): string => `${kind} ${key}`;

/** The step with this key, a search before a create. */
export function stepOf(wanted: string): Step {
  const found = STEPS.findLast(({ key }) => key === wanted);
  if (!found) throw new Error(`The app has no step ${wanted}.`);
  return found;
}

/** The fields of a step's form. */
export const inputsOf = ({ operation }: Step): readonly InputField[] => operation.inputFields ?? [];

const run = createAppTester(app);

/** What a run gets from Zapier. */
interface Run {
  readonly authData: Readonly<Record<string, string>>;
  readonly inputData: object;
  readonly meta?: object;
}

/** Runs a step as Zapier does, through zapier-platform-core; a create gives its one result in a list. */
export async function perform({ operation }: Step, bundle: Run): Promise<Entry[]> {
  const result = await run(operation.perform, { meta: {}, ...bundle });
  return (Array.isArray(result) ? result : [result]) as Entry[];
}
