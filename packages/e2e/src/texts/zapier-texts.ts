import { isRecord, listAt, textAt, valueAt } from '../system/shape.ts';
import { type Block, type Entry, textsOf } from './block.ts';

/** What Zapier shows of a field. */
const SHOWN = ['label', 'helpText', 'placeholder'];

/** The blocks of the Zapier app: its sign-in and each of its steps. */
export function blocksOfZapier(app: unknown): Block[] {
  const steps = ['triggers', 'creates', 'searches'].flatMap((kind) => {
    const of = valueAt(app, kind);
    return isRecord(of) ? Object.values(of) : [];
  });
  const signIn = {
    key: 'authentication',
    title: 'Sign in',
    entries: entriesOf(listAt(app, 'authentication', 'fields')),
  };
  return [signIn, ...steps.map(blockOfStep)];
}

function blockOfStep(step: unknown): Block {
  const fields = valueAt(step, 'operation', 'inputFields');
  const itself = textsOf(valueAt(step, 'display'), ['label', 'description']);
  return {
    key: textAt(step, 'key'),
    title: textAt(step, 'display', 'label'),
    entries: [{ key: '', texts: itself }, ...entriesOf(Array.isArray(fields) ? fields : [])],
  };
}

function entriesOf(fields: unknown[]): Entry[] {
  return fields.flatMap((field) => {
    const key = textAt(field, 'key');
    const choices = valueAt(field, 'choices');
    const rows = (Array.isArray(choices) ? choices : []).map((choice: unknown) =>
      typeof choice === 'string'
        ? { key: `${key}: ${choice}`, texts: [choice] }
        : { key: `${key}: ${textAt(choice, 'value')}`, texts: textsOf(choice, ['label']) },
    );
    const children = valueAt(field, 'children');
    const below = entriesOf(Array.isArray(children) ? children : []);
    return [{ key, texts: textsOf(field, SHOWN) }, ...rows, ...below];
  });
}
