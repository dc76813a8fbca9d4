import { isRecord, listAt, textAt, valueAt } from '../system/shape.ts';
import { type Block, type Entry, textsOf } from './block.ts';

/** What n8n shows of a property itself; its options are rows of their own. */
const SHOWN = ['displayName', 'description', 'hint', 'placeholder'];
/** What n8n shows of an option, or of an operation. */
const SHOWN_OF_OPTION = ['name', 'description', 'action'];

/** A credential's block. */
export function blockOfCredential(credential: unknown): Block {
  return {
    key: textAt(credential, 'name'),
    title: textAt(credential, 'displayName'),
    entries: entriesOf(listAt(credential, 'properties')),
  };
}

/** A node's blocks: one for the node itself, and one for each of its operations. */
export function blocksOfNode(description: unknown): Block[] {
  const properties = listAt(description, 'properties');
  const itself: Entry[] = [
    { key: '', texts: textsOf(description, ['displayName', 'description']) },
    ...hintsOf(description).map((text) => ({ key: 'hint', texts: [text] })),
  ];
  const operations = properties.filter((property) => valueAt(property, 'name') === 'operation');
  const others = properties.filter((property) => !operations.includes(property));
  const blocks = operations.flatMap((operation) =>
    listAt(operation, 'options').map((option) => blockOfOperation(operation, option, others)),
  );
  const general = others.filter((property) => shownFor(property, 'operation').length === 0);
  const own = {
    key: textAt(description, 'name'),
    title: textAt(description, 'displayName'),
    entries: [...itself, ...entriesOf(general)],
  };
  return [own, ...blocks];
}

function blockOfOperation(operation: unknown, option: unknown, properties: unknown[]): Block {
  const resource = shownFor(operation, 'resource').join();
  const value = textAt(option, 'value');
  const ofThis = properties.filter(
    (property) =>
      shownFor(property, 'operation').includes(value) && shownFor(property, 'resource').includes(resource),
  );
  return {
    key: `${resource}.${value}`,
    title: `SecPaid: ${resource}, ${textAt(option, 'name')}`,
    entries: [{ key: '', texts: textsOf(option, SHOWN_OF_OPTION) }, ...entriesOf(ofThis)],
  };
}

function entriesOf(properties: unknown[]): Entry[] {
  return properties.flatMap((property) => {
    const key = textAt(property, 'name');
    const options = valueAt(property, 'options');
    const own = { key, texts: textsOf(property, SHOWN) };
    if (!Array.isArray(options)) return [own];
    if (valueAt(property, 'type') === 'collection') return [own, ...entriesOf(options)];
    if (valueAt(property, 'type') === 'fixedCollection') {
      return [own, ...options.flatMap((group) => entriesOf(listAt(group, 'values')))];
    }
    const choices = options.map((option) => ({
      key: `${key}: ${textAt(option, 'value')}`,
      texts: textsOf(option, SHOWN_OF_OPTION),
    }));
    return [own, ...choices];
  });
}

function shownFor(property: unknown, name: string): unknown[] {
  const shown = valueAt(property, 'displayOptions', 'show', name);
  return Array.isArray(shown) ? shown : [];
}

function hintsOf(description: unknown): string[] {
  const hints = isRecord(description) ? description['hints'] : undefined;
  return Array.isArray(hints) ? hints.map((hint) => textAt(hint, 'message')) : [];
}
