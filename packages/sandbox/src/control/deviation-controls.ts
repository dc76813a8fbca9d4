import type { ControlActions } from './control-action.ts';
import { deviationKinds } from '../deviations/table.ts';
import { Fields, required } from '../values/fields.ts';
import type { Service } from '../api/service.ts';

/** Actions that turn deviations on and off. */
export const deviationControls: ControlActions = {
  deviation: ({ deviations }, { name, ...values }) => {
    const known = required('name', new Fields({ name }, ['name']).text('name'));
    return { id: deviations.addNamed(known, values) };
  },

  'lift-deviation': ({ deviations }, values) => {
    deviations.lift(required('id', new Fields(values, ['id']).whole('id', 1)));
    return { active: deviations.all() };
  },

  'clear-deviations': ({ deviations }, values) => {
    new Fields(values, []);
    deviations.clear();
    return { active: [] };
  },
};

/** The deviations that are on, and every kind with what it can be told. */
export function shownDeviations({ deviations }: Service) {
  const kinds = [...deviationKinds].map(([name, { label, settings }]) => ({
    name,
    label,
    settings: Object.entries(settings).map(([key, setting]) => ({
      name: key,
      label: setting.label,
      initial: setting.initial,
      choices: setting.choices,
    })),
  }));
  return { active: deviations.all(), kinds };
}
