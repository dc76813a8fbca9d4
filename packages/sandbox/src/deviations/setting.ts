import type { Fields } from '../values/fields.ts';
import { required } from '../values/fields.ts';
import { InputError } from '../values/input-error.ts';
import type { Deviation } from './deviation.ts';

/** One thing that a deviation can be told, for the control API to read and for the page to ask. */
export interface Setting<Value> {
  readonly label: string;
  /** Its default; undefined if it is required or optional. */
  readonly initial: Value;
  readonly choices?: readonly Value[];
  readonly read: (fields: Fields, name: string) => Value;
}

type Settings = Readonly<Record<string, Setting<unknown>>>;
type ValuesOf<Of extends Settings> = {
  [Name in keyof Of]: Of[Name] extends Setting<infer Value> ? Value : never;
};

/** A kind of deviation: what a person reads of it, what it can be told, and how it is made of that. */
export interface DeviationKind {
  readonly label: string;
  readonly settings: Settings;
  /** Throws an InputError if an input does not fit. */
  readonly make: (fields: Fields) => Deviation;
}

/** Describes a kind of deviation. */
export function kind<Of extends Settings>(
  label: string,
  settings: Of,
  make: (values: ValuesOf<Of>) => Deviation,
): DeviationKind {
  return {
    label,
    settings,
    make: (fields) => {
      const read = Object.entries(settings).map(([name, setting]) => [name, setting.read(fields, name)]);
      // Each setting reads its own type; fromEntries() forgets which name has which.
      return make(Object.fromEntries(read) as ValuesOf<Of>);
    },
  };
}

/** One of a few words; the first one without an input. */
export function choice<const Value extends string>(
  label: string,
  choices: readonly [Value, ...Value[]],
): Setting<Value> {
  const [initial] = choices;
  return { label, initial, choices, read: (fields, name) => fields.choice(name, choices) ?? initial };
}

/** A whole number from `min` to `max`. */
export function whole(label: string, initial: number, min: number, max: number): Setting<number> {
  return { label, initial, read: (fields, name) => fields.whole(name, min, max) ?? initial };
}

/** An id that must be given. */
export function id(label: string): Setting<string | undefined> {
  return { label, initial: undefined, read: (fields, name) => String(required(name, fields.figure(name))) };
}

/** A text or a number that may be left out. */
export function optional(label: string): Setting<string | undefined> {
  return {
    label,
    initial: undefined,
    read: (fields, name) => {
      const value = fields.figure(name);
      return value === undefined ? undefined : String(value);
    },
  };
}

type Scalar = string | number | boolean | null;

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Any single value of JSON. */
export function scalar(label: string, initial: Scalar): Setting<Scalar> {
  return {
    label,
    initial,
    read: (fields, name) => {
      const value = fields.any(name);
      if (value === undefined) return initial;
      if (isScalar(value)) return value;
      throw new InputError(`"${name}": expected null, a text, a number or a boolean`);
    },
  };
}
