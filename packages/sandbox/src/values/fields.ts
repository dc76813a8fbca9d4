import { InputError } from './input-error.ts';
import type { Money } from './money.ts';

/** Reads the fields of a control request; whatever does not fit says what was expected. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>, known: readonly string[]) {
    const unknown = Object.keys(values).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new InputError(`unknown field "${unknown}": expected ${known.join(', ') || 'no field at all'}`);
    }
    this.#values = values;
  }

  /** Whatever is there. */
  any(name: string): unknown {
    return this.#values[name];
  }

  /** A text, if it is there. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || typeof value === 'string') return value;
    throw new InputError(`"${name}": expected a text`);
  }

  /** A number or a text, for amounts and ids, if it is there. */
  figure(name: string): Money | undefined {
    const value = this.#values[name];
    if (value === undefined || typeof value === 'string' || typeof value === 'number') return value;
    throw new InputError(`"${name}": expected a number, or a text that holds one`);
  }

  /** A whole number from `min` to `max`, if it is there. */
  whole(name: string, min: number, max = Number.MAX_SAFE_INTEGER): number | undefined {
    const value = this.#values[name];
    if (value === undefined || (isWhole(value, min) && value <= max)) return value;
    const most = max === Number.MAX_SAFE_INTEGER ? 'or more' : `to ${max}`;
    throw new InputError(`"${name}": expected a whole number of ${min} ${most}`);
  }

  /** A whole number not below `min`, or false for none at all, if it is there. */
  wholeOrFalse(name: string, min: number): number | false | undefined {
    const value = this.#values[name];
    if (value === undefined || value === false || isWhole(value, min)) return value;
    throw new InputError(`"${name}": expected false, or a whole number of ${min} or more`);
  }

  /** One of the given values, if it is there. */
  choice<T>(name: string, values: readonly T[]): T | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    const found = values.find((one) => one === value);
    if (found !== undefined) return found;
    throw new InputError(`"${name}": expected ${values.map((one) => JSON.stringify(one)).join(' or ')}`);
  }
}

/** The value of a field that must be there. */
export function required<T>(name: string, value: T | undefined): T {
  if (value !== undefined && value !== '') return value;
  throw new InputError(`"${name}" is missing: expected a value`);
}

function isWhole(value: unknown, min: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= min;
}
