import type { ApiAnswer } from '../wire/api-call.ts';
import { Fields } from '../values/fields.ts';
import { InputError } from '../values/input-error.ts';
import type { Deviation, ListRequest, WireRow } from './deviation.ts';
import { deviationKinds, type DeviationName } from './table.ts';

/** A deviation that is on. */
export interface ActiveDeviation {
  readonly id: number;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A list of which a part is asked: its rows, and the condition that filters set for a row. */
export interface WholeList {
  readonly rows: () => readonly WireRow[];
  readonly matches: (filters: ListRequest['filters']) => (row: WireRow) => boolean;
}

/** The active deviations. By default there are none. */
export class Deviations {
  #active: (ActiveDeviation & { readonly deviation: Deviation })[] = [];
  #next = 1;

  /**
   * Turns a deviation on until it is lifted. `values` are those of its settings; several of one kind add up.
   * @returns its id
   */
  add(name: DeviationName, values: ActiveDeviation['values'] = {}): number {
    return this.addNamed(name, values);
  }

  /** As add, if only input says which. */
  addNamed(name: string, values: ActiveDeviation['values']): number {
    const known = [...deviationKinds.keys()];
    const kind = deviationKinds.get(name);
    if (!kind) throw new InputError(`there is no deviation "${name}": expected ${known.join(', ')}`);
    const deviation = kind.make(new Fields(values, Object.keys(kind.settings)));
    const id = this.#next++;
    this.#active = [...this.#active, { id, name, values, deviation }].sort(
      (a, b) => known.indexOf(a.name) - known.indexOf(b.name),
    );
    return id;
  }

  /** Lifts one deviation. */
  lift(id: number): void {
    if (!this.#active.some((one) => one.id === id)) {
      throw new InputError(`no deviation with the id ${id} is on: see GET deviations`);
    }
    this.#active = this.#active.filter((one) => one.id !== id);
  }

  /** Lifts all deviations. */
  clear(): void {
    this.#active = [];
  }

  /** Whether any is on. */
  get some(): boolean {
    return this.#active.length > 0;
  }

  /** The active ones, in the order in which they apply. */
  all(): readonly ActiveDeviation[] {
    return this.#active.map(({ id, name, values }) => ({ id, name, values }));
  }

  /** What a request gets of a list. */
  list(request: ListRequest, { rows, matches }: WholeList): readonly WireRow[] {
    const all = this.#active.map(({ deviation }) => deviation);
    const { page, limit, skip, filters } = all.reduce(
      (one, { request: read }) => read?.(one) ?? one,
      request,
    );
    const found = all.reduce((list, { rows: held }) => held?.(list) ?? list, rows()).filter(matches(filters));
    const last = Math.max(1, Math.ceil(found.length / limit));
    const given = all.reduce((one, { page: turn }) => turn?.(one, last) ?? one, page);
    const start = given === page ? skip : (given - 1) * limit;
    const write = (row: WireRow): WireRow => all.reduce((one, { row: spell }) => spell?.(one) ?? one, row);
    return found.slice(start, start + limit).map(write);
  }

  /** How an answer in an envelope travels. */
  answer(answer: ApiAnswer): ApiAnswer {
    return this.#active.reduce((one, { deviation }) => deviation.answer?.(one) ?? one, answer);
  }
}
