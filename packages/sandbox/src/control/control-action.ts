import type { Service } from '../api/service.ts';

/** The fields of a control request. */
export type Values = Readonly<Record<string, unknown>>;

/** What can be done through POST /control/<name>, by name, and what each answers. */
export type ControlActions = Readonly<Record<string, (service: Service, values: Values) => unknown>>;
